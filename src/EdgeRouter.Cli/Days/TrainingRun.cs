using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Datasets;
using EdgeRouter.Learning.Policies;
using EdgeRouter.Learning.Training;

namespace EdgeRouter.Cli.Days;

/// <summary>Trains on the runs of a store.</summary>
internal static class TrainingRun
{
    /// <summary>Loads examples and trains.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="store">The store.</param>
    /// <param name="runs">Runs to learn from.</param>
    /// <param name="options">How.</param>
    /// <param name="folder">Where the models go.</param>
    public static TrainingOutcome Run(VerbContext context, FeedbackStore store, IReadOnlyCollection<string> runs, TrainingOptions options, string folder)
    {
        TrainingSet set = TrainingSetLoader.Load(store, Models.FeatureNames, runs, new TcaOptions());
        if (set.SkippedChildCount > 0)
        {
            context.Reporter.Warn(string.Create(CultureInfo.InvariantCulture, $"{set.SkippedChildCount:N0} child orders are left out: their decisions have other features than this program's"));
        }

        // Before the models, whose metadata come last: a folder that has those is complete.
        context.Reporter.Info("fitting the parameters of the convex policy");
        ConvexOutcome convex = ConvexTraining.Run(store, runs, new TcaOptions(), options, folder);
        TrainingOutcome outcome = ModelTrainer.Train(set, options, folder, model =>
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Reporter.Info($"training the {model} model");
        });
        return outcome with { Convex = convex };
    }
}
