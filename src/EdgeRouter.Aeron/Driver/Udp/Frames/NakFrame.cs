using System.Buffers.Binary;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Frames;

/// <summary>NAK: what a receiver lacks, 28 bytes.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="TermId">Term of the gap.</param>
/// <param name="TermOffset">Its first byte.</param>
/// <param name="LengthBytes">Its length.</param>
internal readonly record struct NakFrame(int SessionId, int StreamId, int TermId, int TermOffset, int LengthBytes)
{
    /// <summary>Bytes.</summary>
    public const int SizeBytes = 28;

    /// <summary>Reads it.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="frame">It.</param>
    /// <returns>False: another type or too short.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out NakFrame frame)
    {
        if (!FrameHeader.TryReadControl(datagram, FrameType.Nak, SizeBytes, out _))
        {
            frame = default;
            return false;
        }

        frame = new NakFrame(
            BinaryPrimitives.ReadInt32LittleEndian(datagram[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[20..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[24..]));
        return true;
    }

    /// <summary>Whether the gap lies inside a term.</summary>
    /// <param name="termLengthBytes">Length of the term.</param>
    public bool IsInside(int termLengthBytes) =>
        TermOffset >= 0 && TermOffset < termLengthBytes && (TermOffset & (FrameLayout.Alignment - 1)) == 0 &&
        LengthBytes > 0 && (long)TermOffset + LengthBytes <= termLengthBytes;

    /// <summary>Writes it.</summary>
    /// <param name="target">At least 28 bytes.</param>
    public void Write(Span<byte> target)
    {
        FrameHeader.Write(target, SizeBytes, 0, FrameType.Nak);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], SessionId);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], StreamId);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], TermId);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], TermOffset);
        BinaryPrimitives.WriteInt32LittleEndian(target[24..], LengthBytes);
    }
}
