using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

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

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1112: a value is out of range; the message names the key.</exception>
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
