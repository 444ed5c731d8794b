using System.CommandLine;
using EdgeRouter.Cli.Doctor;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter doctor</c>: what this machine has and what it lacks.</summary>
internal sealed class DoctorVerb : IVerb
{
    private const int SchemaVersion = 1;

    /// <inheritdoc/>
    public Command Build(CommandHost host) => host.Verb(
        "doctor",
        "Check what this machine has and what it lacks; exit 1 when something will not work.",
        "edgerouter doctor --json",
        Run);

    private static ExitCode Run(VerbContext context)
    {
        InstallFolders folders = new(context.Settings, Environment.GetEnvironmentVariable("EDGEROUTER_NATIVE"), AppContext.BaseDirectory, Environment.CurrentDirectory);
        IReadOnlyList<MachineCheck> checks = new MachineChecks(folders).Run();
        bool isFine = checks.All(check => check.Outcome != CheckOutcome.Failed);
        if (context.IsJson)
        {
            DoctorReport.WriteJson(context, SchemaVersion, isFine, checks);
        }
        else
        {
            DoctorReport.WriteTables(context, checks);
        }

        return isFine ? ExitCode.Ok : ExitCode.CheckFailed;
    }
}
