using Microsoft.CodeAnalysis;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>The feature and negative schemas of other implementations: each compiles, or says what is wrong with it.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ConformanceSchemaTests
{
    private const string Folder = "sbe-conformance/aeron-sbe/test-schemas";

    // 400 kB of schema that repeats what the exchange schemas hold already.
    private static readonly string[] TooBig = ["FixBinary.xml", "ilinkbinary.xml"];

    [TestCaseSource(nameof(Schemas))]
    public void ShouldCompileOrExplain(string? file)
    {
        string path = SharedData.Path(file ?? Folder);
        string folder = Path.GetDirectoryName(path)!;
        (string, string, string?)[] files = [(path, File.ReadAllText(path), "Generated.Wire"), .. Includes(folder, path)];
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: true, string.Empty, files);
        Assert.That(outcome.Exception, Is.Null);
        if (!outcome.Diagnostics.Any(found => found.Severity == DiagnosticSeverity.Error))
        {
            Assert.That(outcome.Diagnostics.All(found => found.Severity == DiagnosticSeverity.Info), Is.True, "warnings stop builds that take them for errors");
            Assert.That(outcome.Errors.Take(10), Is.Empty);
            Assert.That(outcome.Sources, Has.Length.GreaterThan(1));
            Assert.That(Path.GetFileName(path), Is.Not.AnyOf(Bad));
        }
        else
        {
            Assert.That(Path.GetFileName(path), Is.AnyOf(Bad), () => outcome.Diagnostics[0].ToString());
        }
    }

    private static readonly object[] Bad =
    [
        "cyclic-refs-schema.xml", "error-handler-dup-message-schema.xml", "error-handler-enum-violates-min-max-value-range.xml", "error-handler-group-dimensions-schema.xml", "error-handler-invalid-composite-offsets-schema.xml",
        "error-handler-invalid-composite.xml", "error-handler-invalid-name.xml", "error-handler-message-schema.xml", "error-handler-types-dup-schema.xml", "error-handler-types-schema.xml",
        "sub_basic-schema.xml", "sub_sub2_common.xml",
    ];

    private static IEnumerable<(string, string, string?)> Includes(string folder, string path) =>
        Directory.GetFiles(folder, "sub_*.xml").Where(other => other != path).Select(other => (other, File.ReadAllText(other).Replace("messageSchema", "types"), (string?)null));

    private static IEnumerable<string?> Schemas() => SharedData.Schemas(Folder).Where(file => !TooBig.Contains(Path.GetFileName(file)));
}
