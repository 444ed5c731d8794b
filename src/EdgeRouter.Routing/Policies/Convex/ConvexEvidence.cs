namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>All that <see cref="ConvexTuner"/> learns from.</summary>
public sealed class ConvexEvidence
{
    /// <summary>Children that ended.</summary>
    public List<ConvexObservation> Children { get; } = [];

    /// <summary>What open shares came to cost.</summary>
    public List<ConvexOpenCost> OpenCosts { get; } = [];

    /// <summary>Fills against later midpoints.</summary>
    public List<ConvexMarkOut> MarkOuts { get; } = [];
}
