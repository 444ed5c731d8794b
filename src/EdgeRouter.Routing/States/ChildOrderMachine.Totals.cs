using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <content>What the venue says of its totals, and what of that is believed when reports overtake one another.</content>
public static partial class ChildOrderMachine
{
    // Where the newest word says that shares are left though we count the whole quantity, a bust or correction is still on its way.
    private static bool IsDone(in ChildOrderRecord record) => record.CumulativeQuantity >= record.WorkingQuantity && !record.NewestStands;

    private static bool SaysThatItStands(in ExecutionReport report, long quantity) =>
        report.LeavesQuantity > 0 && report.CumulativeQuantity <= quantity && report.LeavesQuantity <= quantity - SaidBy(report, quantity);

    // After a restatement: the quantities of a living order, and whether anything is left of it.
    private static void Settle(ref ChildOrderRecord record)
    {
        if (record.IsTerminal)
        {
            return;
        }

        if (record.CumulativeQuantity > 0 && IsDone(record))
        {
            record.State = ChildOrderState.Filled;
        }
        else if (record.State is ChildOrderState.New or ChildOrderState.PartiallyFilled)
        {
            record.State = Standing(record);
        }
    }

    // The venue's total, as far as it can be true. A report from before the last restatement counts in shares that are not so any more.
    private static void Hear(ref ChildOrderRecord record, in ExecutionReport report)
    {
        if (report.VenueTimeNs < record.RestatedTimeNs)
        {
            return;
        }

        long said = SaidBy(report, record.Order.Quantity);
        bool isNewest = report.VenueTimeNs > 0 ? report.VenueTimeNs >= record.TotalTimeNs : said >= record.VenueCumulativeQuantity;
        record.NewestStands = isNewest ? SaysThatItStands(report, record.Order.Quantity) : record.NewestStands;
        record.VenueCumulativeQuantity = Math.Max(record.VenueCumulativeQuantity, said);
        if (report.VenueTimeNs >= record.TotalTimeNs)
        {
            record.NewestTotal = report.VenueTimeNs == record.TotalTimeNs ? Math.Max(said, record.NewestTotal) : said;
            record.TotalTimeNs = report.VenueTimeNs;
        }
    }

    // A report that states the total anew: after a change of executions, at the end, or when asked. The newest word holds; a venue that gives no times is
    // taken to speak in order, but never to take back what is missing. Answers whether the report is the newest.
    private static bool HearNow(ref ChildOrderRecord record, in ExecutionReport report, long change)
    {
        long quantity = record.Order.Quantity;
        long executed = Math.Min(record.CumulativeQuantity, quantity);
        long said = SaidBy(report, quantity);
        bool isTimed = report.VenueTimeNs > 0;
        bool isNewest = report.VenueTimeNs >= record.TotalTimeNs;
        if (change != 0)
        {
            record.RestatedTimeNs = Math.Max(record.RestatedTimeNs, report.VenueTimeNs);
        }

        if (!isNewest)
        {
            record.VenueCumulativeQuantity = Math.Max(change != 0 ? record.NewestTotal : record.VenueCumulativeQuantity, executed);
            return false;
        }

        record.VenueCumulativeQuantity = Math.Max(executed, isTimed ? said : Math.Max(said, record.VenueCumulativeQuantity + change));
        record.NewestTotal = said;
        record.NewestStands = SaysThatItStands(report, quantity);
        record.TotalTimeNs = report.VenueTimeNs;
        return true;
    }

    // The same where the venue also says how much still stands.
    private static void HearRestated(ref ChildOrderRecord record, in ExecutionReport report, long change)
    {
        if (HearNow(ref record, report, change) && (report.LeavesQuantity > 0 || IsTerminal(report.State)))
        {
            long quantity = record.Order.Quantity;
            long standing = record.VenueCumulativeQuantity + Math.Clamp(report.LeavesQuantity, 0, quantity);
            record.WorkingQuantity = Math.Clamp(standing, Math.Min(record.CumulativeQuantity, quantity), quantity);
        }
    }

    private static long SaidBy(in ExecutionReport report, long quantity) => Math.Clamp(report.CumulativeQuantity, 0, Math.Max(0, quantity));
}
