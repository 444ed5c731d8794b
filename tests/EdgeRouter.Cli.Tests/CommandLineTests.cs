using System.Text.Json;

namespace EdgeRouter.Cli.Tests;

[TestFixture]
public sealed class CommandLineTests
{
    [Test]
    public void ShouldShowVerbsAndExamplesInHelp()
    {
        (int exitCode, string stdout, string stderr) = CommandProcess.Run("--help");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(stdout, Does.Contain("doctor").And.Contain("--json").And.Contain("--log-format").And.Contain("Example"));
            Assert.That(stderr, Is.Empty);
        }
    }

    [TestCase("demo")]
    [TestCase("replay")]
    [TestCase("decode")]
    [TestCase("simulate")]
    [TestCase("train")]
    [TestCase("tca")]
    [TestCase("doctor")]
    public void ShouldShowAnExampleInEachVerbsHelp(string verb)
    {
        (int exitCode, string stdout, _) = CommandProcess.Run(verb, "--help");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(stdout, Does.Match($@"Example:\s+edgerouter {verb}"));
        }
    }

    [Test]
    public void ShouldShowVersionAndCommit()
    {
        (int exitCode, string stdout, string stderr) = CommandProcess.Run("--version");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(stdout.Trim(), Does.Match(@"^edgerouter \d+\.\d+\.\d+\S* \(commit ([0-9a-f]{12}|unknown)\)$"));
            Assert.That(stderr, Is.Empty);
        }
    }

    [TestCase("", "no verb given", "edgerouter --help")]
    [TestCase("frobnicate", "'frobnicate'", "edgerouter --help")]
    [TestCase("doctor --frobnicate", "'--frobnicate'", "edgerouter doctor --help")]
    [TestCase("doctor extra", "'extra'", "edgerouter doctor --help")]
    [TestCase("doctor --log-format xml", "'xml'", "edgerouter doctor --help")]
    [TestCase("doctor --config", "--config", "edgerouter doctor --help")]
    [TestCase("@nofile", "'@nofile'", "edgerouter --help")]
    public void ShouldRefuseABadCommandLineInOneLine(string line, string what, string hint)
    {
        (int exitCode, string stdout, string stderr) = CommandProcess.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(2));
            Assert.That(stdout, Is.Empty);
            Assert.That(stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
            Assert.That(stderr, Does.StartWith("error ER9001: ").And.Contain(what).And.Contain(hint));
        }
    }

    [Test]
    public void ShouldLogErrorsAsJsonWhenAsked()
    {
        (int exitCode, _, string stderr) = CommandProcess.Run("doctor", "--frobnicate", "--log-format", "json");
        using JsonDocument line = JsonDocument.Parse(stderr);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(2));
            Assert.That(line.RootElement.GetProperty("id").GetString(), Is.EqualTo("ER9001"));
            Assert.That(line.RootElement.GetProperty("level").GetString(), Is.EqualTo("error"));
            Assert.That(line.RootElement.GetProperty("time").GetDateTimeOffset().Year, Is.GreaterThan(2000));
        }
    }
}
