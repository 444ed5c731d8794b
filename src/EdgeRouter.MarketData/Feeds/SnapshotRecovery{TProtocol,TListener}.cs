using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Heals one feed's books after a gap. While books are not trusted the live packets behind the gap are kept; a complete snapshot whose as-of sequence
/// reaches the gap's end replaces the books, and the kept packets behind it are applied again. All memory is taken at construction.</summary>
/// <remarks>A snapshot with a hole, with damage, or larger than its room is left out, and the next one is taken. One that is ahead of the live feed waits until
/// that has come as far, or until the next one is there. Where more live packets come than there is room for, the oldest are let go, and an older snapshot no longer helps.</remarks>
/// <typeparam name="TProtocol">The venue's protocol, of both the live lines and the snapshot channel.</typeparam>
/// <typeparam name="TListener">Told of changes.</typeparam>
internal sealed class SnapshotRecovery<TProtocol, TListener>
    where TProtocol : struct, IFeedProtocol
    where TListener : struct, IMarketListener
{
    private readonly FeedBooks<TListener> _books;
    private readonly FeedCounters _counters;
    private readonly PacketLog _live;
    private readonly SnapshotScan _scan = new();
    private readonly DecodeCounters _scanned = new();
    private readonly DecodeCounters _rebuilt = new();
    private PacketLog _staged; // the snapshot that is coming
    private PacketLog _ahead; // one that waits for the live feed
    private bool _isNeeded;
    private bool _isStarted;
    private ulong _session;
    private ulong _liveFrom;
    private ulong _liveNext;
    private bool _hasChannel;
    private ulong _channelSession;
    private ulong _channelNext;
    private bool _isAligned;
    private bool _isPending;
    private ulong _pendingAsOf;

    public SnapshotRecovery(FeedOptions options, NativeRegion region, FeedBooks<TListener> books, FeedCounters counters)
    {
        _books = books;
        _counters = counters;
        _live = new PacketLog(region, options.RecoveryBytesMax);
        _staged = new PacketLog(region, options.SnapshotBytesMax);
        _ahead = new PacketLog(region, options.SnapshotBytesMax);
    }

    /// <summary>A live session began.</summary>
    /// <param name="first">Its first packet.</param>
    /// <param name="isFromFirstSequence">Whether nothing came before.</param>
    public void OnSession(in FeedPacketHeader first, bool isFromFirstSequence)
    {
        _isStarted = true;
        _session = first.Session;
        _liveNext = first.Sequence;
        _isNeeded = false;
        _isPending = false;
        _live.Clear();
        if (!isFromFirstSequence)
        {
            OnLoss(first.Sequence);
        }
    }

    /// <summary>Live messages were lost: from here on packets are kept.</summary>
    /// <param name="nextSequence">First sequence behind the loss.</param>
    public void OnLoss(ulong nextSequence)
    {
        _isNeeded = true;
        _live.Clear();
        _liveFrom = nextSequence;
        _liveNext = nextSequence;
    }

    /// <summary>A live packet was applied.</summary>
    public void OnApplied(in FeedPacketHeader header, ReadOnlySpan<byte> payload)
    {
        _liveNext = header.Sequence + header.SequenceCount;
        if (!_isNeeded)
        {
            return;
        }

        while (!_live.TryAppend(header, payload))
        {
            _counters.RecoveryDrops++;
            if (_live.Count == 0)
            {
                _liveFrom = _liveNext;
                return;
            }

            _live.Read(0, out FeedPacketHeader oldest);
            _live.DropOldest();
            _liveFrom = oldest.Sequence + oldest.SequenceCount;
        }

        if (_isPending && _pendingAsOf < _liveNext)
        {
            _isPending = false;
            Heal(-1, _pendingAsOf, _ahead);
        }
    }

    /// <summary>Takes a packet of the snapshot channel.</summary>
    public void OnSnapshotPacket(in FeedPacketHeader header, ReadOnlySpan<byte> payload)
    {
        _counters.SnapshotPackets++;
        if (header.Kind != FeedPacketKind.Data || header.SequenceCount == 0 || !Follows(header))
        {
            return;
        }

        _scan.Clear();
        long damaged = _scanned.Damaged;
        var sink = new SnapshotScanSink(_scan);
        TProtocol.Decode(payload, header, 0, ref sink, _scanned);
        // Kept also while nothing is to be healed: a gap is often found out while the snapshot that heals it is coming.
        if (_isAligned && (_scanned.Damaged != damaged || !_staged.TryAppend(header, payload)))
        {
            Break();
        }

        if (_scan.Count > 0)
        {
            Complete();
        }
    }

    private bool Follows(in FeedPacketHeader header)
    {
        ulong end = header.Sequence + header.SequenceCount;
        bool isFirst = header.Sequence <= 1 || !_hasChannel || header.Session != _channelSession;
        if (!isFirst && end <= _channelNext)
        {
            return false;
        }

        if (isFirst || header.Sequence != _channelNext)
        {
            if (_staged.Count > 0)
            {
                Break();
            }

            _isAligned = header.Sequence <= 1;
            _hasChannel = true;
            _channelSession = header.Session;
        }

        _channelNext = end;
        return true;
    }

    private void Complete()
    {
        bool isWhole = _isAligned;
        _isAligned = !_scan.HasMore;
        for (int i = 0; i < _scan.Count && isWhole && _isNeeded && _staged.Count > 0; i++)
        {
            (long securityId, ulong asOf) = _scan[i];
            TryHeal(securityId, asOf);
        }

        _staged.Clear();
    }

    private void TryHeal(long securityId, ulong asOf)
    {
        if (!_isStarted || _channelSession != _session || asOf + 1 < _liveFrom || (securityId >= 0 && asOf >= _liveNext))
        {
            _counters.SnapshotsUnused++;
        }
        else if (asOf >= _liveNext)
        {
            _counters.SnapshotsUnused += _isPending ? 1 : 0;
            _isPending = true;
            _pendingAsOf = asOf;
            (_ahead, _staged) = (_staged, _ahead);
        }
        else if (securityId < 0 || !_books.IsVerified(securityId))
        {
            Heal(securityId, asOf, _staged);
        }

        if (securityId >= 0 && !_books.HasUntrusted)
        {
            _isNeeded = false;
            _live.Clear();
        }
    }

    private void Heal(long securityId, ulong asOf, PacketLog snapshot)
    {
        if (asOf + 1 < _liveFrom)
        {
            _counters.SnapshotsUnused++;
            return;
        }

        var sink = new RebuildSink<TListener>(_books, securityId);
        _books.BeginRebuild(securityId);
        for (int i = 0; i < snapshot.Count; i++)
        {
            ReadOnlySpan<byte> payload = snapshot.Read(i, out FeedPacketHeader header);
            TProtocol.Decode(payload, header, 0, ref sink, _rebuilt);
        }

        ulong next = asOf + 1;
        for (int i = 0; i < _live.Count; i++)
        {
            ReadOnlySpan<byte> payload = _live.Read(i, out FeedPacketHeader header);
            ulong end = header.Sequence + header.SequenceCount;
            if (end > next)
            {
                TProtocol.Decode(payload, header, next > header.Sequence ? (uint)(next - header.Sequence) : 0, ref sink, _rebuilt);
                next = end;
            }
        }

        _books.EndRebuild(securityId);
        _counters.SnapshotsApplied++;
        if (securityId < 0)
        {
            _isNeeded = false;
            _isPending = false;
            _live.Clear();
        }
    }

    private void Break()
    {
        _counters.SnapshotsBroken++;
        _isAligned = false;
        _staged.Clear();
    }
}
