using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Routing.Protection;

namespace EdgeRouter.Routing.Policies;

/// <summary>How waterfalls are built. Validate once, then share.</summary>
public sealed record WaterfallOptions
{
    private const long PenaltyMaxMicroBps = 1_000_000_000_000;

    /// <summary>Most steps of one waterfall, 1 to 64. Only the first is executed before the router decides anew; the rest is what it would do.</summary>
    public int StepCountMax { get; init; } = 8;

    /// <summary>How long a step waits for immediate-or-cancel children, ns: a guard against a silent venue, far above any round trip. Above 0.</summary>
    public long ImmediateTimeoutNs { get; init; } = 100 * TimeUnits.Millisecond;

    /// <summary>How long a step lets a post rest, ns; above 0.</summary>
    public long PostTimeoutNs { get; init; } = 500 * TimeUnits.Millisecond;

    /// <summary>Rows whose scores are this close count as equal and go together, 1e-6 bps; 0 or more.
    /// Half a basis point: less than the fee difference between an inverted and a maker-taker venue at common prices.</summary>
    public long ScoreBandMicroBps { get; init; } = 500_000;

    /// <summary>Most rows that share one step of the top-n-split policy, 1 to 64.</summary>
    public int SplitRowCountMax { get; init; } = 3;

    /// <summary>What every earlier try of a row in the same parent adds to its score, 1e-6 bps; 0 or more.
    /// A row that just failed is worse than its statistics say, but not barred.</summary>
    public long TriedPenaltyMicroBps { get; init; } = 1_000_000;

    /// <summary>What every refusal of a row by its venue in the same parent adds on top of the try, 1e-6 bps; 0 or more.
    /// Twenty basis points: the row stands behind anything else that may trade at all.</summary>
    public long RejectedPenaltyMicroBps { get; init; } = 20_000_000;

    /// <summary>What every quote of the row that faded in the same parent adds on top of the try, 1e-6 bps; 0 or more.
    /// As much as the try again: what is displayed there is less firm than the statistics say.</summary>
    public long FadedPenaltyMicroBps { get; init; } = 1_000_000;

    /// <summary>How far other venues' quotes bind a waterfall.</summary>
    public ProtectionOptions Protection { get; init; } = new();

    /// <summary>Rejects after which a row is left out for the rest of the order, 0 to 15; 0 = never. Two: one reject may be chance, a second is the venue's opinion.</summary>
    public int RejectCountMax { get; init; } = 2;

    /// <summary>Whether takes of the first step may go beyond the touch as an intermarket sweep, for orders that are urgent or large enough. Off: a sweep pays more
    /// for being done at once, and the router otherwise decides anew within one round trip.</summary>
    public bool SweepsBeyondTouch { get; init; }

    /// <summary>An order of at least this urgency sweeps, 0 to 101; 101 = urgency never does.</summary>
    public int SweepUrgencyPercentMin { get; init; } = 75;

    /// <summary>An order sweeps whose remainder is at least this part of what takes could hit at the touch, %; 101 or more.</summary>
    public int SweepSizePercentMin { get; init; } = 300;

    /// <summary>How far beyond the touch a sweep may go, 1e-4 of the touch's price (bps), 1 to 10,000. Quotes far away are not meant to trade.</summary>
    public int SweepDistanceBpsMax { get; init; } = 25;

    /// <summary>Whether two or more takes of a step leave so that they arrive together: nobody can react to the first before the last is there.</summary>
    public bool EqualisesArrival { get; init; } = true;

    /// <summary>Longest that a take is held back for that, ns, 0 to a second. A millisecond: far above the way to any venue of one region.</summary>
    public long DispatchDelayMaxNs { get; init; } = TimeUnits.Millisecond;

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1112: a value is out of range; the message names the key. ER1141: a protection option is out of range.</exception>
    public WaterfallOptions Validate()
    {
        Require(StepCountMax is >= 1 and <= 64, nameof(StepCountMax), StepCountMax, "1 to 64");
        Require(ImmediateTimeoutNs > 0, nameof(ImmediateTimeoutNs), ImmediateTimeoutNs, "above 0");
        Require(PostTimeoutNs > 0, nameof(PostTimeoutNs), PostTimeoutNs, "above 0");
        Require(ScoreBandMicroBps >= 0, nameof(ScoreBandMicroBps), ScoreBandMicroBps, "0 or more");
        Require(SplitRowCountMax is >= 1 and <= 64, nameof(SplitRowCountMax), SplitRowCountMax, "1 to 64");
        Require(TriedPenaltyMicroBps is >= 0 and <= PenaltyMaxMicroBps, nameof(TriedPenaltyMicroBps), TriedPenaltyMicroBps, "0 to 1e12");
        Require(RejectedPenaltyMicroBps is >= 0 and <= PenaltyMaxMicroBps, nameof(RejectedPenaltyMicroBps), RejectedPenaltyMicroBps, "0 to 1e12");
        Require(FadedPenaltyMicroBps is >= 0 and <= PenaltyMaxMicroBps, nameof(FadedPenaltyMicroBps), FadedPenaltyMicroBps, "0 to 1e12");
        Require(RejectCountMax is >= 0 and <= 15, nameof(RejectCountMax), RejectCountMax, "0 to 15");
        Require(SweepUrgencyPercentMin is >= 0 and <= 101, nameof(SweepUrgencyPercentMin), SweepUrgencyPercentMin, "0 to 101");
        Require(SweepSizePercentMin > 100, nameof(SweepSizePercentMin), SweepSizePercentMin, "101 or more");
        Require(SweepDistanceBpsMax is >= 1 and <= 10_000, nameof(SweepDistanceBpsMax), SweepDistanceBpsMax, "1 to 10,000");
        Require(DispatchDelayMaxNs is >= 0 and <= TimeUnits.Second, nameof(DispatchDelayMaxNs), DispatchDelayMaxNs, "0 to 1e9");
        _ = Protection.Validate();
        return this;
    }

    private static void Require(bool condition, string key, long value, string range)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER1112", $"waterfall option {key} is {value}: it must be {range}");
        }
    }
}
