using System.Text.Json;

namespace EdgeRouter.Cli.Tests.Captures;

/// <summary>What a run of the command gave.</summary>
internal sealed record CommandResult(int ExitCode, string Stdout, string Stderr)
{
    public string[] ErrorLines => Stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The one JSON object on stdout.</summary>
    public JsonElement Json
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(Stdout);
            return document.RootElement.Clone();
        }
    }

    public static CommandResult Of(params string[] args) => Of([], args);

    public static CommandResult Of(Dictionary<string, string> environment, params string[] args)
    {
        (int exitCode, string stdout, string stderr) = CommandProcess.Run(environment, args);
        return new CommandResult(exitCode, stdout, stderr);
    }

    /// <summary>Replays without warm-up; the books' state is what counts, not the time.</summary>
    public static CommandResult Replay(string capture, params string[] more) => Of(["replay", "--capture", capture, "--no-warm-up", "--json", .. more]);

    public long Number(string field) => Json.GetProperty(field).GetInt64();

    /// <summary>Fails unless the command ended with one line on stderr.</summary>
    public void AssertFailed(int exitCode, string id, params string[] mentions)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExitCode, Is.EqualTo(exitCode), Stderr);
            Assert.That(ErrorLines, Has.Length.EqualTo(1));
            Assert.That(Stderr, Does.StartWith($"error {id}: "));
            foreach (string mention in mentions)
            {
                Assert.That(Stderr, Does.Contain(mention));
            }
        }
    }
}
