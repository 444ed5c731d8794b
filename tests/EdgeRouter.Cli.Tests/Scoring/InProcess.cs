using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Cli.Verbs;

namespace EdgeRouter.Cli.Tests.Scoring;

/// <summary>Runs the scoring verbs without a process of their own.</summary>
internal static class InProcess
{
    public static CommandResult Run(params string[] args)
    {
        using StringWriter stdout = new();
        using StringWriter stderr = new();
        int exitCode = new CommandHost([new ScoreVerb(), new BenchVerb()], stdout, stderr).Run(args);
        return new CommandResult(exitCode, stdout.ToString(), stderr.ToString());
    }
}
