using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Learning.Training;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter train</c>: trains the fill, cost and completion-cost models on the store.</summary>
internal sealed class TrainVerb : IVerb
{
    private const int SchemaVersion = 1;
    private readonly Option<string> _store = new("--store") { Description = "SQLite store", Required = true, HelpName = "FILE" };
    private readonly Option<string[]> _runs = new("--run") { Description = "run to learn from; repeatable; default: all", HelpName = "NAME" };
    private readonly Option<string> _output = new("--output") { Description = "folder for the models; older ones in it are replaced", Required = true, HelpName = "FOLDER" };
    private readonly Option<long> _seed = new("--seed") { Description = "seed of row and column sampling", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _rounds = new("--rounds") { Description = "boosting rounds a model, 1 to 100000", HelpName = "N", DefaultValueFactory = _ => new TrainingOptions().RoundCount };
    private readonly Option<int> _depth = new("--depth") { Description = "depth of a tree at most, 1 to 16", HelpName = "N", DefaultValueFactory = _ => new TrainingOptions().MaxDepth };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb("train", "Train the fill, cost and completion-cost models on what was decided and executed, and fit the parameters of the convex policy.", "edgerouter train --store lab.db --output model", Run);
        foreach (Option option in new Option[] { _store, _runs, _output, _seed, _rounds, _depth })
        {
            command.Add(option);
        }

        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        TrainingOptions options = new TrainingOptions { Seed = context.Get(_seed), RoundCount = context.Get(_rounds), MaxDepth = context.Get(_depth) }.Validated();
        using FeedbackStore store = FeedbackStore.Open(context.Get(_store)!, SqliteOpenMode.ReadOnly);
        context.Reporter.Info(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}"));
        TrainingOutcome outcome = TrainingRun.Run(context, store, context.Get(_runs) ?? [], options, context.Get(_output)!);
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json => TrainingReport.WriteJson(json, outcome));
        }
        else
        {
            TrainingReport.WriteText(context.Reporter, outcome);
        }

        return ExitCode.Ok;
    }
}
