using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EdgeRouter.Cli.Hosting;

/// <summary>The library's help, followed by an example that works.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly HelpAction _help;
    private readonly IReadOnlyDictionary<Command, string> _examples;

    /// <summary>Creates the action.</summary>
    /// <param name="help">The library's help.</param>
    /// <param name="examples">One a verb.</param>
    public HelpWithExamples(HelpAction help, IReadOnlyDictionary<Command, string> examples)
    {
        _help = help;
        _examples = examples;
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int result = _help.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        string[] shown = command is RootCommand ? [.. _examples.Values]
            : [.. command.Subcommands.Prepend(command).Where(_examples.ContainsKey).Select(shown => _examples[shown])];
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(shown.Length == 1 ? "Example:" : "Examples:");
        foreach (string example in shown)
        {
            output.WriteLine($"  {example}");
        }

        return result;
    }
}
