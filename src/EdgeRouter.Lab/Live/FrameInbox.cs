using System.Buffers.Binary;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Lab.Live;

/// <summary>Frames that the market has just sent and the router has not taken yet. Grows by doubling; a few stand in it at once.</summary>
internal sealed class FrameInbox : IFrameSink
{
    // Ethernet, IPv4 without options and UDP, as FrameBuilder writes them.
    private const int SourceAt = 26;
    private const int DestinationAt = 30;
    private const int PortsAt = 34;

    private byte[] _bytes = new byte[4096];
    private (int Start, int Length, long TimeNs)[] _frames = new (int, int, long)[16];
    private int _used;
    private int _count;
    private int _next;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _next == _count;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> frame, long timeNs)
    {
        if (IsEmpty)
        {
            (_used, _count, _next) = (0, 0, 0);
        }

        while (_used + frame.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        if (_count == _frames.Length)
        {
            Array.Resize(ref _frames, _count * 2);
        }

        frame.CopyTo(_bytes.AsSpan(_used));
        _frames[_count++] = (_used, frame.Length, timeNs);
        _used += frame.Length;
    }

    /// <summary>Takes the oldest; there must be one. Valid until the next is written.</summary>
    public Datagram Take()
    {
        (int start, int length, long timeNs) = _frames[_next++];
        ReadOnlySpan<byte> frame = _bytes.AsSpan(start, length);
        return new Datagram
        {
            Payload = frame[FrameBuilder.HeaderBytes..],
            SourceAddress = BinaryPrimitives.ReadUInt32BigEndian(frame[SourceAt..]),
            DestinationAddress = BinaryPrimitives.ReadUInt32BigEndian(frame[DestinationAt..]),
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(frame[PortsAt..]),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(frame[(PortsAt + sizeof(ushort))..]),
            ReceiveTimeNs = timeNs,
        };
    }
}
