using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Lab.Reports;

/// <summary>A whole comparison.</summary>
/// <param name="Options">What was compared, with the parameters in force.</param>
/// <param name="Convex">The convex policy's parameters.</param>
/// <param name="Regimes">By regime.</param>
public sealed record ComparisonReport(ComparisonOptions Options, ConvexParameters Convex, IReadOnlyList<RegimeReport> Regimes)
{
    /// <summary>Whether every verdict holds.</summary>
    public bool IsGood => Regimes.All(r => r.Verdicts.All(v => v.Holds));
}
