using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests.Days;

internal static class Expect
{
    /// <summary>Log lines, then one line of error; no result and no stack trace.</summary>
    internal static void Failed(CommandResult result, int exitCode, string id, params string[] mentions)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Stderr);
            Assert.That(result.Stdout, Is.Empty);
            Assert.That(result.ErrorLines.SkipLast(1), Has.All.StartsWith("info: ").Or.StartsWith("warning: "));
            Assert.That(result.ErrorLines[^1], Does.StartWith($"error {id}: "));
            foreach (string mention in mentions)
            {
                Assert.That(result.ErrorLines[^1], Does.Contain(mention));
            }
        }
    }

    /// <summary>A result on stdout, and nothing but log lines on stderr.</summary>
    internal static void Done(CommandResult result)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, result.Stderr);
            Assert.That(result.Stdout, Is.Not.Empty);
            Assert.That(result.Stdout, Does.Not.Contain("info: ").And.Not.Contain("\u001b"));
            Assert.That(result.ErrorLines, Has.All.StartsWith("info: ").Or.StartsWith("warning: "));
        }
    }
}
