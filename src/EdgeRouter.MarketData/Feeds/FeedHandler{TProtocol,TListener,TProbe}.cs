using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>One feed of one venue: takes the packets of its lines, arbitrates, decodes, and builds the books. Allocates nothing after construction
/// and throws nothing for bad input.</summary>
/// <remarks>First copy of a packet wins. Packets ahead of a missing one wait in a bounded buffer. With two lines a gap is declared when both have
/// passed the missing sequence, or when the buffer is full (a line is dead); with one line when more than
/// <see cref="FeedOptions.SingleLineWindow"/> packets are ahead. Heartbeats count as packets ahead.</remarks>
/// <typeparam name="TProtocol">The venue's protocol.</typeparam>
/// <typeparam name="TListener">Told of changes.</typeparam>
/// <typeparam name="TProbe">Measures decode and book time.</typeparam>
public sealed partial class FeedHandler<TProtocol, TListener, TProbe> : IPacketHandler
    where TProtocol : struct, IFeedProtocol
    where TListener : struct, IMarketListener
    where TProbe : struct, IStageProbe
{
    private readonly FeedOptions _options;
    private readonly LineArbiter _arbiter;
    private readonly ReorderBuffer _buffer;
    private readonly TProbe _probe;
    private readonly SnapshotRecovery<TProtocol, TListener>? _recovery;

    /// <summary>Creates a handler; takes <see cref="FeedOptions.RequiredBytes"/> of the region.</summary>
    /// <param name="options">Lines and bounds.</param>
    /// <param name="state">Where the books are.</param>
    /// <param name="region">Memory.</param>
    /// <param name="listener">Told of changes.</param>
    /// <param name="probe">Measures stages.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1121: the options are wrong; ER6002: the region is too small.</exception>
    public FeedHandler(FeedOptions options, MarketState state, NativeRegion region, TListener listener, TProbe probe)
    {
        options.Validate();
        _options = options;
        _arbiter = new LineArbiter(options);
        _buffer = new ReorderBuffer(region, options.ReorderSlotCount, options.ReorderSlotBytes);
        _probe = probe;
        Books = new FeedBooks<TListener>(state, options, region, Counters, listener);
        _recovery = options.Snapshots.Port == 0 ? null : new SnapshotRecovery<TProtocol, TListener>(options, region, Books, Counters);
    }

    /// <summary>What arbitration and books met.</summary>
    public FeedCounters Counters { get; } = new();

    /// <summary>What the decoder met: applied packets, and dropped ones too with <see cref="FeedOptions.CountDuplicates"/>.</summary>
    public DecodeCounters Decoded { get; } = new();

    /// <summary>The feed's books: for mapping instruments and reaching the listener.</summary>
    public FeedBooks<TListener> Books { get; }

    /// <summary>The next sequence due.</summary>
    public ulong ExpectedSequence => _arbiter.Expected;

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        if (!TryOnPacket(datagram))
        {
            Counters.ForeignPackets++;
        }
    }

    /// <summary>Handles a datagram if it is of one of the feed's lines, selected or not.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <returns>False: it is of no line, and nothing was done.</returns>
    public bool TryOnPacket(in Datagram datagram)
    {
        int line = LineOf(datagram);
        if (line < 0)
        {
            return TryOnSnapshot(datagram);
        }

        OnLine(line, datagram);
        return true;
    }

    /// <summary>End of input: gives up what is missing and applies what waits behind it.</summary>
    public void Flush()
    {
        if (!_arbiter.IsStarted)
        {
            return;
        }

        while (_buffer.Count > 0)
        {
            GiveUp(_buffer.LowestSequence);
        }

        if (_arbiter.HighestPassed > _arbiter.Expected)
        {
            GiveUp(_arbiter.HighestPassed);
        }

        Books.Publish();
    }

    private int LineOf(in Datagram datagram)
    {
        if (_options.LineA.Port != 0 && _options.LineA.Matches(datagram))
        {
            return 0;
        }

        return _options.LineB.Port != 0 && _options.LineB.Matches(datagram) ? 1 : -1;
    }

    private void OnLine(int line, in Datagram datagram)
    {
        if (_options.Lines != LineSelection.Both && line != (int)_options.Lines - 1)
        {
            Counters.UnselectedPackets++;
            return;
        }

        if (!TProtocol.TryReadHeader(datagram.Payload, out FeedPacketHeader header) || !IsPlausible(header, datagram.Payload.Length))
        {
            Counters.BadHeaders++;
            return;
        }

        Counters.Packets++;
        Books.NowNs = Math.Max(Books.NowNs, datagram.ReceiveTimeNs);
        OnSequenced(line, header, datagram.Payload);
        Books.Publish();
    }

    private void OnSequenced(int line, in FeedPacketHeader header, ReadOnlySpan<byte> payload)
    {
        if (!_arbiter.IsStarted)
        {
            Start(header);
        }

        bool isData = header.Kind == FeedPacketKind.Data && header.SequenceCount > 0;
        PacketVerdict verdict = _arbiter.Classify(header);
        if (verdict == PacketVerdict.Restart)
        {
            Flush();
            Counters.SessionChanges++;
            Start(header);
            verdict = isData ? PacketVerdict.Apply : PacketVerdict.Duplicate;
        }

        if (isData)
        {
            OnData(line, header, payload, verdict);
        }
        else
        {
            OnHeartbeat(line, header, payload, verdict);
        }

        while (_arbiter.MustGiveUp(_buffer.Count, _buffer.LowestSequence, out ulong target))
        {
            GiveUp(target);
        }
    }

    private void Start(in FeedPacketHeader header)
    {
        bool isFromFirst = header.Sequence <= 1;
        Counters.IsMidSessionStart |= !isFromFirst;
        _arbiter.Start(header);
        Books.StartSession(isFromFirst);
        _recovery?.OnSession(header, isFromFirst);
    }

    private void OnHeartbeat(int line, in FeedPacketHeader header, ReadOnlySpan<byte> payload, PacketVerdict verdict)
    {
        Counters.Heartbeats++;
        Counters.SessionEnds += header.Kind == FeedPacketKind.SessionEnd ? 1 : 0;
        Count(header, payload);
        if (verdict != PacketVerdict.Late)
        {
            _arbiter.PassByHeartbeat(line, header.Sequence);
        }
    }

    private void OnData(int line, in FeedPacketHeader header, ReadOnlySpan<byte> payload, PacketVerdict verdict)
    {
        switch (verdict)
        {
            case PacketVerdict.Apply:
                _arbiter.Pass(line, header.Sequence + header.SequenceCount);
                Apply(header, payload);
                Drain();
                break;
            case PacketVerdict.Ahead:
                _arbiter.Pass(line, header.Sequence + header.SequenceCount);
                Hold(header, payload);
                break;
            case PacketVerdict.Duplicate:
                _arbiter.Pass(line, header.Sequence + header.SequenceCount);
                Counters.Duplicates++;
                Count(header, payload);
                break;
            default:
                Counters.Late++;
                Count(header, payload);
                break;
        }
    }

    private void Hold(in FeedPacketHeader header, ReadOnlySpan<byte> payload)
    {
        if (_buffer.Contains(header))
        {
            Counters.Duplicates++;
            Count(header, payload);
            return;
        }

        while (!_buffer.TryHold(payload, header))
        {
            Counters.ReorderOverflows++;
            GiveUp(Math.Min(_buffer.LowestSequence, header.Sequence));
            if (header.Sequence <= _arbiter.Expected)
            {
                ApplyOrDrop(header, payload);
                Drain();
                return;
            }
        }

        Counters.Held++;
    }

    private void GiveUp(ulong target)
    {
        if (target > _arbiter.Expected)
        {
            Counters.Gaps++;
            Counters.GapPackets += (long)(target - _arbiter.Expected);
            _arbiter.GiveUp(target);
            Books.MarkStale();
            _recovery?.OnLoss(target);
        }

        Drain();
    }

    private void Drain()
    {
        while (_buffer.Count > 0 && _buffer.TryTake(_arbiter.Expected, out FeedPacketHeader header, out ReadOnlySpan<byte> payload))
        {
            ApplyOrDrop(header, payload);
        }
    }

    private void ApplyOrDrop(in FeedPacketHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Sequence + header.SequenceCount > _arbiter.Expected)
        {
            Apply(header, payload);
            return;
        }

        Counters.Duplicates++;
        Count(header, payload);
    }

    private void Apply(in FeedPacketHeader header, ReadOnlySpan<byte> payload)
    {
        uint skip = (uint)(_arbiter.Expected - header.Sequence);
        Counters.PartialOverlaps += skip == 0 ? 0 : 1;
        _arbiter.Advance(header.Sequence + header.SequenceCount);
        var sink = new FeedSink<TListener, TProbe>(Books, _probe);
        long damaged = Decoded.Damaged;
        long start = _probe.Now;
        TProtocol.Decode(payload, header, skip, ref sink, Decoded);
        _probe.Record(Stage.Decode, start, _probe.Now - sink.BookTicks);
        _probe.Record(Stage.Book, 0, sink.BookTicks);
        if (Decoded.Damaged != damaged)
        {
            // What the messages said is as lost as if the packet had not come.
            Counters.DamagedPackets++;
            Books.MarkStale();
            _recovery?.OnLoss(_arbiter.Expected);
            return;
        }

        _recovery?.OnApplied(header, payload);
    }

    private void Count(in FeedPacketHeader header, ReadOnlySpan<byte> payload)
    {
        if (_options.CountDuplicates)
        {
            NullBookEventSink sink = default;
            TProtocol.Decode(payload, header, 0, ref sink, Decoded);
        }
    }
}
