using System.Buffers.Binary;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Frames;

/// <summary>RTTM: measures the way there and back, 40 bytes.</summary>
/// <param name="Flags">Reply wanted.</param>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="EchoTimestampNs">The asker's time, sent back as it is.</param>
/// <param name="ReceptionDeltaNs">Time between receiving and answering.</param>
/// <param name="ReceiverId">Who asks.</param>
internal readonly record struct RoundTripFrame(
    byte Flags, int SessionId, int StreamId, long EchoTimestampNs, long ReceptionDeltaNs, long ReceiverId)
{
    /// <summary>Bytes.</summary>
    public const int SizeBytes = 40;

    /// <summary>A reply is wanted.</summary>
    public const byte ReplyFlag = 0x80;

    /// <summary>Whether a reply is wanted.</summary>
    public bool IsReplyWanted => (Flags & ReplyFlag) != 0;

    /// <summary>Reads it.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="frame">It.</param>
    /// <returns>False: another type or too short.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out RoundTripFrame frame)
    {
        if (!FrameHeader.TryReadControl(datagram, FrameType.RoundTrip, SizeBytes, out byte flags))
        {
            frame = default;
            return false;
        }

        frame = new RoundTripFrame(
            flags,
            BinaryPrimitives.ReadInt32LittleEndian(datagram[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(datagram[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(datagram[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(datagram[32..]));
        return true;
    }

    /// <summary>The answer to it.</summary>
    public RoundTripFrame Reply() => this with { Flags = 0, ReceptionDeltaNs = 0 };

    /// <summary>Writes it.</summary>
    /// <param name="target">At least 40 bytes.</param>
    public void Write(Span<byte> target)
    {
        FrameHeader.Write(target, SizeBytes, Flags, FrameType.RoundTrip);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], SessionId);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], StreamId);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], EchoTimestampNs);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], ReceptionDeltaNs);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], ReceiverId);
    }
}
