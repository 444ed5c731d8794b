using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Feeds.Cme;

/// <summary>Snapshots of one instrument's price-level book (template 38): a clear, the levels, the status, and the end.</summary>
internal static class CmeSnapshotDecoder
{
    public static bool TryDecode<TSink>(in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out SnapshotFullRefresh38Decoder message) || !CmeEvents.IsSoundTime(message.TransactTime, counters))
        {
            return false;
        }

        long eventTimeNs = unchecked((long)message.TransactTime);
        sink.OnClear(new BookClear(message.SecurityID, eventTimeNs));
        foreach (SnapshotFullRefresh38Decoder.NoMDEntriesEntry entry in message.NoMDEntries)
        {
            DecodeEntry(message, entry, eventTimeNs, ref sink, counters);
        }

        if (CmeEvents.TryMap(message.MDSecurityTradingStatus, out TradingStatus status))
        {
            sink.OnStatus(new StatusUpdate(message.SecurityID, status, eventTimeNs));
        }

        sink.OnSnapshotComplete(message.SecurityID, message.LastMsgSeqNumProcessed);
        return true;
    }

    private static void DecodeEntry<TSink>(
        in SnapshotFullRefresh38Decoder message, in SnapshotFullRefresh38Decoder.NoMDEntriesEntry entry, long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        Side side = entry.MDEntryType switch
        {
            MDEntryType.Bid => Side.Buy,
            MDEntryType.Offer => Side.Sell,
            _ => Side.None,
        };
        if (side == Side.None)
        {
            // Statistics and trades of the session: no part of the book.
            counters.ImpliedEntries += entry.MDEntryType is MDEntryType.ImpliedBid or MDEntryType.ImpliedOffer ? 1 : 0;
            return;
        }

        int quantity = entry.MDEntrySize;
        int orderCount = entry.NumberOfOrders;
        bool isSound = entry.MDPriceLevel is > 0 and not SnapshotFullRefresh38Decoder.NoMDEntriesEntry.MDPriceLevelNullValue
            && quantity is >= 0 and not SnapshotFullRefresh38Decoder.NoMDEntriesEntry.MDEntrySizeNullValue;
        if (!FixedPoint.TryToNanos(entry.MDEntryPxMantissa, CmeEvents.PriceScale, out long nanos) || !isSound)
        {
            counters.BadValues++;
            return;
        }

        bool hasOrderCount = orderCount is > 0 and not SnapshotFullRefresh38Decoder.NoMDEntriesEntry.NumberOfOrdersNullValue;
        sink.OnLevel(new LevelUpdate(
            message.SecurityID, side, BookAction.New, entry.MDPriceLevel, new Price(nanos), quantity, hasOrderCount ? orderCount : 0, message.RptSeq, eventTimeNs));
    }
}
