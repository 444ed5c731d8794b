using System.Text.Json;

namespace EdgeRouter.Cli.Tests;

[TestFixture]
public sealed class DoctorTests
{
    [Test]
    public void ShouldPrintOneJsonObject()
    {
        (int exitCode, string stdout, string stderr) = CommandProcess.Run("doctor", "--json");
        using JsonDocument report = JsonDocument.Parse(stdout);
        JsonElement[] checks = [.. report.RootElement.GetProperty("checks").EnumerateArray()];
        bool hasFailure = checks.Any(check => check.GetProperty("outcome").GetString() is "failed");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.RootElement.EnumerateObject().First().Name, Is.EqualTo("schemaVersion"));
            Assert.That(report.RootElement.GetProperty("schemaVersion").GetInt32(), Is.EqualTo(1));
            Assert.That(report.RootElement.GetProperty("ok").GetBoolean(), Is.EqualTo(!hasFailure));
            Assert.That(exitCode, Is.EqualTo(hasFailure ? 1 : 0));
            Assert.That(
                checks.Select(check => check.GetProperty("name").GetString()),
                Is.EqualTo(new[] { ".NET", "libxgboost", "libsqlite3", "DPDK library", "huge pages", "cores", "output folder" }));
            Assert.That(stderr, Is.Empty);
        }
    }

    [Test]
    public void ShouldPrintATableForPeople()
    {
        (_, string stdout, string stderr) = CommandProcess.Run("doctor");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(stdout, Does.Contain("what to do").And.Contain("libxgboost").And.Contain("paths:output"));
            Assert.That(stdout, Does.Not.Contain("\u001b"));
            Assert.That(stderr, Is.Empty);
        }
    }

    [Test]
    public void ShouldFailWhenTheOutputFolderCannotBeMade()
    {
        (int exitCode, string stdout, string stderr) = CommandProcess.Run("doctor", "--json", "--set", "paths:output=/proc/none/there");
        using JsonDocument report = JsonDocument.Parse(stdout);
        JsonElement folder = report.RootElement.GetProperty("checks").EnumerateArray().Last();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(folder.GetProperty("outcome").GetString(), Is.EqualTo("failed"));
            Assert.That(stderr, Does.Contain("settings: paths:output=/proc/none/there (--set)"));
        }
    }

    [Test]
    public void ShouldRefuseAnUnknownVariable()
    {
        (int exitCode, string stdout, string stderr) = CommandProcess.Run(new Dictionary<string, string> { ["EDGEROUTER_PATHS__OUTPT"] = "x" }, "doctor");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(2));
            Assert.That(stdout, Is.Empty);
            Assert.That(stderr, Does.StartWith("error ER9002: ").And.Contain("EDGEROUTER_PATHS__OUTPT").And.Contain("paths:output"));
        }
    }

    [Test]
    public void ShouldSayWhatAFileThatIsMissingIs()
    {
        (int exitCode, _, string stderr) = CommandProcess.Run(new Dictionary<string, string> { ["EDGEROUTER_CONFIG"] = "/none/there.json" }, "doctor");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(3));
            Assert.That(stderr, Does.StartWith("error ER9004: ").And.Contain("/none/there.json"));
        }
    }
}
