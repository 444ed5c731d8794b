using System.Buffers.Binary;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Frames;

/// <summary>ERR: a receiver refuses, 40 bytes and a text.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="ReceiverId">Who refuses.</param>
/// <param name="GroupTag">Its group, null if none.</param>
/// <param name="Code">Error code.</param>
internal readonly record struct ErrorFrame(int SessionId, int StreamId, long ReceiverId, long? GroupTag, int Code)
{
    /// <summary>Bytes without the text.</summary>
    public const int SizeBytes = 40;

    /// <summary>Longest text, bytes.</summary>
    public const int MaxTextBytes = 1023;

    private const byte HasGroupTagFlag = 0x08;

    /// <summary>Reads it.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="frame">It.</param>
    /// <param name="text">Its text, UTF-8.</param>
    /// <returns>False: another type, too short, or a text beyond the frame.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out ErrorFrame frame, out ReadOnlySpan<byte> text)
    {
        frame = default;
        text = default;
        if (!FrameHeader.TryReadControl(datagram, FrameType.Error, SizeBytes, out byte flags))
        {
            return false;
        }

        int textBytes = BinaryPrimitives.ReadInt32LittleEndian(datagram[36..]);
        if (textBytes is < 0 or > MaxTextBytes || SizeBytes + textBytes > BinaryPrimitives.ReadInt32LittleEndian(datagram))
        {
            return false;
        }

        frame = new ErrorFrame(
            BinaryPrimitives.ReadInt32LittleEndian(datagram[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(datagram[16..]),
            (flags & HasGroupTagFlag) != 0 ? BinaryPrimitives.ReadInt64LittleEndian(datagram[24..]) : null,
            BinaryPrimitives.ReadInt32LittleEndian(datagram[32..]));
        text = datagram.Slice(SizeBytes, textBytes);
        return true;
    }

    /// <summary>Writes it.</summary>
    /// <param name="target">At least 40 bytes and the text.</param>
    /// <param name="text">At most 1,023 bytes of UTF-8.</param>
    /// <returns>Bytes written.</returns>
    public int Write(Span<byte> target, ReadOnlySpan<byte> text)
    {
        int lengthBytes = SizeBytes + text.Length;
        FrameHeader.Write(target, lengthBytes, GroupTag.HasValue ? HasGroupTagFlag : (byte)0, FrameType.Error);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], SessionId);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], StreamId);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], ReceiverId);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], GroupTag ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(target[32..], Code);
        BinaryPrimitives.WriteInt32LittleEndian(target[36..], text.Length);
        text.CopyTo(target[SizeBytes..]);
        return lengthBytes;
    }
}
