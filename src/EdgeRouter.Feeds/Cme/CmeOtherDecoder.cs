using EdgeRouter.Core.Books;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Feeds.Cme;

/// <summary>Templates that change no book here: validated, counted, and heard for the end of an event.</summary>
internal static class CmeOtherDecoder
{
    public static bool TryDecode<TSink>(int templateId, in SbeMessageFrame frame, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        switch (templateId)
        {
            case MDIncrementalRefreshSessionStatistics35Decoder.TemplateId:
                return frame.TryOpen(counters, out MDIncrementalRefreshSessionStatistics35Decoder session)
                    && TryEnd(session.MatchEventIndicator, session.TransactTime, ref sink, counters);
            case MDIncrementalRefreshVolume37Decoder.TemplateId:
                return frame.TryOpen(counters, out MDIncrementalRefreshVolume37Decoder volume)
                    && TryEnd(volume.MatchEventIndicator, volume.TransactTime, ref sink, counters);
            case MDIncrementalRefreshOrderBook43Decoder.TemplateId:
                return frame.TryOpen(counters, out MDIncrementalRefreshOrderBook43Decoder orders)
                    && TryEnd(orders.MatchEventIndicator, orders.TransactTime, ref sink, counters);
            case MDIncrementalRefreshDailyStatistics33Decoder.TemplateId:
                return frame.TryOpen(counters, out MDIncrementalRefreshDailyStatistics33Decoder daily)
                    && TryEnd(daily.MatchEventIndicator, daily.TransactTime, ref sink, counters);
            case MDIncrementalRefreshLimitsBanding34Decoder.TemplateId:
                return frame.TryOpen(counters, out MDIncrementalRefreshLimitsBanding34Decoder limits)
                    && TryEnd(limits.MatchEventIndicator, limits.TransactTime, ref sink, counters);
            case QuoteRequest39Decoder.TemplateId:
                return frame.TryOpen(counters, out QuoteRequest39Decoder request)
                    && TryEnd(request.MatchEventIndicator, request.TransactTime, ref sink, counters);
            case AdminHeartbeat12Decoder.TemplateId:
                return frame.TryOpen(counters, out AdminHeartbeat12Decoder _);
            case AdminLogin15Decoder.TemplateId:
                return frame.TryOpen(counters, out AdminLogin15Decoder _);
            case AdminLogout16Decoder.TemplateId:
                return frame.TryOpen(counters, out AdminLogout16Decoder _);
            case SnapshotFullRefreshOrderBook44Decoder.TemplateId:
                return frame.TryOpen(counters, out SnapshotFullRefreshOrderBook44Decoder _);
            default:
                counters.UnknownTemplates++;
                return true;
        }
    }

    private static bool TryEnd<TSink>(MatchEventIndicator indicator, ulong transactTime, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!CmeEvents.IsSoundTime(transactTime, counters))
        {
            return false;
        }

        CmeEvents.End(indicator, transactTime, ref sink);
        return true;
    }
}
