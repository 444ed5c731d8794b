using EdgeRouter.Core.Books;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Memoir.Wire;

namespace EdgeRouter.Feeds.Memoir;

/// <summary>The messages about instruments, sessions and whole books. Short-sale restrictions, broken and corrected trades are validated and counted only.</summary>
internal static class MemoirAdminDecoder
{
    private const int TickerBytesMax = 13;

    // Only tickers with a suffix need a place to be joined in; directory messages come at the start of the day.
    [ThreadStatic]
    private static byte[]? _ticker;

    public static bool TryDecode<TSink>(int templateId, in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        switch (templateId)
        {
            case InstrumentDirectoryDecoder.TemplateId:
                return TryDecodeInstrument(frame, ref eventTimeNs, ref sink, counters);
            case SecurityTradingStatusDecoder.TemplateId:
                return TryDecodeStatus(frame, ref eventTimeNs, ref sink, counters);
            case TradingSessionStatusDecoder.TemplateId:
                return TryDecodeSession(frame, ref eventTimeNs, ref sink, counters);
            case ClearBookDecoder.TemplateId:
                return TryDecodeClear(frame, ref eventTimeNs, ref sink, counters);
            case SnapshotCompleteDecoder.TemplateId:
                return TryDecodeSnapshotComplete(frame, ref eventTimeNs, ref sink, counters);
            case RegSHORestrictionDecoder.TemplateId:
                return frame.TryOpen(counters, out RegSHORestrictionDecoder _);
            case BrokenTradeDecoder.TemplateId:
                return frame.TryOpen(counters, out BrokenTradeDecoder _);
            case CorrectedTradeDecoder.TemplateId:
                return frame.TryOpen(counters, out CorrectedTradeDecoder _);
            default:
                counters.UnknownTemplates++;
                return true;
        }
    }

    private static bool TryDecodeInstrument<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out InstrumentDirectoryDecoder message)
            || !MemoirOrderDecoder.TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        sink.OnInstrument(new InstrumentAnnouncement
        {
            SecurityId = message.SecurityID,
            Symbol = Join(AsciiField.Trim(message.Symbol), AsciiField.Trim(message.SymbolSfx)),
            RoundLot = message.RoundLot,
            EventTimeNs = eventTimeNs,
        });
        return true;
    }

    /// <summary>Root and suffix are two fields; the ticker joins them with a dot (BRK.B).</summary>
    private static ReadOnlySpan<byte> Join(ReadOnlySpan<byte> root, ReadOnlySpan<byte> suffix)
    {
        if (suffix.IsEmpty)
        {
            return root;
        }

        byte[] ticker = _ticker ??= new byte[TickerBytesMax];
        root.CopyTo(ticker);
        ticker[root.Length] = (byte)'.';
        suffix.CopyTo(ticker.AsSpan(root.Length + 1));
        return ticker.AsSpan(0, root.Length + 1 + suffix.Length);
    }

    private static bool TryDecodeStatus<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out SecurityTradingStatusDecoder message)
            || !MemoirOrderDecoder.TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        TradingStatus status = message.SecurityTradingStatus switch
        {
            SecurityTradingStatusType.Trading => TradingStatus.Trading,
            SecurityTradingStatusType.Quoting => TradingStatus.Quoting,
            SecurityTradingStatusType.Paused => TradingStatus.Paused,
            SecurityTradingStatusType.Halted => TradingStatus.Halted,
            _ => TradingStatus.Unknown,
        };
        return TryPassOn(message.SecurityID, status, eventTimeNs, ref sink, counters);
    }

    private static bool TryDecodeSession<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out TradingSessionStatusDecoder message)
            || !MemoirOrderDecoder.TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        TradingStatus status = message.TradingSession switch
        {
            TradingSessionType.Opening => TradingStatus.PreOpen,
            TradingSessionType.Trading or TradingSessionType.PostTrading => TradingStatus.Trading,
            TradingSessionType.Closed => TradingStatus.Closed,
            _ => TradingStatus.Unknown,
        };
        return TryPassOn(-1, status, eventTimeNs, ref sink, counters);
    }

    private static bool TryPassOn<TSink>(long securityId, TradingStatus status, long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (status == TradingStatus.Unknown)
        {
            counters.BadValues++;
            return true;
        }

        sink.OnStatus(new StatusUpdate(securityId, status, eventTimeNs));
        return true;
    }

    private static bool TryDecodeClear<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out ClearBookDecoder message) || !MemoirOrderDecoder.TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        sink.OnClear(new BookClear(message.SecurityID, eventTimeNs));
        return true;
    }

    private static bool TryDecodeSnapshotComplete<TSink>(in SbeMessageFrame frame, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        if (!frame.TryOpen(counters, out SnapshotCompleteDecoder message)
            || !MemoirOrderDecoder.TryTakeTime(message.TimestampTime, ref eventTimeNs, counters))
        {
            return false;
        }

        sink.OnSnapshotComplete(-1, message.AsOfSequenceNumber);
        return true;
    }
}
