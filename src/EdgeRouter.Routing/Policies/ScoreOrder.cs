using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Core.Domain;
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
        for (int i = 0; i < context.RowCount; i++)
        {
            RowQuote row = context.Rows[i];
            if (builder.IsUsable(row))
            {
                long penalty = options.TriedPenaltyMicroBps * row.TriedCount;
                long score = context.Scores[i];
                score = score > long.MaxValue - penalty ? long.MaxValue : score + penalty;
                if (builder.IsAtTouch(row))
                {
                    order.Add(i, AtTouch, score, 0);
                }
                else
                {
                    order.Add(i, AwayFromTouch, context.Side.Sign() * row.FarPrice.Nanos, score);
                }
            }
        }
    }

    /// <summary>Whether a later row belongs to the step of an earlier one: same action; at the touch a score within the band, away from it the same price.</summary>
    public static bool IsInBand(RoutingContext context, in RowOrder.Entry head, in RowOrder.Entry other, long bandMicroBps)
    {
        if (head.First != other.First || context.Rows[head.Row].Action != context.Rows[other.Row].Action)
        {
            return false;
        }

        return head.First == AtTouch
            ? (ulong)(other.Second - head.Second) <= (ulong)bandMicroBps
            : head.Second == other.Second;
    }

    [DoesNotReturn]
    private static void ThrowNoScores() =>
        throw new InvalidOperationException("A policy that needs scores was given none: the engine must fall back to the static policy.");
}
