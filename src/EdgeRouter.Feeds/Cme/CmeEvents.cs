using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Feeds.Cme;

/// <summary>Conversions that the CME decoders share.</summary>
internal static class CmeEvents
{
    /// <summary>10^(9 − 7): prices have seven decimals on the wire and nine in the router.</summary>
    public const long PriceScale = 100;

    /// <summary>Passes on that a matching event is whole.</summary>
    public static void End<TSink>(MatchEventIndicator indicator, ulong transactTime, ref TSink sink)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if ((indicator & MatchEventIndicator.EndOfEvent) != 0)
        {
            sink.OnEndOfEvent(unchecked((long)transactTime));
        }
    }

    /// <summary>Whether a time fits the router's; counts it if not.</summary>
    public static bool IsSoundTime(ulong transactTime, DecodeCounters counters)
    {
        if (transactTime <= long.MaxValue)
        {
            return true;
        }

        counters.BadValues++;
        return false;
    }

    /// <summary>Folds CME's states (FIX tag 326) into the router's.</summary>
    /// <returns>False: the value says nothing about the state.</returns>
    public static bool TryMap(SecurityTradingStatus status, out TradingStatus mapped)
    {
        mapped = status switch
        {
            SecurityTradingStatus.TradingHalt => TradingStatus.Halted,
            SecurityTradingStatus.ReadyToTrade => TradingStatus.Trading,
            SecurityTradingStatus.Close or SecurityTradingStatus.PostClose or SecurityTradingStatus.NotAvailableForTrading => TradingStatus.Closed,
            SecurityTradingStatus.PreOpen or SecurityTradingStatus.NewPriceIndication or SecurityTradingStatus.PreCross or SecurityTradingStatus.Cross => TradingStatus.PreOpen,
            _ => TradingStatus.Unknown,
        };
        return status is not (SecurityTradingStatus.NoChange or SecurityTradingStatus.NullValue);
    }

    /// <summary>Side of the taker (FIX tag 5797).</summary>
    public static Side ToSide(AggressorSide aggressor) => aggressor switch
    {
        AggressorSide.Buy => Side.Buy,
        AggressorSide.Sell => Side.Sell,
        _ => Side.None,
    };
}
