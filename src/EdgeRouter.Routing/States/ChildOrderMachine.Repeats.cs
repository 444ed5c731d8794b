using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <content>How a report that was seen before is known.</content>
public static partial class ChildOrderMachine
{
    // An id that was seen before with other content still counts where that is money, or an end, that we have not booked yet.
    private static ReportAnomaly RepeatOf(in ChildOrderRecord record, in ExecutionReport report, out bool isNew)
    {
        int index = record.Executions.IndexOf(report.ExecutionId);
        if (index < 0)
        {
            isNew = !IsOldFill(record, report);
            return isNew ? ReportAnomaly.None : ReportAnomaly.Repeated;
        }

        ExecutionEntry entry = record.Executions.At(index);
        bool isTrade = report.Type == ExecutionType.Trade;
        bool isSame = entry.Kind switch
        {
            ExecutionEntryKind.Other => entry.OriginId == (ulong)report.Type,
            ExecutionEntryKind.Fill => isTrade && entry.Quantity == report.LastQuantity && entry.PriceNanos == report.LastPrice.Nanos,
            ExecutionEntryKind.Alias => report.Type == ExecutionType.TradeCorrection,
            _ => isTrade && entry.Kind != ExecutionEntryKind.Awaited,
        };
        if (entry.Kind == ExecutionEntryKind.Awaited && isTrade)
        {
            isNew = true;
            return ReportAnomaly.None;
        }

        isNew = !isSame && entry.Kind == ExecutionEntryKind.Other;
        return isSame ? ReportAnomaly.Repeated : ReportAnomaly.RepeatedDifferently;
    }

    // A repeated fill whose id was forgotten, or that has none: with it we would have more than the venue ever spoke of.
    private static bool IsOldFill(in ChildOrderRecord record, in ExecutionReport report) =>
        report.Type == ExecutionType.Trade
        && (report.ExecutionId == 0 || record.Executions.HasForgotten)
        && report.LastQuantity is > 0 and <= QuantityMax
        && report.CumulativeQuantity > 0
        && record.CumulativeQuantity >= report.LastQuantity
        && record.CumulativeQuantity + report.LastQuantity > Math.Max(record.VenueCumulativeQuantity, report.CumulativeQuantity);
}
