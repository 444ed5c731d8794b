using System.CommandLine;

namespace EdgeRouter.Cli.Hosting;

/// <summary>One verb of the command: declares its options and wires ports to adapters; the work itself is done elsewhere.</summary>
internal interface IVerb
{
    /// <summary>The verb as a command, made with <see cref="CommandHost.Verb"/>.</summary>
    /// <param name="host">Options common to all verbs, and the boundary that turns failures into exit codes.</param>
    Command Build(CommandHost host);
}
