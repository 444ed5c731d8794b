using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Feeds.Cme;

/// <summary>Book refreshes (template 32) and channel resets (template 4).</summary>
internal static class CmeBookDecoder
{
    public static bool TryDecodeBook<TSink>(in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out MDIncrementalRefreshBook32Decoder message) || !CmeEvents.IsSoundTime(message.TransactTime, counters))
        {
            return false;
        }

        long eventTimeNs = unchecked((long)message.TransactTime);
        foreach (MDIncrementalRefreshBook32Decoder.NoMDEntriesEntry entry in message.NoMDEntries)
        {
            DecodeEntry(entry, eventTimeNs, ref sink, counters);
        }

        CmeEvents.End(message.MatchEventIndicator, message.TransactTime, ref sink);
        return true;
    }

    public static bool TryDecodeChannelReset<TSink>(in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out ChannelReset4Decoder message) || !CmeEvents.IsSoundTime(message.TransactTime, counters))
        {
            return false;
        }

        sink.OnClear(new BookClear(-1, unchecked((long)message.TransactTime)));
        CmeEvents.End(message.MatchEventIndicator, message.TransactTime, ref sink);
        return true;
    }

    private static void DecodeEntry<TSink>(
        in MDIncrementalRefreshBook32Decoder.NoMDEntriesEntry entry, long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        switch (entry.MDEntryType)
        {
            case MDEntryTypeBook.Bid:
                DecodeLevel(entry, Side.Buy, eventTimeNs, ref sink, counters);
                break;
            case MDEntryTypeBook.Offer:
                DecodeLevel(entry, Side.Sell, eventTimeNs, ref sink, counters);
                break;
            case MDEntryTypeBook.ImpliedBid or MDEntryTypeBook.ImpliedOffer:
                counters.ImpliedEntries++;
                break;
            case MDEntryTypeBook.BookReset:
                sink.OnClear(new BookClear(entry.SecurityID, eventTimeNs));
                break;
            default:
                counters.BadValues++;
                break;
        }
    }

    private static void DecodeLevel<TSink>(
        in MDIncrementalRefreshBook32Decoder.NoMDEntriesEntry entry, Side side, long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        MDUpdateAction action = entry.MDUpdateAction;
        bool isRemoval = action is MDUpdateAction.Delete or MDUpdateAction.DeleteThru or MDUpdateAction.DeleteFrom;
        long mantissa = entry.MDEntryPxMantissa;
        int quantity = entry.MDEntrySize;
        int orderCount = entry.NumberOfOrders;
        bool hasPrice = mantissa != MDIncrementalRefreshBook32Decoder.NoMDEntriesEntry.MDEntryPxMantissaNullValue;
        bool hasQuantity = quantity != MDIncrementalRefreshBook32Decoder.NoMDEntriesEntry.MDEntrySizeNullValue;
        long nanos = 0;
        bool isSound = action <= MDUpdateAction.Overlay
            && (entry.MDPriceLevel > 0 || action == MDUpdateAction.DeleteThru)
            && (hasPrice ? FixedPoint.TryToNanos(mantissa, CmeEvents.PriceScale, out nanos) : isRemoval)
            && (hasQuantity ? quantity >= 0 : isRemoval);
        if (!isSound)
        {
            counters.BadValues++;
            return;
        }

        bool hasOrderCount = orderCount is > 0 and not MDIncrementalRefreshBook32Decoder.NoMDEntriesEntry.NumberOfOrdersNullValue;
        sink.OnLevel(new LevelUpdate(
            entry.SecurityID,
            side,
            (BookAction)action,
            entry.MDPriceLevel,
            new Price(nanos),
            hasQuantity ? quantity : 0,
            hasOrderCount ? orderCount : 0,
            entry.RptSeq,
            eventTimeNs));
    }
}
