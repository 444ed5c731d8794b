using System.CommandLine;
using System.Text;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Scoring.Models;
using EdgeRouter.Tools.Routing;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter route</c>: one routing decision explained, over a book file or from a journal.</summary>
internal sealed class RouteVerb : IVerb
{
    private const int SchemaVersion = 1;
    private const string DefaultPolicy = "rank-and-fill";

    private readonly Option<string?> _order = new("--order") { Description = "what to route, e.g. \"buy 10000 ACME limit 400.10 day urgency=80\"; or a JSON object", HelpName = "ORDER" };
    private readonly Option<string?> _book = new("--book") { Description = "the market: instruments, venues, quotes, history, predictions (src/docs/ROUTE.md)", HelpName = "FILE" };
    private readonly Option<string?> _example = new("--example") { Description = $"route a case that is built in: {RouteExample.Name}", HelpName = "NAME" };
    private readonly Option<string?> _writeExample = new("--write-example") { Description = "write the example's book file and stop", HelpName = "FILE" };
    private readonly Option<string?> _policy = new("--policy") { Description = $"{string.Join(", ", PolicyIds.Names)}; default: {DefaultPolicy}", HelpName = "NAME" };
    private readonly Option<string?> _models = new("--models") { Description = "folder of trained models and of what convex was tuned to; default: the predictions of the book file", HelpName = "FOLDER" };
    private readonly Option<int?> _profile = new("--profile") { Description = "objective by number, 0 to 255", HelpName = "N" };
    private readonly Option<string?> _objective = new("--objective") { Description = "objective by name: cost, speed, discretion, or those of the book file", HelpName = "NAME" };
    private readonly Option<string?> _limits = new("--limits") { Description = "risk limits (src/docs/RISK.md)", HelpName = "FILE" };
    private readonly Option<string?> _reference = new("--reference") { Description = "instruments and venues from reference data (src/docs/REFERENCE.md)", HelpName = "FILE" };
    private readonly Option<string?> _journal = new("--journal") { Description = "explain a decision that was taken, from its journal", HelpName = "FOLDER" };
    private readonly Option<long?> _parent = new("--parent") { Description = "parent order of the journal", HelpName = "ID" };
    private readonly Option<int?> _decision = new("--decision") { Description = "which of its decisions, from 0 on; default: the first", HelpName = "K" };
    private readonly Option<bool> _all = new("--all") { Description = "every feature and every risk check in the tables; JSON always has all" };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(
            "route",
            "Explain one routing decision: features, scores, policy arithmetic, risk checks, protection, steps. Exit 1: refused, or a journal that differs.",
            $"edgerouter route --example {RouteExample.Name} --objective speed",
            Run);
        foreach (Option option in new Option[] { _order, _book, _policy, _models, _profile, _objective, _limits, _reference, _example, _writeExample, _journal, _parent, _decision, _all })
        {
            command.Add(option);
        }

        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        if (context.Get(_journal) is { } journal)
        {
            Refuse(context, "--journal", _order, _book, _policy, _models, _profile, _objective, _limits, _reference, _example, _writeExample);
            return RunJournal(context, journal);
        }

        Refuse(context, "a book file", _parent, _decision);
        return context.Get(_writeExample) is { } path ? WriteExample(context, path) : RunBook(context);
    }

    private static void Refuse(VerbContext context, string with, params Option[] options)
    {
        if (Array.Find(options, context.IsGiven) is { } alone)
        {
            throw EdgeRouterException.Usage("ER9067", $"{alone.Name} has no meaning with {with}; see 'edgerouter route --help'");
        }
    }

    private ExitCode RunJournal(VerbContext context, string folder)
    {
        long parent = context.Get(_parent) ?? throw EdgeRouterException.Usage("ER9068", "--journal needs --parent ID");
        int decision = context.Get(_decision) ?? -1;
        if (context.Get(_decision) is < 0)
        {
            throw EdgeRouterException.Usage("ER9068", $"--decision {decision} is below 0: decisions are numbered from 0 on");
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"there is no folder '{folder}'");
        }

        JournalResult result = JournalRoute.Run(folder, parent, decision, context.Cancellation);
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json => RouteJson.Write(json, result));
        }
        else
        {
            new RouteTables(context.Reporter, context.Get(_all)).Write(result);
        }

        return result.Checks.Any(c => c.IsSame == false) ? ExitCode.CheckFailed : ExitCode.Ok;
    }

    private ExitCode RunBook(VerbContext context)
    {
        RouteRequest request = RequestOf(context);
        RouteResult result = BookRoute.Run(request);
        context.Cancellation.ThrowIfCancellationRequested();
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json => RouteJson.Write(json, request, result));
        }
        else
        {
            if (context.IsGiven(_example))
            {
                context.Reporter.Result(RouteExample.Book);
            }

            new RouteTables(context.Reporter, context.Get(_all)).Write(request, result);
        }

        return result.Refused == RejectReason.None ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private RouteRequest RequestOf(VerbContext context)
    {
        string? book = context.Get(_book);
        string? example = context.Get(_example);
        if ((book is null) == (example is null))
        {
            throw EdgeRouterException.Usage("ER9069", book is null ? "name the market: --book FILE, --example textbook, or --journal FOLDER" : "--book and --example both name a market: take one");
        }

        if (example is not null && example != RouteExample.Name)
        {
            throw EdgeRouterException.Usage("ER9069", $"--example {example} is none of {RouteExample.Name}");
        }

        if (context.IsGiven(_profile) && context.IsGiven(_objective))
        {
            throw EdgeRouterException.Usage("ER9069", "--profile and --objective both name an objective: take one");
        }

        string policy = context.Get(_policy) ?? DefaultPolicy;
        if (!PolicyIds.Names.Contains(policy))
        {
            throw EdgeRouterException.Usage("ER9071", $"--policy {policy} is none of {string.Join(", ", PolicyIds.Names)}");
        }

        string order = context.Get(_order) ?? (example is null ? throw EdgeRouterException.Usage("ER9069", "--book needs --order ORDER, e.g. --order \"buy 10000 ACME limit 400.10 day\"") : RouteExample.Order);
        ModelSet? models = context.Get(_models) is { } folder ? Models.Load(folder) : null;
        return new RouteRequest
        {
            Book = book is null ? RouteBookReader.Parse(Encoding.UTF8.GetBytes(RouteExample.Book), RouteExample.Name) : RouteBookReader.Read(book),
            BookName = book ?? $"example {RouteExample.Name}",
            Order = order,
            Policy = policy,
            Objective = context.Get(_objective),
            Profile = context.Get(_profile) ?? 0,
            Scorer = Models.Scorer(models),
            Scales = models?.Scales ?? default,
            ModelId = models?.ContentHash ?? 0,
            Convex = Models.Convex(context.Get(_models), policy),
            Limits = context.Get(_limits) is { } limits ? File.ReadAllBytes(limits) : null,
            Reference = context.Get(_reference) is { } reference ? File.ReadAllBytes(reference) : null,
            ReferenceName = context.Get(_reference) ?? string.Empty,
        };
    }

    private static ExitCode WriteExample(VerbContext context, string path)
    {
        if (File.Exists(path))
        {
            throw EdgeRouterException.Usage("ER9072", $"--write-example: '{path}' is there already: name a new file");
        }

        File.WriteAllText(path, RouteExample.Book);
        context.Reporter.Info($"try: edgerouter route --book {path} --order \"{RouteExample.Order}\"");
        return ExitCode.Ok;
    }
}
