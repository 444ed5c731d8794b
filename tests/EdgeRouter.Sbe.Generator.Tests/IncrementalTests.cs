using Microsoft.CodeAnalysis;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>An edit runs again only what depends on it.</summary>
public sealed class IncrementalTests
{
    private const string Common = """
        <types>
        <composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint16"/></composite>
        </types>
        """;

    private const string First = """
        <messageSchema package="first" id="1"><include href="common.xml"/>
        <message name="A" id="1"><field name="x" id="1" type="int32"/></message>
        <message name="B" id="2"><field name="y" id="1" type="int32"/></message></messageSchema>
        """;

    private const string Alone = """
        <messageSchema package="alone" id="2"><types>
        <composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint16"/></composite>
        </types><message name="C" id="1"><field name="z" id="1" type="int64"/></message></messageSchema>
        """;

    private static readonly string Second = First.Replace("first", "second", StringComparison.Ordinal);

    [Test]
    public void ShouldGenerateOnce()
    {
        IncrementalRun run = new(("/p/common.xml", Common), ("/p/first.xml", First), ("/p/second.xml", Second), ("/p/alone.xml", Alone));
        Assert.That(run.Changed, Is.SupersetOf(new[] { "First.ADecoder.g.cs", "Second.ADecoder.g.cs", "Alone.CDecoder.g.cs" }));
    }

    [Test]
    public void ShouldNotRunAgainForCSharp()
    {
        IncrementalRun run = new(("/p/common.xml", Common), ("/p/first.xml", First), ("/p/alone.xml", Alone));
        run.EditCSharp("public class Other { }");
        Assert.That(run.Executed, Is.Empty, "no step of ours has run");
        Assert.That(run.Changed, Is.Empty);
        Assert.That(run.Sources, Does.Contain("First.ADecoder.g.cs"), "what was generated stays");
    }

    [Test]
    public void ShouldGenerateOnlyTheEditedSchema()
    {
        IncrementalRun run = new(("/p/common.xml", Common), ("/p/first.xml", First), ("/p/second.xml", Second), ("/p/alone.xml", Alone));
        run.Edit("/p/first.xml", First.Replace("int32", "int16", StringComparison.Ordinal));
        Assert.That(run.Emitted, Is.EqualTo(1), "schemas parsed and emitted");
        Assert.That(run.Changed, Is.Not.Empty.And.All.StartsWith("First."));
        Assert.That(run.Changed, Is.SupersetOf(new[] { "First.ADecoder.g.cs", "First.BDecoder.g.cs" }));
    }

    [Test]
    public void ShouldHandOnOnlyTheFilesThatChange()
    {
        IncrementalRun run = new(("/p/common.xml", Common), ("/p/first.xml", First), ("/p/alone.xml", Alone));
        run.Edit("/p/first.xml", First.Replace("name=\"y\" id=\"1\" type=\"int32\"", "name=\"y\" id=\"1\" type=\"int16\"", StringComparison.Ordinal));
        Assert.That(run.Changed, Is.EquivalentTo(new[] { "First.BDecoder.g.cs", "First.BEncoder.g.cs" }));
    }

    [Test]
    public void ShouldGenerateTheSchemasThatIncludeTheEditedFile()
    {
        IncrementalRun run = new(("/p/common.xml", Common), ("/p/first.xml", First), ("/p/second.xml", Second), ("/p/alone.xml", Alone));
        run.Edit("/p/common.xml", Common.Replace("\"templateId\" primitiveType=\"uint16\"", "\"templateId\" primitiveType=\"uint8\"", StringComparison.Ordinal));
        Assert.That(run.Emitted, Is.EqualTo(2));
        Assert.That(run.Changed, Is.SupersetOf(new[] { "First.SchemaInfo.g.cs", "Second.SchemaInfo.g.cs" }));
        Assert.That(run.Changed, Has.None.StartsWith("Alone."));
    }

    [Test]
    public void ShouldFollowIncludesOfIncludes()
    {
        IncrementalRun run = new(("/p/common.xml", "<types><include href='deep.xml'/></types>"), ("/p/deep.xml", Common), ("/p/first.xml", First), ("/p/alone.xml", Alone));
        Assert.That(run.Changed, Does.Contain("First.ADecoder.g.cs"));
        run.Edit("/p/deep.xml", Common.Replace("\"templateId\" primitiveType=\"uint16\"", "\"templateId\" primitiveType=\"uint8\"", StringComparison.Ordinal));
        Assert.That(run.Emitted, Is.EqualTo(1));
        Assert.That(run.Changed, Does.Contain("First.SchemaInfo.g.cs").And.None.StartsWith("Alone."));
    }

    [Test]
    public void ShouldNotRunAgainForOtherXml()
    {
        IncrementalRun run = new(("/p/alone.xml", Alone), ("/p/other.xml", "<project/>"));
        run.Edit("/p/other.xml", "<project><messageSchema/></project>");
        Assert.That(run.Emitted, Is.Zero);
        Assert.That(run.Changed, Is.Empty);
    }

    [Test]
    public void ShouldRefuseTwoSchemasInOneNamespace()
    {
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: false, string.Empty, ("/p/one.xml", Alone, "Alone"), ("/p/two.xml", Alone, "Alone"));
        Diagnostic found = outcome.Diagnostics.Single();
        Assert.That(outcome.Exception, Is.Null);
        Assert.That((found.Id, found.Location.GetLineSpan().Path), Is.EqualTo(("SBE090", "/p/two.xml")));
        Assert.That(found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), Does.Contain("one.xml").And.Contain("SbeNamespace"));
        Assert.That(outcome.Sources.Select(source => source.HintName), Does.Contain("Alone.CDecoder.g.cs"), "the first one is generated");
    }

    [Test]
    public void ShouldTakeAFileThatIsListedTwice()
    {
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: false, string.Empty, ("/p/one.xml", Alone, "Mine"));
        IncrementalRun twice = new(("/p/one.xml", Alone), ("/p/one.xml", Alone));
        Assert.That(twice.Sources, Has.Length.EqualTo(outcome.Sources.Length).And.Contains("Alone.CDecoder.g.cs"));
    }

    [TestCase("\uFEFF")]
    [TestCase("\n <?xml version=\"1.1\" encoding=\"utf-16\"?>\n")]
    public void ShouldSeeThePackageBehindWhateverStartsTheFile(string start)
    {
        IncrementalRun run = new(("/p/common.xml", start + Common), ("/p/first.xml", start + First));
        Assert.That(run.Sources, Does.Contain("First.ADecoder.g.cs"));
    }

    [Test]
    public void ShouldPointIntoTheIncludedFile()
    {
        const string Bad = "<types>\n<type name='T' primitiveType='int7'/></types>";
        string schema = First.Replace("common.xml", "types/common.xml", StringComparison.Ordinal);
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: false, string.Empty, ("/p/first.xml", schema, null), ("/q/types/common.xml", Bad, null));
        FileLinePositionSpan place = outcome.Diagnostics.First(found => found.Id == "SBE013").Location.GetLineSpan();
        Assert.That((place.Path, place.StartLinePosition.Line + 1), Is.EqualTo(("/q/types/common.xml", 2)));
    }
}
