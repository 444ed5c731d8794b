using EdgeRouter.Core.Orders;

namespace EdgeRouter.Features.Venues;

/// <content>Late fills, busts and corrections of children that had ended.</content>
public sealed partial class VenueStatistics
{
    private void Restate(ref TrackedChild tracked, double before, in ExecutionReport report)
    {
        double after = tracked.FillRatio;
        if (!tracked.IsAccepted || before == after)
        {
            return;
        }

        if (before == 0.0 && report.Type == ExecutionType.Trade && tracked.FirstFillNs == 0)
        {
            tracked.FirstFillNs = report.ReceiveTimeNs;
        }

        for (int level = 0; level < 3; level++)
        {
            ref VenueCell cell = ref CellOf(level, tracked.Venue, tracked.Action, tracked.InstrumentIndex, tracked.SizeBucket);
            cell.DecayTo(report.ReceiveTimeNs, _options.HalfLifeNs);
            double left = cell.LeftOf(tracked.EndNs, _options.HalfLifeNs);
            cell.FillRatio += left * (after - before);
            cell.Partials += left * (PartialOf(after) - PartialOf(before));
            if ((before > 0.0) != (after > 0.0))
            {
                Turn(ref cell, tracked, after > 0.0 ? 1.0 : -1.0, left, report.ReceiveTimeNs);
            }

            cell.Tidy();
        }

        tracked.FirstFillNs = after > 0.0 ? tracked.FirstFillNs : 0;
        Correct(tracked, after);
    }

    // An order without a fill becomes one with a fill (direction 1), or the other way round (direction -1).
    private void Turn(ref VenueCell cell, in TrackedChild tracked, double direction, double left, long nowNs)
    {
        if (tracked.FirstFillNs != 0)
        {
            cell.Fills += left * direction;
            cell.TimeToFillMs += left * direction * ((tracked.FirstFillNs - tracked.SendTimeNs) / 1e6);
        }

        if (double.IsNaN(tracked.MoveBps))
        {
            return;
        }

        cell.DecayImpactTo(nowNs, _options.ImpactHalfLifeNs);
        double leftOfImpact = cell.LeftOfImpact(tracked.EndNs, _options.ImpactHalfLifeNs);
        cell.Impacts += leftOfImpact * direction;
        cell.ImpactBps += leftOfImpact * direction * tracked.MoveBps;
        cell.Misses -= left * direction;
        cell.LeakageBps -= left * direction * tracked.MoveBps;
    }

    private void Correct(in TrackedChild tracked, double filled)
    {
        ref VenueMemory memory = ref _memories[MemoryIndex(tracked.InstrumentIndex, tracked.Venue, tracked.Side)];
        if (memory.LastChildId == tracked.Id)
        {
            memory.LastFillRatio = filled;
        }
    }

    private static double PartialOf(double filled) => filled is > 0.0 and < 1.0 ? 1.0 : 0.0;
}
