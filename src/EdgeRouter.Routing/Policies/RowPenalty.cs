using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>What a parent learned of a row by its own orders, as a price on the row.</summary>
internal static class RowPenalty
{
    /// <summary>1e-6 bps; 0 or more.</summary>
    public static long MicroBpsOf(in RowQuote row, WaterfallOptions options) => (row.TriedCount | row.RejectedCount | row.FadedCount) == 0
        ? 0
        : (options.TriedPenaltyMicroBps * row.TriedCount)
        + (options.RejectedPenaltyMicroBps * row.RejectedCount)
        + (options.FadedPenaltyMicroBps * row.FadedCount);

    /// <summary>A score with the penalty, saturated.</summary>
    public static long AddTo(long scoreMicroBps, in RowQuote row, WaterfallOptions options)
    {
        long penalty = MicroBpsOf(row, options);
        return scoreMicroBps > long.MaxValue - penalty ? long.MaxValue : scoreMicroBps + penalty;
    }
}
