using EdgeRouter.Cli.Time;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Learning.Policies;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Policies.Convex;
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

    /// <summary>The parameters of the convex policy that training left beside a folder's models.</summary>
    /// <param name="folder">Made by <c>edgerouter train</c>; null = the defaults.</param>
    /// <param name="policy">Where it is not <c>convex</c>, a folder of an older version without them has the defaults.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER7015: the policy needs them and they are not there; ER1149: they are not valid.</exception>
    public static ConvexParameters Convex(string? folder, string policy)
    {
        bool isWanted = policy == PolicyIds.Names[PolicyIds.Convex - 1];
        return folder is not null && (isWanted || File.Exists(Path.Combine(folder, ConvexParametersJson.FileName))) ? ConvexTraining.Read(folder) : new ConvexParameters();
    }

    /// <summary>A scorer that uses, for each number of rows, what is fastest here: the evaluators are measured once.</summary>
    /// <param name="models">The models, or null for a run without.</param>
    public static ForestRowScorer? Scorer(ModelSet? models) => models is null
        ? null
        : new ForestRowScorer(models, costs: EvaluatorCosts.Measure(models.Forest, new StopwatchTicks()));
}
