using EdgeRouter.Ingest.Transport;

namespace EdgeRouter.Tools.Decode;

/// <summary>What of a TCP stream is not cut into messages yet, and where each byte came from.</summary>
internal sealed class StreamBytes
{
    private const int KeptWhenEmptyBytes = 16 * 1024;

    private readonly List<Segment> _segments = [];
    private byte[] _bytes = [];
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
        int gone = 0;
        while (gone + 1 < _segments.Count && _segments[gone + 1].Position <= _position)
        {
            gone++;
        }

        _segments.RemoveRange(0, IsEmpty ? _segments.Count : gone);
        if (IsEmpty)
        {
            _start = _end = 0;
            _bytes = _bytes.Length > KeptWhenEmptyBytes ? [] : _bytes;
        }
    }

    /// <summary>Lets go of all bytes before the next segment's start, at least of one.</summary>
    public void RemoveToNextSegment()
    {
        foreach (Segment segment in _segments)
        {
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
        Segment segment = _segments.FindLast(known => known.Position <= position);
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
