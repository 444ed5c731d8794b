using System.CommandLine;
using System.CommandLine.Invocation;

namespace EdgeRouter.Cli.Hosting;

/// <summary>Prints the version and the commit.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"edgerouter {ProductVersion.Number} (commit {ProductVersion.Commit})");
        return 0;
    }
}
