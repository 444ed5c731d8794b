using System.Buffers.Binary;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Frames;

/// <summary>SM, a status message: what a receiver has consumed and how much more it may be sent; 36 bytes, 44 with a group tag.</summary>
/// <param name="Flags">Send-setup, end of stream.</param>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="TermId">Term consumed up to.</param>
/// <param name="TermOffset">Offset consumed up to.</param>
/// <param name="WindowBytes">Bytes that may follow.</param>
/// <param name="ReceiverId">Who says so.</param>
/// <param name="GroupTag">Its group, null if none.</param>
internal readonly record struct StatusFrame(
    byte Flags, int SessionId, int StreamId, int TermId, int TermOffset, int WindowBytes, long ReceiverId, long? GroupTag)
{
    /// <summary>Bytes without a group tag.</summary>
    public const int SizeBytes = 36;

    /// <summary>Bytes with one.</summary>
    public const int TaggedSizeBytes = 44;

    /// <summary>The receiver wants a SETUP.</summary>
    public const byte SendSetupFlag = 0x80;

    /// <summary>The receiver goes.</summary>
    public const byte EndOfStreamFlag = 0x40;

    /// <summary>Whether the receiver wants a SETUP.</summary>
    public bool IsSendSetup => (Flags & SendSetupFlag) != 0;

    /// <summary>Whether the receiver goes.</summary>
    public bool IsEndOfStream => (Flags & EndOfStreamFlag) != 0;

    /// <summary>Reads it.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="frame">It.</param>
    /// <returns>False: another type, too short, or half a group tag.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out StatusFrame frame)
    {
        frame = default;
        if (!FrameHeader.TryReadControl(datagram, FrameType.StatusMessage, SizeBytes, out byte flags))
        {
            return false;
        }

        int lengthBytes = BinaryPrimitives.ReadInt32LittleEndian(datagram);
        if (lengthBytes is > SizeBytes and < TaggedSizeBytes)
        {
            return false;
        }

        frame = new StatusFrame(
            flags,
            BinaryPrimitives.ReadInt32LittleEndian(datagram[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[20..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(datagram[28..]),
            lengthBytes >= TaggedSizeBytes ? BinaryPrimitives.ReadInt64LittleEndian(datagram[36..]) : null);
        return true;
    }

    /// <summary>Writes it.</summary>
    /// <param name="target">At least 44 bytes.</param>
    /// <returns>Bytes written.</returns>
    public int Write(Span<byte> target)
    {
        int lengthBytes = GroupTag.HasValue ? TaggedSizeBytes : SizeBytes;
        FrameHeader.Write(target, lengthBytes, Flags, FrameType.StatusMessage);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], SessionId);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], StreamId);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], TermId);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], TermOffset);
        BinaryPrimitives.WriteInt32LittleEndian(target[24..], WindowBytes);
        BinaryPrimitives.WriteInt64LittleEndian(target[28..], ReceiverId);
        if (GroupTag.HasValue)
        {
            BinaryPrimitives.WriteInt64LittleEndian(target[36..], GroupTag.Value);
        }

        return lengthBytes;
    }
}
