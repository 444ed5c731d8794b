namespace EdgeRouter.Ingest.Transport;

/// <summary>One direction between two endpoints: one connection after the other.</summary>
internal sealed class TcpStream(TcpDirection direction, long number, Func<TcpDirection, bool, ITcpStreamSink> open, TcpRoom room)
{
    // No sender has as much in flight on a link that carries a feed: numbers further off are another connection's.
    private const int JumpBytes = 1 << 24;

    // What a waiting segment costs beside its bytes, so that many small ones count for what they take.
    private const int SegmentCostBytes = 128;

    private readonly SortedDictionary<long, (byte[] Bytes, FramePlace Place)> _waiting = [];
    private ITcpStreamSink? _sink;
    private bool _isOpen;
    private uint _firstSequence;
    private long _position;
    private long _endPosition = long.MaxValue;

    public TcpDirection Direction => direction;

    public long Number => number;

    public long LastFrame { get; private set; }

    public long WaitingBytes { get; private set; }

    public void Take(in TransportPacket segment, FramePlace place)
    {
        LastFrame = place.Frame;
        bool isSyn = (segment.Flags & TcpFlags.Syn) != 0;
        uint sequence = isSyn ? segment.Sequence + 1 : segment.Sequence;
        if (!Follow(isSyn, sequence, segment.Payload.Length, place))
        {
            return;
        }

        if ((segment.Flags & TcpFlags.Rst) != 0)
        {
            // What an RST carries is an explanation, not the stream's.
            End(TcpStreamEnd.Reset);
            return;
        }

        long start = PositionOf(sequence);
        TakeBytes(segment.Payload, start, place);
        // The last byte is behind all others: a FIN before it is an old connection's.
        if ((segment.Flags & TcpFlags.Fin) != 0 && start + segment.Payload.Length >= _position)
        {
            _endPosition = Math.Min(_endPosition, start + segment.Payload.Length);
        }

        CloseAtEnd();
    }

    /// <summary>Gives the nearest hole up and goes on behind it.</summary>
    public void SkipHole()
    {
        (long start, (byte[] Bytes, FramePlace Place) next) = _waiting.First();
        if (start > _position)
        {
            _sink!.OnGap(start - _position, next.Place);
            _position = start;
        }

        Drain();
    }

    public void End(TcpStreamEnd end)
    {
        if (!_isOpen)
        {
            return;
        }

        while (_waiting.Count > 0)
        {
            SkipHole();
        }

        _isOpen = false;
        _sink!.OnEnd(end);
    }

    /// <summary>Decides which connection a segment belongs to.</summary>
    /// <returns>Whether there is anything to take from it.</returns>
    private bool Follow(bool isSyn, uint sequence, int payloadBytes, FramePlace place)
    {
        if (isSyn)
        {
            if (_sink == null || sequence != _firstSequence)
            {
                Restart(sequence, isFromStart: true);
            }

            return _isOpen;
        }

        // A lone byte in the middle may be a keep-alive's, which is not the stream's.
        bool isNews = payloadBytes > 1;
        if (_sink == null)
        {
            if (isNews)
            {
                Restart(sequence, isFromStart: false);
            }

            return isNews;
        }

        int distance = unchecked((int)(sequence - (_firstSequence + (uint)_position)));
        if (!_isOpen)
        {
            // Behind a closed stream come retransmissions, or a connection whose beginning the capture lacks.
            if (isNews && (distance >= 0 || distance < -JumpBytes))
            {
                Restart(sequence, isFromStart: false);
            }

            return _isOpen;
        }

        if (distance < -JumpBytes && isNews)
        {
            Restart(sequence, isFromStart: false);
        }
        else if (distance > JumpBytes && isNews)
        {
            Jump(PositionOf(sequence), place);
        }

        return true;
    }

    private void Restart(uint firstSequence, bool isFromStart)
    {
        End(TcpStreamEnd.Replaced);
        _firstSequence = firstSequence;
        _position = 0;
        _endPosition = long.MaxValue;
        _isOpen = true;
        _sink = open(direction, isFromStart);
    }

    private void Jump(long target, FramePlace place)
    {
        while (_waiting.Count > 0)
        {
            SkipHole();
        }

        if (target > _position)
        {
            _sink!.OnGap(target - _position, place);
            _position = target;
        }
    }

    private long PositionOf(uint sequence) => _position + unchecked((int)(sequence - (_firstSequence + (uint)_position)));

    private void TakeBytes(ReadOnlySpan<byte> bytes, long start, FramePlace place)
    {
        if (start <= _position)
        {
            Deliver(bytes, start, place);
            Drain();
        }
        else if (!bytes.IsEmpty && (!_waiting.TryGetValue(start, out (byte[] Bytes, FramePlace Place) known) || known.Bytes.Length < bytes.Length))
        {
            Remove(start);
            _waiting.Add(start, (bytes.ToArray(), place));
            Count(bytes.Length + SegmentCostBytes);
        }
    }

    private void Drain()
    {
        while (_waiting.Count > 0 && _waiting.First() is var (start, (bytes, place)) && start <= _position)
        {
            Remove(start);
            Deliver(bytes, start, place);
        }
    }

    private void Remove(long start)
    {
        if (_waiting.Remove(start, out (byte[] Bytes, FramePlace Place) known))
        {
            Count(-(known.Bytes.Length + SegmentCostBytes));
        }
    }

    private void Count(int bytes)
    {
        WaitingBytes += bytes;
        room.UsedBytes += bytes;
    }

    private void Deliver(ReadOnlySpan<byte> bytes, long start, FramePlace place)
    {
        long known = _position - start;
        if (known >= bytes.Length)
        {
            return;
        }

        int skip = (int)known;
        _position = start + bytes.Length;
        _sink!.OnBytes(bytes[skip..], place with { OffsetBytes = place.OffsetBytes + skip }, isSegmentStart: skip == 0);
    }

    private void CloseAtEnd()
    {
        if (_isOpen && _position >= _endPosition)
        {
            End(TcpStreamEnd.Closed);
        }
    }
}
