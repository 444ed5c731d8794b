using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Feeds.Memoir.Wire;

namespace EdgeRouter.Feeds.Memoir;

/// <content>Instruments, sessions and whole books.</content>
public sealed partial class MemoirDepthEncoder
{
    private const int TickerPartBytes = 6;

    /// <summary>Adds an InstrumentDirectory message. A ticker with a dot is split into root and suffix; both are padded with spaces.</summary>
    /// <param name="announcement">The directory entry.</param>
    /// <param name="priceStep">Smallest price step.</param>
    /// <param name="isTest">Whether the instrument is for tests only.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAddInstrument(in InstrumentAnnouncement announcement, Price priceStep, bool isTest = false)
    {
        if (!InstrumentDirectoryEncoder.TryWrapWithHeader(Room(), out InstrumentDirectoryEncoder message))
        {
            return false;
        }

        int dot = announcement.Symbol.IndexOf((byte)'.');
        Span<byte> part = stackalloc byte[TickerPartBytes];
        message.SetSymbol(Pad(dot < 0 ? announcement.Symbol : announcement.Symbol.Slice(0, dot), part));
        message.SetSymbolSfx(Pad(dot < 0 ? default : announcement.Symbol.Slice(dot + 1), part));
        message.TimestampTime = ToTime(announcement.EventTimeNs);
        message.SecurityID = ToSecurityId(announcement.SecurityId);
        message.RoundLot = ToQuantity(announcement.RoundLot);
        message.IsTestSymbol = isTest ? BooleanType.True : BooleanType.False;
        message.MPVMantissa = ToMicros(priceStep);
        return Commit(message.EncodedLength);
    }

    /// <summary>Adds a SecurityTradingStatus message; where the update is for every instrument, a TradingSessionStatus message.</summary>
    /// <param name="status">The status: of one instrument Trading, Quoting, Paused or Halted; of all PreOpen, Trading or Closed.</param>
    /// <returns>False: the packet is full.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The protocol has no word for the status.</exception>
    public bool TryAdd(in StatusUpdate status) => status.SecurityId < 0 ? TryAddSession(status) : TryAddStatus(status);

    /// <summary>Adds a RegSHORestriction message.</summary>
    /// <param name="securityId">0 to 65535.</param>
    /// <param name="isRestricted">Whether short sales are restricted.</param>
    /// <param name="eventTimeNs">ns since the Unix epoch.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAddShortSaleRestriction(long securityId, bool isRestricted, long eventTimeNs)
    {
        if (!RegSHORestrictionEncoder.TryWrapWithHeader(Room(), out RegSHORestrictionEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(eventTimeNs);
        message.SecurityID = ToSecurityId(securityId);
        message.ShortSaleRestriction = isRestricted ? BooleanType.True : BooleanType.False;
        return Commit(message.EncodedLength);
    }

    /// <summary>Adds a ClearBook message.</summary>
    /// <param name="clear">Which book.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAdd(in BookClear clear)
    {
        if (!ClearBookEncoder.TryWrapWithHeader(Room(), out ClearBookEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(clear.EventTimeNs);
        message.SecurityID = ToSecurityId(clear.SecurityId);
        return Commit(message.EncodedLength);
    }

    /// <summary>Adds a SnapshotComplete message.</summary>
    /// <param name="asOfSequence">Last live sequence that the snapshot includes.</param>
    /// <param name="eventTimeNs">ns since the Unix epoch.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAddSnapshotComplete(ulong asOfSequence, long eventTimeNs)
    {
        if (!SnapshotCompleteEncoder.TryWrapWithHeader(Room(), out SnapshotCompleteEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(eventTimeNs);
        message.AsOfSequenceNumber = asOfSequence;
        return Commit(message.EncodedLength);
    }

    private bool TryAddStatus(in StatusUpdate status)
    {
        if (!SecurityTradingStatusEncoder.TryWrapWithHeader(Room(), out SecurityTradingStatusEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(status.EventTimeNs);
        message.SecurityID = ToSecurityId(status.SecurityId);
        message.SecurityTradingStatusReason = SecurityTradingStatusReasonType.None;
        message.SecurityTradingStatus = status.Status switch
        {
            TradingStatus.Trading => SecurityTradingStatusType.Trading,
            TradingStatus.Quoting => SecurityTradingStatusType.Quoting,
            TradingStatus.Paused => SecurityTradingStatusType.Paused,
            TradingStatus.Halted => SecurityTradingStatusType.Halted,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status.Status, "no status of one instrument"),
        };
        return Commit(message.EncodedLength);
    }

    private bool TryAddSession(in StatusUpdate status)
    {
        if (!TradingSessionStatusEncoder.TryWrapWithHeader(Room(), out TradingSessionStatusEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(status.EventTimeNs);
        message.TradingSession = status.Status switch
        {
            TradingStatus.PreOpen => TradingSessionType.Opening,
            TradingStatus.Trading => TradingSessionType.Trading,
            TradingStatus.Closed => TradingSessionType.Closed,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status.Status, "no status of the whole market"),
        };
        return Commit(message.EncodedLength);
    }

    private static ReadOnlySpan<byte> Pad(ReadOnlySpan<byte> text, Span<byte> field)
    {
        if (text.Length > field.Length)
        {
            throw new ArgumentException("a ticker's root and suffix have six characters at most", nameof(text));
        }

        field.Fill((byte)' ');
        text.CopyTo(field);
        return field;
    }
}
