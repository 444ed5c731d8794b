using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Feeds;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Tools.Schemas;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter sbe check</c>: whether a schema is sound, and how its messages are laid out.</summary>
internal sealed class SbeVerb : IVerb
{
    private const int SchemaVersion = 1;

    private readonly Argument<string> _file = new("FILE") { Description = "SBE schema" };
    private readonly Option<bool> _fields = new("--fields") { Description = "show the fields of every message" };
    private readonly Option<string?> _message = new("--message") { Description = "show the fields of this message only", HelpName = "NAME|ID" };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command check = host.Verb(
            "check",
            "Check a schema and show its messages; exit 1 when it has errors.",
            "edgerouter sbe check schema.xml --message 32",
            Run);
        check.Add(_file);
        check.Add(_fields);
        check.Add(_message);
        Command sbe = new("sbe", "Work with SBE schemas.");
        sbe.Add(check);
        return sbe;
    }

    private ExitCode Run(VerbContext context)
    {
        string path = context.Get(_file)!;
        SbeParseResult result = FeedSchemas.Check(path);
        SbeReport report = new(context, path, result, Messages(context, path, result.Schema), context.Get(_fields) || context.Get(_message) != null);
        if (context.IsJson)
        {
            report.WriteJson(SchemaVersion);
        }
        else
        {
            report.WriteText();
        }

        return result.Schema == null ? ExitCode.CheckFailed : ExitCode.Ok;
    }

    private IReadOnlyList<SbeMessage> Messages(VerbContext context, string path, SbeSchema? schema)
    {
        if (schema == null)
        {
            return [];
        }

        return context.Get(_message) is not { } wanted ? schema.Messages
            : SchemaRows.FindMessage(schema, wanted) is { } found ? [found]
            : throw EdgeRouterException.Usage("ER9040", $"--message {wanted}: {path} has no message of that name or id; see 'edgerouter sbe check {path}'");
    }
}
