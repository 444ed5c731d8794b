using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Feeds;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Schema.Compatibility;
using EdgeRouter.Tools.Schemas;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter sbe check</c>: whether a schema is sound, and how its messages are laid out.</summary>
internal sealed class SbeVerb : IVerb
{
    private const int SchemaVersion = 1;

    private readonly Argument<string> _file = new("FILE") { Description = "SBE schema" };
    private readonly Option<bool> _brief = new("--brief") { Description = "list the messages without their fields; as with --against" };
    private readonly Option<string?> _message = new("--message") { Description = "show this message only", HelpName = "NAME|ID" };
    private readonly Option<string?> _against = new("--against") { Description = "compare with this older version; exit 1 when readers and writers of the two would part", HelpName = "OLD" };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command check = host.Verb(
            "check",
            "Check a schema and show its messages, with sizes and offsets; exit 1 when it has errors.",
            "edgerouter sbe check schema.xml --message 32",
            Run);
        check.Add(_file);
        check.Add(_brief);
        check.Add(_message);
        check.Add(_against);
        Command sbe = new("sbe", "Work with SBE schemas.");
        sbe.Add(check);
        return sbe;
    }

    private ExitCode Run(VerbContext context)
    {
        string path = context.Get(_file)!;
        SbeParseResult result = FeedSchemas.Check(path);
        bool hasFields = context.Get(_message) != null || (!context.Get(_brief) && context.Get(_against) == null);
        SbeReport report = new(context, path, result, Messages(context, path, result.Schema), hasFields)
        {
            Comparison = Compare(context, result.Schema),
        };
        if (context.IsJson)
        {
            report.WriteJson(SchemaVersion);
        }
        else
        {
            report.WriteText();
        }

        return report.IsOk ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private SbeComparisonReport? Compare(VerbContext context, SbeSchema? newer)
    {
        if (context.Get(_against) is not { } path || newer == null)
        {
            return null;
        }

        SbeSchema older = FeedSchemas.Check(path).Schema
            ?? throw EdgeRouterException.Usage("ER9041", $"--against {path}: the older schema has errors; see 'edgerouter sbe check {path}'");
        return new SbeComparisonReport(path, older, SbeCompatibility.Compare(older, newer));
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
