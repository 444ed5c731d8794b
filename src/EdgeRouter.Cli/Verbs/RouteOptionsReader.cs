using System.CommandLine;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The options that make a replay send orders.</summary>
internal sealed class RouteOptionsReader
{
    private readonly Option<string?> _policy = new("--policy") { Description = "route the day's parents by this policy; the capture must come from 'simulate'", HelpName = "NAME" };
    private readonly Option<string?> _model = new("--model") { Description = "folder of trained models", HelpName = "FOLDER" };
    private readonly Option<double> _explore = new("--explore") { Description = "fraction of parents whose waterfall is randomised", DefaultValueFactory = _ => 0.0 };
    private readonly Option<string?> _store = new("--store") { Description = "SQLite store that takes the run; its journal goes beside it", HelpName = "FILE" };
    private readonly Option<string?> _run = new("--run") { Description = "unique name of the run in the store", HelpName = "NAME" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public RouteOptionsReader(Command command)
    {
        foreach (Option option in new Option[] { _policy, _model, _explore, _store, _run })
        {
            command.Add(option);
        }
    }

    /// <summary>Whether orders are to be routed.</summary>
    /// <param name="context">The verb's context.</param>
    public bool IsRouting(VerbContext context) => context.Get(_policy) is not null;

    /// <summary>Path of the store.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9009: none was named.</exception>
    public string Store(VerbContext context) => context.Get(_store) ?? throw EdgeRouterException.Usage("ER9009", "--policy needs --store FILE for what it decides and executes");

    /// <summary>The run that was asked for.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="capture">Capture.</param>
    /// <param name="source">Source name.</param>
    /// <exception cref="EdgeRouterException">ER9012: no such policy, or a rate outside 0 to 1; what loading models throws.</exception>
    public PolicyRun Read(VerbContext context, string capture, string source)
    {
        string policy = context.Get(_policy)!;
        double rate = context.Get(_explore);
        if (!PolicyIds.Names.Contains(policy) || !(rate is >= 0 and <= 1))
        {
            throw EdgeRouterException.Usage("ER9012", $"--policy must be one of {string.Join(", ", PolicyIds.Names)}, and --explore a fraction from 0 to 1");
        }

        ModelSet? models = context.Get(_model) is { } folder ? Models.Load(folder) : null;
        return new PolicyRun
        {
            Capture = capture,
            Source = source,
            Policy = policy,
            RunId = context.Get(_run) ?? $"{Path.GetFileNameWithoutExtension(capture)}-{policy}",
            JournalRoot = Path.GetFullPath(Store(context)) + ".journals",
            Models = models,
            Scorer = models is null ? null : new ScalarRowScorer(models),
            ExplorationRate = rate,
        };
    }
}
