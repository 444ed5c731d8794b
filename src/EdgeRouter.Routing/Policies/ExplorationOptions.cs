using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Policies;

/// <summary>How much a policy explores. Validate once, then share.</summary>
public sealed record ExplorationOptions
{
    /// <summary>Fraction of parents that explore, 0 to 1.</summary>
    public double Rate { get; init; } = 0.2;

    /// <summary>Seed of the run: which parents explore, and what they choose.</summary>
    public ulong Seed { get; init; }

    /// <summary>Parents of more than this notional do not explore, units of currency; 0 or more.</summary>
    public long ParentNotionalMax { get; init; } = 1_000_000;

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1113: a value is out of range; the message names the key.</exception>
    public ExplorationOptions Validate()
    {
        if (!(Rate is >= 0.0 and <= 1.0))
        {
            throw EdgeRouterException.Usage("ER1113", FormattableString.Invariant($"exploration option {nameof(Rate)} is {Rate}: it must be 0 to 1"));
        }

        if (ParentNotionalMax < 0)
        {
            throw EdgeRouterException.Usage("ER1113", $"exploration option {nameof(ParentNotionalMax)} is {ParentNotionalMax}: it must be 0 or more");
        }

        return this;
    }
}
