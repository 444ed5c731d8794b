using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Cli.Verbs;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Training;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Cli.Days;

/// <summary>The whole loop once: simulate training days, learn, then replay a fresh day with the model against the baselines on identical parents.</summary>
/// <param name="context">The verb's context.</param>
/// <param name="plan">What to run.</param>
internal sealed class DemoRun(VerbContext context, DemoPlan plan)
{
    private readonly long _startTicks = context.Ticks.Ticks;

    /// <summary>Runs every step.</summary>
    public DemoResult Run()
    {
        Prepare();
        using FeedbackStore store = FeedbackStore.Open(plan.StorePath, SqliteOpenMode.Create);
        var trainingRuns = new List<string>();
        for (int day = 1; day <= plan.TrainingDays; day++)
        {
            Simulate(day);
            Say($"routing day {day} by the static waterfall, {plan.ExplorationRate:P0} of parents randomised");
            trainingRuns.Add(Route("static", day, FrameSources.File, $"day{day}-training", plan.ExplorationRate, models: null, store).RunId);
        }

        TrainingOutcome training = TrainingRun.Run(
            context, store, trainingRuns, new TrainingOptions { Seed = unchecked((long)plan.Seed) }, plan.ModelFolder);
        int fresh = plan.TrainingDays + 1;
        Simulate(fresh);
        ModelSet models = Models.Load(plan.ModelFolder);
        var results = new List<PolicyRunResult>();
        foreach (string policy in (string[])[.. DemoResult.Baselines, plan.LearnedPolicy])
        {
            Say($"replaying day {fresh} through {plan.Source} with policy {policy}");
            results.Add(Route(policy, fresh, plan.Source, $"day{fresh}-{policy}", explorationRate: 0, policy == plan.LearnedPolicy ? models : null, store));
        }

        string[] runs = [.. results.Select(r => r.RunId)];
        return new DemoResult(plan, training, results, TcaStore.Report(store, new TcaOptions(), DemoResult.Baselines, runs));
    }

    private void Prepare()
    {
        try
        {
            MakeRoom();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.Environment("ER9011", $"folder '{plan.Folder}' cannot be written: {e.Message} Name another by --output.", e);
        }
    }

    private void MakeRoom()
    {
        Directory.CreateDirectory(plan.Folder);
        foreach (string suffix in new[] { string.Empty, "-wal", "-shm" })
        {
            File.Delete(plan.StorePath + suffix);
        }

        if (Directory.Exists(plan.JournalRoot))
        {
            Directory.Delete(plan.JournalRoot, recursive: true);
        }
    }

    private void Simulate(int day)
    {
        Say(string.Create(CultureInfo.InvariantCulture, $"simulating day {day} of seed {plan.Seed} ({plan.Market.DurationSeconds} s of {plan.Market.Venues.Count} venues)"));
        using WorkProgress progress = context.Reporter.StartProgress("simulate", plan.Market.DurationSeconds);
        DayWriter.Write(plan.Day(day), plan.CaptureOf(day), progress.Report, context.Cancellation);
    }

    private PolicyRunResult Route(string policy, int day, string source, string runId, double explorationRate, ModelSet? models, FeedbackStore store) => DayReplay.Run(
        context,
        new PolicyRun
        {
            Capture = plan.CaptureOf(day),
            Source = source,
            Policy = policy,
            RunId = runId,
            JournalRoot = plan.JournalRoot,
            Models = models,
            Scorer = Models.Scorer(models),
            ExplorationRate = explorationRate,
            Routing = plan.Routing,
            Parents = plan.Parents,
            IsWarmedUp = models is not null,
            TierRoot = plan.TierRoot,
        },
        store);

    private void Say(string what)
    {
        double seconds = (context.Ticks.Ticks - _startTicks) * context.Ticks.NsPerTick / TimeUnits.Second;
        context.Reporter.Info(string.Create(CultureInfo.InvariantCulture, $"[{seconds,5:0.0} s] {what}"));
    }
}
