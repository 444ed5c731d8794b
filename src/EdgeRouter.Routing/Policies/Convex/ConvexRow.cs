using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>One row of the placement problem. What is available beyond x has the probability <c>part</c> up to the capacity (a take, mean 0), or
/// <c>part · e^(−x / mean)</c> (a midpoint or post).</summary>
internal struct ConvexRow
{
    public int Row;
    public double CostBps;
    public double Part;
    public double MeanLots;
    public long CapacityLots;

    /// <summary>Under-fill penalty less cost, by the probability that the first share fills; bps.</summary>
    public double Benefit;

    /// <summary>Natural logarithm of <see cref="Benefit"/>; set where the row was looked at.</summary>
    public double LogBenefit;

    /// <summary>Best quantity in lots, not rounded.</summary>
    public double Ideal;

    /// <summary>Quantity in whole lots.</summary>
    public long Lots;

    public readonly bool IsFlat => MeanLots == 0.0;

    /// <summary>Lots that are expected to fill of so many sent.</summary>
    public readonly double ExpectedFill(long lots) =>
        Part * (IsFlat ? Math.Min(lots, CapacityLots) : MeanLots * (1.0 - DeterministicMath.Exp(-lots / MeanLots)));
}
