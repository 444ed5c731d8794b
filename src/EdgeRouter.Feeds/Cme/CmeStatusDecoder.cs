using EdgeRouter.Core.Books;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Feeds.Cme;

/// <summary>Security status (template 30). A status of a product or group reaches the books only where the message names neither, and so means the whole channel:
/// which instruments are in a group is known from definitions alone.</summary>
internal static class CmeStatusDecoder
{
    public static bool TryDecode<TSink>(in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out SecurityStatus30Decoder message) || !CmeEvents.IsSoundTime(message.TransactTime, counters))
        {
            return false;
        }

        bool isOneInstrument = message.SecurityID != SecurityStatus30Decoder.SecurityIDNullValue;
        bool isWholeChannel = AsciiField.Trim(message.SecurityGroup).IsEmpty && AsciiField.Trim(message.Asset).IsEmpty;
        if ((isOneInstrument || isWholeChannel) && CmeEvents.TryMap(message.SecurityTradingStatus, out TradingStatus status))
        {
            sink.OnStatus(new StatusUpdate(isOneInstrument ? message.SecurityID : -1, status, unchecked((long)message.TransactTime)));
        }

        CmeEvents.End(message.MatchEventIndicator, message.TransactTime, ref sink);
        return true;
    }
}
