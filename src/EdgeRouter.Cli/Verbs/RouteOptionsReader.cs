using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The options that make a replay send orders.</summary>
internal sealed class RouteOptionsReader
{
    private const int RunNameLengthMax = 100;
    private readonly Option<string?> _policy = new("--policy") { Description = "route the day's parents by this policy; the capture must come from 'simulate'", HelpName = "NAME" };
    private readonly Option<string?> _model = new("--model") { Description = "folder of trained models, for the policies that score, and of the parameters that convex was tuned to", HelpName = "FOLDER" };
    private readonly Option<double> _explore = new("--explore") { Description = "fraction of parents whose waterfall is randomised, 0 to 1", HelpName = "FRACTION", DefaultValueFactory = _ => 0.0 };
    private readonly Option<string?> _store = new("--store") { Description = "SQLite store that takes the run; its journal goes beside it", HelpName = "FILE" };
    private readonly Option<string?> _run = new("--run") { Description = "unique name of the run in the store; default: CAPTURE-POLICY", HelpName = "NAME" };
    private readonly Option<bool> _journalPackets = new("--journal-packets") { Description = "keep the market data in the journal too, so that it replays without the capture" };
    private readonly Option<string?> _statistics = new("--statistics") { Description = "venue statistics and estimates of earlier days: loaded at the start where the file exists, saved at the end", HelpName = "FILE" };
    private readonly RoutingOptionsReader _routing;

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public RouteOptionsReader(Command command)
    {
        _routing = new RoutingOptionsReader();
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether orders are to be routed.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9016: options of routing without a policy.</exception>
    public bool IsRouting(VerbContext context)
    {
        bool isRouting = context.Get(_policy) is not null;
        Option? alone = isRouting ? null : Given(context);
        return alone is null ? isRouting : throw EdgeRouterException.Usage("ER9016", $"{alone.Name} has no meaning without --policy");
    }

    /// <summary>The first of these options that was given; null = none.</summary>
    /// <param name="context">The verb's context.</param>
    public Option? Given(VerbContext context) => All.FirstOrDefault(context.IsGiven);

    /// <summary>Path of the store.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9009: none was named.</exception>
    public string Store(VerbContext context) => context.Get(_store) ?? throw EdgeRouterException.Usage("ER9009", "--policy needs --store FILE for what it decides and executes");

    /// <summary>The run that was asked for.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="capture">Capture.</param>
    /// <param name="source">Source name.</param>
    /// <exception cref="EdgeRouterException">ER9012: no such policy, or a rate outside 0 to 1; ER9014: the run's name; what <see cref="RoutingOptionsReader.Read"/> and
    /// loading models throw.</exception>
    public PolicyRun Read(VerbContext context, string capture, string source)
    {
        string policy = context.Get(_policy)!;
        double rate = context.Get(_explore);
        if (!PolicyIds.Names.Contains(policy))
        {
            throw EdgeRouterException.Usage("ER9012", $"--policy {policy} is none of {string.Join(", ", PolicyIds.Names)}");
        }

        if (!(rate is >= 0 and <= 1))
        {
            throw EdgeRouterException.Usage("ER9012", string.Create(CultureInfo.InvariantCulture, $"--explore {rate} is no fraction from 0 to 1"));
        }

        ModelSet? models = context.Get(_model) is { } folder ? Models.Load(folder) : null;
        return new PolicyRun
        {
            Capture = capture,
            Source = source,
            Policy = policy,
            RunId = CheckedRun(context.Get(_run) ?? $"{Path.GetFileNameWithoutExtension(capture)}-{policy}"),
            JournalRoot = Path.GetFullPath(Store(context)) + ".journals",
            Models = models,
            Scorer = Models.Scorer(models),
            Convex = Models.Convex(context.Get(_model), policy),
            ExplorationRate = rate,
            Routing = _routing.Read(context),
            JournalsPackets = context.Get(_journalPackets),
            StatisticsPath = context.Get(_statistics),
        };
    }

    private IEnumerable<Option> All => [_policy, _model, _explore, _store, _run, _journalPackets, _statistics, .. _routing.All];

    // The journal's folder is named after the run, and one that an unfinished run left is removed: the name must not lead out of its parent.
    private static string CheckedRun(string name) =>
        name.Length is >= 1 and <= RunNameLengthMax && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && char.IsAsciiLetterOrDigit(name[0])
            ? name
            : throw EdgeRouterException.Usage("ER9014", $"run name '{name}' is not 1 to {RunNameLengthMax} letters, digits, '-', '_' and '.', beginning with a letter or digit: give one by --run");
}
