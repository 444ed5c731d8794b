using EdgeRouter.Ingest.Transport;

namespace EdgeRouter.Tools.Decode;

/// <summary>What of a TCP stream is not cut into messages yet, and where each byte came from.</summary>
internal sealed class StreamBytes
{
    private const int KeptWhenEmptyBytes = 16 * 1024;

    // Segments that are done with stay in the list until there are so many, so that each costs little to remove.
    private const int SegmentsKept = 4_096;

    private readonly List<Segment> _segments = [];
    private byte[] _bytes = [];
    private int _firstSegment;
    private int _start;
    private int _end;

    /// <summary>Position in the stream of the first byte that is held.</summary>
    private long _position;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, _end - _start);

    public bool IsEmpty => _start == _end;

    public void Add(ReadOnlySpan<byte> bytes, FramePlace place, bool isSegmentStart)
    {
        if (bytes.Length > _bytes.Length - _end)
        {
            MakeRoom(bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_end));
        _segments.Add(new Segment(_position + (_end - _start), place, isSegmentStart));
        _end += bytes.Length;
    }

    /// <summary>Lets go of bytes at the front.</summary>
    public void Remove(int count)
    {
        _start += count;
        _position += count;
        while (_firstSegment + 1 < _segments.Count && _segments[_firstSegment + 1].Position <= _position)
        {
            _firstSegment++;
        }

        if (IsEmpty || _firstSegment > SegmentsKept)
        {
            _segments.RemoveRange(0, IsEmpty ? _segments.Count : _firstSegment);
            _firstSegment = 0;
        }

        if (IsEmpty)
        {
            _start = _end = 0;
            _bytes = _bytes.Length > KeptWhenEmptyBytes ? [] : _bytes;
        }
    }

    /// <summary>Lets go of all bytes before the next segment's start, at least of one.</summary>
    public void RemoveToNextSegment()
    {
        for (int index = _firstSegment; index < _segments.Count; index++)
        {
            Segment segment = _segments[index];
            if (segment.IsStart && segment.Position > _position)
            {
                Remove((int)(segment.Position - _position));
                return;
            }
        }

        Remove(_end - _start);
    }

    /// <summary>Where a byte came from.</summary>
    /// <param name="offset">Bytes from the first that is held.</param>
    public FramePlace PlaceOf(int offset)
    {
        long position = _position + offset;
        int low = _firstSegment;
        for (int high = _segments.Count - 1; low < high;)
        {
            int middle = (low + high + 1) / 2;
            if (_segments[middle].Position <= position)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        Segment segment = _segments[low];
        return segment.Place with { OffsetBytes = segment.Place.OffsetBytes + (int)(position - segment.Position) };
    }

    private void MakeRoom(int count)
    {
        int held = _end - _start;
        byte[] room = held + count <= _bytes.Length ? _bytes : new byte[Math.Max(held + count, _bytes.Length * 2)];
        _bytes.AsSpan(_start, held).CopyTo(room);
        _bytes = room;
        _start = 0;
        _end = held;
    }

    private readonly record struct Segment(long Position, FramePlace Place, bool IsStart);
}
