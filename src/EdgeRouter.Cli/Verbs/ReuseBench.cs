using System.CommandLine;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter bench reuse</c>: how much of an earlier scoring an incremental scorer could use again.</summary>
internal sealed class ReuseBench
{
    private const int SchemaVersion = 1;

    private readonly Option<string> _store = new("--store") { Description = "SQLite store", Required = true, HelpName = "FILE" };
    private readonly Option<string> _model = new("--model") { Description = "folder with the models", Required = true, HelpName = "FOLDER" };
    private readonly Option<string[]> _runs = new("--run") { Description = "run to count; repeatable; default: all", HelpName = "NAME" };

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(
            "reuse",
            "Count what stays the same between the rows that a router scored: rows with the same codes, trees that read no changed code.",
            "edgerouter bench reuse --store lab.db --model model --run day2-rank-and-fill",
            Run);
        command.Add(_store);
        command.Add(_model);
        command.Add(_runs);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        ModelSet models = Models.Load(context.Get(_model)!);
        using FeedbackStore store = FeedbackStore.Open(context.Get(_store)!, SqliteOpenMode.ReadOnly);
        IReadOnlyList<StoredSession> sessions = store.Sessions(context.Get(_runs));
        var counter = new ReuseCounter(models.Forest);
        long skipped = Count(context, store, sessions, models, counter);
        if (counter.DecisionCount == 0)
        {
            throw EdgeRouterException.BadInput(
                "ER9066",
                $"store {store.Database.Path} has no decision with the rows and features that the models read ({skipped} with others or none); route with this version first: 'edgerouter replay --policy static --store FILE'");
        }

        new ReuseBenchReport(models, [.. sessions.Select(static session => session.RunId)], counter, skipped).Write(context, SchemaVersion);
        return ExitCode.Ok;
    }

    private static long Count(VerbContext context, FeedbackStore store, IReadOnlyList<StoredSession> sessions, ModelSet models, ReuseCounter counter)
    {
        using WorkProgress progress = context.Reporter.StartProgress("bench reuse", sessions.Sum(session => DecisionReader.Count(store, session.SessionId)));
        long skipped = 0;
        foreach (StoredSession session in sessions)
        {
            bool hasFeatures = models.FeatureNames.SequenceEqual(store.FeatureNames(session.SessionId).ToArray());
            counter.StartRun();
            foreach (StoredDecision decision in DecisionReader.Read(store, session.SessionId))
            {
                context.Cancellation.ThrowIfCancellationRequested();
                if (hasFeatures && decision.FeatureCount == models.FeatureCount && decision.Features.Length > 0)
                {
                    counter.Add(decision.ParentId, decision.InstrumentId, decision.Rows, decision.Features);
                }
                else
                {
                    skipped++;
                }

                progress.Report(counter.DecisionCount + skipped);
            }
        }

        return skipped;
    }
}
