namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>Every real schema compiles, warnings raised to errors.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class RealSchemaTests
{
    [TestCaseSource(nameof(Schemas))]
    public void ShouldCompileExchangeSchema(string? file)
    {
        string path = SharedData.Path(file ?? "schemas");
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: true, string.Empty, (path, File.ReadAllText(path), "Generated.Wire"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Exception, Is.Null);
            Assert.That(outcome.Faults, Is.Empty);
            Assert.That(outcome.Errors.Take(10), Is.Empty);
            Assert.That(outcome.Sources, Has.Length.GreaterThan(3));
        }
    }

    // The few biggest take half of the time and bring no construct of their own: they wait for the nightly run.
    private static IEnumerable<string?> Schemas() => SharedData.Schemas("schemas")
        .Where(file => file == null || IsNightly || new FileInfo(SharedData.Path(file)).Length < EverydayBytesMax);

    private const long EverydayBytesMax = 90_000;

    private static bool IsNightly => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";
}
