using EdgeRouter.Learning.Policies;

namespace EdgeRouter.Learning.Training;

/// <summary>What a training made.</summary>
/// <param name="Folder">Where the models are.</param>
/// <param name="RowCount">Examples.</param>
/// <param name="Metrics">By name; each beside the same metric of a constant prediction.</param>
public sealed record TrainingOutcome(string Folder, int RowCount, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>What the parameters of the convex policy were fitted to; null where they were not.</summary>
    public ConvexOutcome? Convex { get; init; }
}
