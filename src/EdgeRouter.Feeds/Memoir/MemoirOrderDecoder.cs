using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Memoir.Wire;

namespace EdgeRouter.Feeds.Memoir;

/// <summary>The messages that change orders or print trades (templates 10 to 14). A bad value drops its message alone: the framing still holds.</summary>
internal static class MemoirOrderDecoder
{
    /// <summary>10^(9 − 6): prices have six decimals on the wire and nine in the router.</summary>
    public const long PriceScale = 1_000;

    public static bool TryDecodeAdded<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out OrderAddedDecoder message) || !TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        Side side = message.Side switch
        {
            SideType.Buy => Side.Buy,
            SideType.Sell => Side.Sell,
            _ => Side.None,
        };
        if (side == Side.None || !FixedPoint.TryToNanos(message.PriceMantissa, PriceScale, out long nanos))
        {
            counters.BadValues++;
            return true;
        }

        sink.OnOrderAdded(new OrderAdded(message.SecurityID, message.OrderId, side, new Price(nanos), message.Quantity, eventTimeNs));
        return true;
    }

    public static bool TryDecodeDeleted<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out OrderDeletedDecoder message) || !TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        sink.OnOrderDeleted(new OrderDeleted(message.SecurityID, message.OrderId, eventTimeNs));
        return true;
    }

    public static bool TryDecodeReduced<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out OrderReducedDecoder message) || !TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        sink.OnOrderReduced(new OrderReduced(message.SecurityID, message.OrderId, message.Quantity, eventTimeNs));
        return true;
    }

    public static bool TryDecodeExecuted<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out OrderExecutedDecoder message) || !TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        if (!FixedPoint.TryToNanos(message.PriceMantissa, PriceScale, out long nanos))
        {
            counters.BadValues++;
            return true;
        }

        sink.OnOrderExecuted(new OrderExecuted(message.SecurityID, message.OrderId, message.TradeId, new Price(nanos), message.Quantity, eventTimeNs));
        return true;
    }

    public static bool TryDecodeTrade<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out TradeDecoder message) || !TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        if (!FixedPoint.TryToNanos(message.PriceMantissa, PriceScale, out long nanos))
        {
            counters.BadValues++;
            return true;
        }

        sink.OnTrade(new TradePrint(message.SecurityID, new Price(nanos), message.Quantity, Side.None, message.TradeId, 0, eventTimeNs));
        return true;
    }

    /// <summary>Takes a message's time; one that does not fit is counted.</summary>
    public static bool TryTakeTime(ulong time, ref long eventTimeNs, DecodeCounters counters)
    {
        if (time > long.MaxValue)
        {
            counters.BadValues++;
            return false;
        }

        eventTimeNs = unchecked((long)time);
        return true;
    }
}
