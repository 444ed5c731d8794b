using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Features.Venues;

/// <content>What a report adds to a child and, when the child ends, to its cells.</content>
public sealed partial class VenueStatistics
{
    // What a bust or correction says stands; of everything else the most that was ever told, so that late reports take nothing back.
    private static void TakeShares(ref TrackedChild tracked, in ExecutionReport report)
    {
        long told = Math.Clamp(report.CumulativeQuantity, 0, tracked.Quantity);
        bool isRestatement = report.Type is ExecutionType.TradeBust or ExecutionType.TradeCorrection;
        tracked.FilledQuantity = isRestatement ? told : Math.Max(tracked.FilledQuantity, told);
        tracked.IsUndone = tracked.FilledQuantity == 0 && (isRestatement || tracked.IsUndone);
    }

    private static void TakeFirstFill(ref TrackedChild tracked, in ExecutionReport report)
    {
        if (tracked.IsUndone)
        {
            tracked.FirstFillNs = 0;
        }
        else if (report.Type == ExecutionType.Trade && tracked.FirstFillNs == 0)
        {
            tracked.FirstFillNs = report.ReceiveTimeNs;
        }
    }

    private void End(ref TrackedChild tracked, in ExecutionReport report)
    {
        bool isRejected = report.State == ChildOrderState.Rejected;
        tracked.IsEnded = true;
        tracked.IsAccepted = !isRejected;
        tracked.EndNs = report.ReceiveTimeNs;
        tracked.MoveBps = MoveBps(tracked, MidOf(report.Bid, report.Ask));
        double filled = tracked.FillRatio;
        for (int level = 0; level < 3; level++)
        {
            ref VenueCell cell = ref CellOf(level, tracked.Venue, tracked.Action, tracked.InstrumentIndex, tracked.SizeBucket);
            cell.DecayTo(report.ReceiveTimeNs, _options.HalfLifeNs);
            cell.Orders += 1.0;
            if (isRejected)
            {
                cell.Rejects += 1.0;
                continue;
            }

            AddAccepted(ref cell, tracked, filled);
            AddMove(ref cell, filled > 0.0, tracked.MoveBps, report.ReceiveTimeNs);
        }

        if (!isRejected)
        {
            Remember(tracked, filled, report.ReceiveTimeNs);
        }
    }

    private static void AddAccepted(ref VenueCell cell, in TrackedChild tracked, double filled)
    {
        cell.Accepted += 1.0;
        cell.FillRatio += filled;
        cell.Partials += filled is > 0.0 and < 1.0 ? 1.0 : 0.0;
        if (tracked.FirstFillNs != 0)
        {
            cell.Fills += 1.0;
            cell.TimeToFillMs += (tracked.FirstFillNs - tracked.SendTimeNs) / 1e6;
        }
    }

    private void AddMove(ref VenueCell cell, bool isFilled, double moveBps, long timeNs)
    {
        if (double.IsNaN(moveBps))
        {
            return;
        }

        if (isFilled)
        {
            cell.DecayImpactTo(timeNs, _options.ImpactHalfLifeNs);
            cell.Impacts += 1.0;
            cell.ImpactBps += moveBps;
        }
        else
        {
            cell.Misses += 1.0;
            cell.LeakageBps += moveBps;
        }
    }

    private void Remember(in TrackedChild tracked, double filled, long timeNs)
    {
        ref VenueMemory memory = ref _memories[MemoryIndex(tracked.InstrumentIndex, tracked.Venue, tracked.Side)];
        memory.LastFillRatio = filled;
        memory.LastChildId = tracked.Id;
        if (filled > 0.0)
        {
            memory.LastFillNs = timeNs;
        }
        else
        {
            memory.LastMissNs = timeNs;
        }
    }

    // The midpoint's move against us since the child was sent; NaN where either midpoint is missing.
    private static double MoveBps(in TrackedChild tracked, long mid) => mid <= 0 || tracked.MidNanos <= 0
        ? double.NaN
        : tracked.Side.Sign() * (double)(mid - tracked.MidNanos) / tracked.MidNanos * 10_000.0;
}
