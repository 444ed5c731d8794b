using EdgeRouter.Core.Books;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Feeds.Cme;

/// <summary>Instrument definitions: futures (27), spreads (29), options (41).</summary>
internal static class CmeInstrumentDecoder
{
    public static bool TryDecodeFuture<TSink>(in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out MDInstrumentDefinitionFuture27Decoder message))
        {
            return false;
        }

        return TryAnnounce(message.SecurityID, message.Symbol, message.LastUpdateTime, message.SecurityUpdateAction, ref sink, counters);
    }

    public static bool TryDecodeSpread<TSink>(in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out MDInstrumentDefinitionSpread29Decoder message))
        {
            return false;
        }

        return TryAnnounce(message.SecurityID, message.Symbol, message.LastUpdateTime, message.SecurityUpdateAction, ref sink, counters);
    }

    public static bool TryDecodeOption<TSink>(in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out MDInstrumentDefinitionOption41Decoder message))
        {
            return false;
        }

        return TryAnnounce(message.SecurityID, message.Symbol, message.LastUpdateTime, message.SecurityUpdateAction, ref sink, counters);
    }

    private static bool TryAnnounce<TSink>(
        int securityId, ReadOnlySpan<byte> symbol, ulong updateTime, SecurityUpdateAction action, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!CmeEvents.IsSoundTime(updateTime, counters))
        {
            return false;
        }

        if (action != SecurityUpdateAction.Delete)
        {
            sink.OnInstrument(new InstrumentAnnouncement
            {
                SecurityId = securityId,
                Symbol = AsciiField.Trim(symbol),
                EventTimeNs = unchecked((long)updateTime),
            });
        }

        return true;
    }
}
