using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Datasets;
using EdgeRouter.Learning.Training;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter train</c>: trains the fill, cost and completion-cost models on the store.</summary>
internal sealed class TrainVerb : IVerb
{
    private const int SchemaVersion = 1;
    private readonly Option<string> _store = new("--store") { Description = "SQLite store", Required = true, HelpName = "FILE" };
    private readonly Option<string[]> _runs = new("--run") { Description = "run to learn from; repeatable; default: all", HelpName = "NAME" };
    private readonly Option<string> _output = new("--output") { Description = "folder for the models", Required = true, HelpName = "FOLDER" };
    private readonly Option<long> _seed = new("--seed") { Description = "seed of row and column sampling", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _rounds = new("--rounds") { Description = "boosting rounds a model", DefaultValueFactory = _ => new TrainingOptions().RoundCount };
    private readonly Option<int> _depth = new("--depth") { Description = "depth of a tree, at most", DefaultValueFactory = _ => new TrainingOptions().MaxDepth };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb("train", "Train the fill, cost and completion-cost models on what was decided and executed.", "edgerouter train --store lab.db --output model", Run);
        foreach (Option option in new Option[] { _store, _runs, _output, _seed, _rounds, _depth })
        {
            command.Add(option);
        }

        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        var options = new TrainingOptions { Seed = context.Get(_seed), RoundCount = context.Get(_rounds), MaxDepth = context.Get(_depth), ThreadCount = Math.Min(2, Environment.ProcessorCount) };
        using FeedbackStore store = FeedbackStore.Open(context.Get(_store)!, SqliteOpenMode.ReadOnly);
        context.Reporter.Info(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}"));
        TrainingOutcome outcome = Train(context, store, context.Get(_runs) ?? [], options, context.Get(_output)!);
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json =>
            {
                json.WriteString("folder", outcome.Folder);
                json.WriteNumber("examples", outcome.RowCount);
                json.WriteStartObject("metrics");
                foreach ((string name, double value) in outcome.Metrics)
                {
                    json.WriteNumber(name, value);
                }

                json.WriteEndObject();
            });
        }
        else
        {
            context.Reporter.ResultTable(
                $"{outcome.Folder}: {outcome.RowCount} examples",
                ["metric", ">value"],
                outcome.Metrics.Select(m => new[] { m.Key, m.Value.ToString("0.####", CultureInfo.InvariantCulture) }));
        }

        return ExitCode.Ok;
    }

    /// <summary>Loads examples and trains.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="store">The store.</param>
    /// <param name="runs">Runs to learn from.</param>
    /// <param name="options">How.</param>
    /// <param name="folder">Where the models go.</param>
    internal static TrainingOutcome Train(VerbContext context, FeedbackStore store, IReadOnlyCollection<string> runs, TrainingOptions options, string folder)
    {
        TrainingSet set = TrainingSetLoader.Load(store, Models.FeatureNames, runs, new TcaOptions());
        return ModelTrainer.Train(set, options, folder, model =>
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Reporter.Info($"training the {model} model");
        });
    }
}
