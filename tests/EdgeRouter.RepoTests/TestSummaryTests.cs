using EdgeRouter.TestSummary;

namespace EdgeRouter.RepoTests;

[TestFixture]
public sealed class TestSummaryTests
{
    private const string Results = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Times start="2026-01-02T10:00:00.0000000+00:00" finish="2026-01-02T10:00:02.5000000+00:00" />
          <Results>
            <UnitTestResult testName="ShouldAdd" outcome="Passed" />
            <UnitTestResult testName="ShouldSubtract" outcome="Failed"><Output><ErrorInfo><Message>Expected: 1
              But was: 2</Message></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testName="ShouldReadData" outcome="NotExecuted"><Output><ErrorInfo><Message>shared data not found</Message></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testName="ShouldKnow" outcome="Inconclusive" />
          </Results>
        </TestRun>
        """;

    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("edgerouter-summary-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ShouldCountEachOutcome()
    {
        SuiteResult suite = Run("1", Results);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(suite.Passed, Is.EqualTo(1));
            Assert.That(suite.Failures, Is.EqualTo(new[] { new TestNote("ShouldSubtract", "Expected: 1 But was: 2"), new TestNote("ShouldKnow", "no reason given (outcome Inconclusive)") }));
            Assert.That(suite.Skips, Is.EqualTo(new[] { new TestNote("ShouldReadData", "shared data not found") }));
            Assert.That(suite.Seconds, Is.EqualTo(2.5));
        }
    }

    [Test]
    public void ShouldCountSkipsAsFailuresWhenStrict()
    {
        SuiteResult suite = Run("1", Results).Strict();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(suite.Skips, Is.Empty);
            Assert.That(suite.Failures.Select(note => note.Test), Is.EqualTo(new[] { "ShouldSubtract", "ShouldKnow", "ShouldReadData" }));
        }
    }

    [TestCase("139", null, "ended with exit code 139")]
    [TestCase("124", Results, "ran out of time")]
    [TestCase("0", null, "ran no test")]
    [TestCase("1", "<TestRun><unfinished", "its results cannot be read")]
    public void ShouldFailASuiteThatDidNotFinish(string exitCode, string? results, string reason) =>
        Assert.That(Run(exitCode, results).Failures.Select(note => note.Reason), Has.Some.Contains(reason));

    [Test]
    public void ShouldEndWithTheLineThatMachinesRead()
    {
        using StringWriter output = new();
        SummaryWriter.Write(output, [Run("1", Results), Run("0", Results.Replace("Failed", "Passed").Replace("Inconclusive", "Passed"))]);
        string[] lines = output.ToString().TrimEnd().Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[^1].Trim(), Is.EqualTo("4 passed, 2 failed, 2 skipped"));
            Assert.That(lines, Has.Some.Contains("skipped: Suite: ShouldReadData: shared data not found"));
        }
    }

    private SuiteResult Run(string exitCode, string? results)
    {
        File.WriteAllText(Path.Combine(_folder, "Suite.exit"), exitCode + "\n");
        File.WriteAllText(Path.Combine(_folder, "Suite.log"), "starting\nlast words\n\n");
        File.Delete(Path.Combine(_folder, "Suite.trx"));
        if (results is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "Suite.trx"), results);
        }

        return SuiteReader.ReadAll(_folder).Single();
    }
}
