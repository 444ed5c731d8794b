using EdgeRouter.Cli.Time;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Cli.Days;

/// <summary>Loads models for today's features.</summary>
internal static class Models
{
    /// <summary>Names of today's features, in column order.</summary>
    public static string[] FeatureNames { get; } = [.. FeatureCatalog.Features.ToArray().Select(f => f.Name)];

    /// <summary>Loads a model set.</summary>
    /// <param name="folder">Made by <c>edgerouter train</c>.</param>
    public static ModelSet Load(string folder) => ModelSet.Load(folder, FeatureNames);

    /// <summary>A scorer that uses, for each number of rows, what is fastest here: the evaluators are measured once.</summary>
    /// <param name="models">The models, or null for a run without.</param>
    public static ForestRowScorer? Scorer(ModelSet? models) => models is null
        ? null
        : new ForestRowScorer(models, costs: EvaluatorCosts.Measure(models.Forest, new StopwatchTicks()));
}
