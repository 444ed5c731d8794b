namespace EdgeRouter.Ingest.Transport;

/// <summary>Puts TCP segments of a capture in order, per direction of a connection: retransmissions, overlaps, segments out of order and
/// sequence numbers that wrap do no harm. Memory is bounded: bytes behind a hole wait until <see cref="TcpLimits"/> or the capture's end,
/// then the hole is reported as a gap. A capture may begin in the middle of a connection.</summary>
public sealed class TcpReassembler
{
    private readonly Func<TcpDirection, bool, ITcpStreamSink> _open;
    private readonly TcpLimits _limits;
    private readonly Dictionary<TcpDirection, TcpStream> _streams = [];
    private readonly TcpRoom _room = new();
    private long _streamCount;

    /// <summary>Creates the reassembler.</summary>
    /// <param name="open">Makes the sink of a new stream; the flag says whether it is heard from its first byte on.</param>
    /// <param name="limits">Bounds of memory, or null for the usual ones.</param>
    public TcpReassembler(Func<TcpDirection, bool, ITcpStreamSink> open, TcpLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        _open = open;
        _limits = limits ?? new TcpLimits();
    }

    /// <summary>Bytes that wait behind holes.</summary>
    public long WaitingBytes => _room.UsedBytes;

    /// <summary>Directions that are remembered.</summary>
    public int StreamCount => _streams.Count;

    /// <summary>Takes one segment.</summary>
    /// <param name="segment">A segment, its bytes valid during the call only.</param>
    /// <param name="frame">Its frame, 1-based.</param>
    /// <param name="timeNs">The frame's stamp, ns since the Unix epoch.</param>
    public void Take(in TransportPacket segment, long frame, long timeNs)
    {
        TcpDirection direction = new(segment.Source, segment.Destination);
        if (!_streams.TryGetValue(direction, out TcpStream? stream))
        {
            if (segment.Payload.IsEmpty && (segment.Flags & TcpFlags.Syn) == 0)
            {
                return;
            }

            MakeRoom();
            stream = new TcpStream(direction, _streamCount++, _open, _room);
            _streams.Add(direction, stream);
        }

        stream.Take(segment, new FramePlace(frame, segment.PayloadOffsetBytes, timeNs));
        while (stream.WaitingBytes > 0 && (stream.WaitingBytes > _limits.StreamBytesMax || _room.UsedBytes > _limits.AllBytesMax))
        {
            stream.SkipHole();
        }
    }

    /// <summary>The capture is over: what waits behind holes is handed on, and every stream ends.</summary>
    public void Finish()
    {
        foreach (TcpStream stream in _streams.Values.OrderBy(stream => stream.Number))
        {
            stream.End(TcpStreamEnd.CaptureEnded);
        }

        _streams.Clear();
    }

    private void MakeRoom()
    {
        if (_streams.Count < _limits.StreamsMax)
        {
            return;
        }

        // Half at once, so that a flood of connections costs little for each.
        foreach (TcpStream stream in _streams.Values.OrderBy(stream => stream.LastFrame).Take((_streams.Count + 1) / 2).ToList())
        {
            stream.End(TcpStreamEnd.Evicted);
            _streams.Remove(stream.Direction);
        }
    }
}
