using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Says where a row stands among the others by its score.</summary>
internal static class RankExplanation
{
    private const double MicroPerUnit = 1e6;

    /// <summary>Writes score, penalties and place of every row of a sorted order.</summary>
    public static void Write(RoutingContext context, RowOrder order, WaterfallOptions options, IPolicyExplanation sink)
    {
        for (int position = 0; position < order.Count; position++)
        {
            int row = order[position].Row;
            long score = context.Scores[row];
            long ranked = RowPenalty.AddTo(score, context.Rows[row], options);
            sink.AddTerm(row, "score", score / MicroPerUnit, "bps");
            WritePenalty(context.Rows[row], row, options, sink);
            sink.AddTerm(row, "ranked by", ranked / MicroPerUnit, "bps");
            sink.AddTerm(row, "place", position + 1, "");
        }

        sink.AddTerm(IPolicyExplanation.WholeDecision, "scores count as equal within", options.ScoreBandMicroBps / MicroPerUnit, "bps");
        if (order.Count < context.RowCount)
        {
            sink.AddNote(IPolicyExplanation.WholeDecision, $"{context.RowCount - order.Count} takes are left out: no venue that may be used shows the best quote");
        }
    }

    /// <summary>Writes what the row's own history in this parent costs it, where there is any.</summary>
    public static void WritePenalty(in RowQuote quote, int row, WaterfallOptions options, IPolicyExplanation sink)
    {
        long penalty = RowPenalty.MicroBpsOf(quote, options);
        sink.AddTerm(row, "penalty", penalty / MicroPerUnit, "bps");
        if (quote.TriedCount > 0)
        {
            sink.AddNote(row, $"tried {quote.TriedCount} times by this parent, refused {quote.RejectedCount}, faded {quote.FadedCount}");
        }
    }
}
