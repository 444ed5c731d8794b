using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Policies;

/// <summary>How much a policy explores. Validate once, then share.</summary>
public sealed record ExplorationOptions
{
    /// <summary>Fraction of parents that explore: 0, 0.02 to 0.98, or 1. Between, either chance or the policy itself would have less than the floor of 2 %.</summary>
    public double Rate { get; init; } = 0.2;

    /// <summary>Seed of the run: which parents explore, and what they choose.</summary>
    public ulong Seed { get; init; }

    /// <summary>Parents of more than this notional do not explore, units of currency; 0 or more.</summary>
    public long ParentNotionalMax { get; init; } = 1_000_000;

    /// <summary>When what exploring parents cost together is above this, nobody explores until the configuration is loaded anew (each morning); units of
    /// currency, 0 or more. The cost of a parent is its signed shortfall against the arrival midpoint, fees included, on what it filled.</summary>
    public long CostLimit { get; init; } = 10_000;

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1113: a value is out of range; the message names the key.</exception>
    public ExplorationOptions Validate()
    {
        if (!(Rate is 0.0 or 1.0 or (>= CandidateRows.ProbabilityFloor and <= 1.0 - CandidateRows.ProbabilityFloor)))
        {
            throw EdgeRouterException.Usage("ER1113", FormattableString.Invariant($"exploration option {nameof(Rate)} is {Rate}: it must be 0, 0.02 to 0.98, or 1"));
        }

        Require(ParentNotionalMax, nameof(ParentNotionalMax));
        Require(CostLimit, nameof(CostLimit));
        return this;
    }

    private static void Require(long value, string key)
    {
        if (value < 0)
        {
            throw EdgeRouterException.Usage("ER1113", $"exploration option {key} is {value}: it must be 0 or more");
        }
    }
}
