using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Routing.Venues;

/// <summary>How the router treats a venue that refuses or is silent. Validate once, then share.</summary>
public sealed record VenueHealthOptions
{
    /// <summary>First pause, ns; doubled by each pause after it until an order is accepted again. Above 0. 100 ms: a rate limit's window is often a second or
    /// less, and the other venues have the flow meanwhile.</summary>
    public long BackOffFirstNs { get; init; } = 100 * TimeUnits.Millisecond;

    /// <summary>Longest pause, ns; at least the first. 30 s: long enough to leave a sick venue alone, short enough to find it well again.</summary>
    public long BackOffMaxNs { get; init; } = 30 * TimeUnits.Second;

    /// <summary>Refusals of class <see cref="RejectClass.DisableVenue"/> in a row that disable a venue, 1 to 1,000. One lockout always does.</summary>
    public int DisableRejectCount { get; init; } = 3;

    /// <summary>Children in a row that a venue leaves unanswered until it is paused, 1 to 1,000.</summary>
    public int SilentCountMax { get; init; } = 3;

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1116: a value is out of range; the message names the key.</exception>
    public VenueHealthOptions Validate()
    {
        Require(BackOffFirstNs > 0, nameof(BackOffFirstNs), BackOffFirstNs, "above 0");
        Require(BackOffMaxNs >= BackOffFirstNs && BackOffMaxNs <= TimeUnits.Second * 86_400, nameof(BackOffMaxNs), BackOffMaxNs, "from the first pause to a day");
        Require(DisableRejectCount is >= 1 and <= 1000, nameof(DisableRejectCount), DisableRejectCount, "1 to 1000");
        Require(SilentCountMax is >= 1 and <= 1000, nameof(SilentCountMax), SilentCountMax, "1 to 1000");
        return this;
    }

    private static void Require(bool condition, string key, long value, string range)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER1116", $"venue health option {key} is {value}: it must be {range}");
        }
    }
}
