using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Tests;

public sealed class IncludeTests
{
    private const string Root = """
        <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" xmlns:xi="http://www.w3.org/2001/XInclude" package="p" id="1">
          <xi:include href="common.xml"/>
          <sbe:message name="M" id="1"><field name="f" id="1" type="Word"/></sbe:message>
        </sbe:messageSchema>
        """;

    [Test]
    public void ShouldTakeTypesOfAnotherFile()
    {
        string common = """
            <types>
              <composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint16"/></composite>
              <type name="Word" primitiveType="uint32"/>
            </types>
            """;
        SbeParseResult result = SbeSchemaParser.Parse("root.xml", Root, href => href == "common.xml" ? common : null);
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Schema!.FindMessage(1)!.BlockLength, Is.EqualTo(4));
        Assert.That(result.Schema.FindMessage(2), Is.Null);
    }

    [Test]
    public void ShouldNameTheFileThatIsWrong()
    {
        string common = "<types>\n  <type name=\"Word\" primitiveType=\"uint33\"/>\n</types>";
        SbeDiagnostic found = SbeSchemaParser.Parse("root.xml", Root, _ => common).Diagnostics[0];
        Assert.That((found.Id, found.Path, found.Line), Is.EqualTo(("SBE013", "common.xml", 2)));
    }

    [Test]
    public void ShouldReportMissingAndCircularIncludes()
    {
        Assert.That(SbeSchemaParser.Parse("root.xml", Root).Diagnostics[0].Id, Is.EqualTo("SBE002"));
        string circular = """<types xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="common.xml"/></types>""";
        Assert.That(SbeSchemaParser.Parse("root.xml", Root, _ => circular).Diagnostics.Select(found => found.Id), Has.Some.EqualTo("SBE038"));
    }
}
