using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>What the score-driven policies share: rows by score, and which scores count as equal.</summary>
internal static class ScoreOrder
{
    private const int AtTouch = 0;
    private const int AwayFromTouch = 1;

    /// <summary>Sorts the usable rows: first those at the touch, by score with the penalty for tries; then takes away from it, by price and then by score.</summary>
    public static void Sort(RoutingContext context, WaterfallBuilder builder, WaterfallOptions options, RowOrder order)
    {
        if (!context.HasScores)
        {
            ThrowNoScores();
        }

        order.Clear();
        ReadOnlySpan<RowQuote> rows = context.Rows;
        ReadOnlySpan<long> scores = context.Scores;
        for (int i = 0; i < rows.Length; i++)
        {
            ref readonly RowQuote row = ref rows[i];
            if (builder.IsUsable(row))
            {
                Add(context, builder, order, i, RowPenalty.AddTo(scores[i], row, options));
            }
        }

        order.Sort();
    }

    /// <summary>Adds one usable row with its cost.</summary>
    public static void Add(RoutingContext context, WaterfallBuilder builder, RowOrder order, int row, long costMicroBps)
    {
        ref readonly RowQuote quote = ref context.Rows[row];
        if (quote.Action != RouteAction.Take || builder.IsAtTouch(quote))
        {
            order.Add(row, AtTouch, costMicroBps, 0);
        }
        else
        {
            order.Add(row, AwayFromTouch, context.Side.Sign() * quote.FarPrice.Nanos, costMicroBps);
        }
    }

    /// <summary>Whether a later row belongs to the step of an earlier one: same action; at the touch a score within the band, away from it the same price.</summary>
    public static bool IsInBand(RoutingContext context, in RowOrder.Entry head, in RowOrder.Entry other, long bandMicroBps) =>
        IsInReach(head, other, bandMicroBps) && context.Rows[head.Row].Action == context.Rows[other.Row].Action;

    /// <summary>Whether rows from here on may still belong to the step: they are sorted by the same keys.</summary>
    public static bool IsInReach(in RowOrder.Entry head, in RowOrder.Entry other, long bandMicroBps) =>
        head.First == other.First
        && (head.First == AtTouch ? (ulong)(other.Second - head.Second) <= (ulong)bandMicroBps : head.Second == other.Second);

    [DoesNotReturn]
    private static void ThrowNoScores() =>
        throw new InvalidOperationException("A policy that needs scores was given none: the engine must fall back to the static policy.");
}
