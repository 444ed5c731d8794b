using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Tests.Parsing;

/// <summary>The schemas that the reference implementation refuses or warns of: what we say of each.</summary>
public sealed class NegativeSchemaTests
{
    private const string Folder = "sbe-conformance/aeron-sbe/test-schemas/";

    [TestCase("cyclic-refs-schema.xml", "SBE010@15")]
    [TestCase("error-handler-dup-message-schema.xml", "SBE011@2 SBE033@14")]
    [TestCase("error-handler-enum-violates-min-max-value-range.xml", "SBE046@16 SBE046@19 SBE046@20 SBE205@23")]
    [TestCase("error-handler-group-dimensions-schema.xml", "SBE024@21")]
    [TestCase("error-handler-invalid-composite-offsets-schema.xml", "SBE007@11 SBE007@16")]
    [TestCase("error-handler-invalid-composite.xml", "SBE012@19 SBE012@24")]
    [TestCase("error-handler-invalid-name.xml", "SBE004@24 SBE004@26 SBE004@35")]
    [TestCase("error-handler-message-schema.xml", "SBE011@34 SBE011@40 SBE023@45 SBE023@50 SBE024@53 SBE029@56")]
    [TestCase("error-handler-since-version.xml", "SBE206@22 SBE206@24 SBE206@25 SBE207@26 SBE206@29 SBE206@31")]
    [TestCase("error-handler-types-dup-schema.xml", "SBE008@10 SBE011@2")]
    [TestCase("error-handler-types-schema.xml", "SBE205@11 SBE015@13 SBE011@2 SBE004@16")]
    [TestCase("issue567-invalid.xml", "SBE209@30")]
    public void ShouldSayWhatIsWrong(string file, string expected)
    {
        string path = SharedData.Path(Folder + file);
        SbeParseResult result = SbeSchemaFile.Parse(path);
        Assert.That(string.Join(' ', result.Diagnostics.Select(found => $"{found.Id}@{found.Line}")), Is.EqualTo(expected));
        Assert.That(result.Diagnostics.All(found => found.Path == path && found.Column > 0 && found.Message.Length > 20), Is.True);
    }
}
