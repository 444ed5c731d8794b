using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Policies.Dark;

/// <summary>How hidden volume is estimated and used. Validate once, then share.</summary>
public sealed record DarkExploreOptions
{
    /// <summary>Orders, decayed, that must have looked for a quantity before the estimate of its tail is trusted; above 0, to 1e6.
    /// With 12 the standard error of a tail of one half is 0.14.</summary>
    public double ObservationCountMin { get; init; } = 12.0;

    /// <summary>Days after which an observation counts half; above 0, to 10,000. Five trading days.</summary>
    public double HalfLifeDays { get; init; } = 7.0;

    /// <summary>Whether what the dark venues leave goes on by scores; else in the static order, and the policy needs no model.</summary>
    public bool UsesScores { get; init; }

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1147: a value is out of range; the message names the key.</exception>
    public DarkExploreOptions Validate()
    {
        Require(ObservationCountMin is > 0.0 and <= 1e6, nameof(ObservationCountMin), ObservationCountMin, "above 0, to 1e6");
        Require(HalfLifeDays is > 0.0 and <= 1e4, nameof(HalfLifeDays), HalfLifeDays, "above 0, to 10000");
        return this;
    }

    private static void Require(bool condition, string key, double value, string range)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER1147", FormattableString.Invariant($"dark-explore option {key} is {value}: it must be {range}"));
        }
    }
}
