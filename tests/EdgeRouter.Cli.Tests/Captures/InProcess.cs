using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Verbs;

namespace EdgeRouter.Cli.Tests.Captures;

/// <summary>Runs verbs without a process of their own: a second quicker each. What concerns the process itself (signals, standard streams, exit) needs
/// <see cref="CommandProcess"/>.</summary>
internal static class InProcess
{
    public static CommandResult Run(params string[] args)
    {
        using StringWriter stdout = new();
        using StringWriter stderr = new();
        IVerb[] verbs = [new DemoVerb(), new ReplayVerb(), new SimulateVerb(), new TrainVerb(), new TcaVerb(), new AuditVerb(), new ScoreVerb(), new BenchVerb()];
        int exitCode = new CommandHost(verbs, stdout, stderr).Run(args);
        return new CommandResult(exitCode, stdout.ToString(), stderr.ToString());
    }
}
