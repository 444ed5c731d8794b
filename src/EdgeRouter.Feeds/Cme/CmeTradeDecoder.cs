using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Feeds.Cme;

/// <summary>Trade summaries (template 42) and their older form (template 36). Corrections and cancels of trades print nothing.</summary>
internal static class CmeTradeDecoder
{
    public static bool TryDecodeSummary<TSink>(in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out MDIncrementalRefreshTradeSummary42Decoder message) || !CmeEvents.IsSoundTime(message.TransactTime, counters))
        {
            return false;
        }

        foreach (MDIncrementalRefreshTradeSummary42Decoder.NoMDEntriesEntry entry in message.NoMDEntries)
        {
            if (entry.MDUpdateAction != MDUpdateAction.New)
            {
                continue;
            }

            uint tradeId = entry.MDTradeEntryID;
            Print(
                new TradePrint(
                    entry.SecurityID,
                    default,
                    entry.MDEntrySize,
                    CmeEvents.ToSide(entry.AggressorSide),
                    tradeId == MDIncrementalRefreshTradeSummary42Decoder.NoMDEntriesEntry.MDTradeEntryIDNullValue ? 0 : tradeId,
                    entry.RptSeq,
                    unchecked((long)message.TransactTime)),
                entry.MDEntryPxMantissa,
                ref sink,
                counters);
        }

        CmeEvents.End(message.MatchEventIndicator, message.TransactTime, ref sink);
        return true;
    }

    public static bool TryDecodeTrade<TSink>(in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out MDIncrementalRefreshTrade36Decoder message) || !CmeEvents.IsSoundTime(message.TransactTime, counters))
        {
            return false;
        }

        foreach (MDIncrementalRefreshTrade36Decoder.NoMDEntriesEntry entry in message.NoMDEntries)
        {
            if (entry.MDUpdateAction != MDUpdateAction.New)
            {
                continue;
            }

            Print(
                new TradePrint(
                    entry.SecurityID,
                    default,
                    entry.MDEntrySize,
                    CmeEvents.ToSide(entry.AggressorSide),
                    unchecked((uint)entry.TradeID),
                    entry.RptSeq,
                    unchecked((long)message.TransactTime)),
                entry.MDEntryPxMantissa,
                ref sink,
                counters);
        }

        CmeEvents.End(message.MatchEventIndicator, message.TransactTime, ref sink);
        return true;
    }

    private static void Print<TSink>(in TradePrint trade, long mantissa, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (trade.Quantity < 0 || !FixedPoint.TryToNanos(mantissa, CmeEvents.PriceScale, out long nanos))
        {
            counters.BadValues++;
            return;
        }

        sink.OnTrade(trade with { Price = new Price(nanos) });
    }
}
