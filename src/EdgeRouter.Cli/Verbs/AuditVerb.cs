using System.CommandLine;
using EdgeRouter.Cli.Audits;
using EdgeRouter.Cli.Hosting;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter audit</c>: checks of what a router wrote and of what it is to be configured with. One class a thing that is checked.</summary>
internal sealed class AuditVerb : IVerb
{
    /// <inheritdoc/>
    public Command Build(CommandHost host) => new("audit", "Check journals, reference data, risk limits, and the router among faults.")
    {
        JournalCommand.Build(host),
        ReferenceCommand.Build(host),
        LimitsCommand.Build(host),
        FaultsCommand.Build(host),
    };
}
