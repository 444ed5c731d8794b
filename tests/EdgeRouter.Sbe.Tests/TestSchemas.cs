using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Tests;

/// <summary>The test schemas at run time.</summary>
internal static class TestSchemas
{
    public static string Text(string name)
    {
        using Stream stream = typeof(TestSchemas).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    public static SbeSchema Load(string name)
    {
        SbeParseResult result = SbeSchemaParser.Parse(name, Text(name));
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Schema!;
    }

    public static SbeWalker Walker(string name) => new(Load(name));
}
