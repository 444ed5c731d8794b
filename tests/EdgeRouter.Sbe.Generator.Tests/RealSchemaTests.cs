namespace EdgeRouter.Sbe.Generator.Tests;

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
            Assert.That(outcome.Diagnostics.Select(found => found.ToString()), Is.Empty);
            Assert.That(outcome.Errors.Take(10), Is.Empty);
            Assert.That(outcome.Sources, Has.Length.GreaterThan(3));
        }
    }

    private static IEnumerable<string?> Schemas() => SharedData.Schemas("schemas");
}
