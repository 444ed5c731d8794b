using System.Buffers.Binary;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Frames;

/// <summary>SETUP: what a sender sends, 40 bytes.</summary>
/// <param name="Flags">Send-response, group.</param>
/// <param name="TermOffset">Where the sender stands in its active term.</param>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="InitialTermId">First term of the log.</param>
/// <param name="ActiveTermId">Term where the sender stands.</param>
/// <param name="TermLengthBytes">Length of a term.</param>
/// <param name="MtuBytes">Longest datagram.</param>
/// <param name="Ttl">Time to live of its multicast.</param>
internal readonly record struct SetupFrame(
    byte Flags,
    int TermOffset,
    int SessionId,
    int StreamId,
    int InitialTermId,
    int ActiveTermId,
    int TermLengthBytes,
    int MtuBytes,
    int Ttl)
{
    /// <summary>Bytes.</summary>
    public const int SizeBytes = 40;

    /// <summary>The sender wants the session of the answer.</summary>
    public const byte SendResponseFlag = 0x80;

    /// <summary>The sender has a group of receivers.</summary>
    public const byte GroupFlag = 0x40;

    private const int LeastTermBytes = 64 * 1024;
    private const int MostTermBytes = 1 << 30;
    private const int MostMtuBytes = 65_504;

    /// <summary>Reads it.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="frame">It.</param>
    /// <returns>False: another type or too short.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out SetupFrame frame)
    {
        if (!FrameHeader.TryReadControl(datagram, FrameType.Setup, SizeBytes, out byte flags))
        {
            frame = default;
            return false;
        }

        frame = new SetupFrame(
            flags,
            BinaryPrimitives.ReadInt32LittleEndian(datagram[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[20..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[28..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[32..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[36..]));
        return true;
    }

    /// <summary>What is wrong with its numbers.</summary>
    /// <returns>Null: nothing.</returns>
    public string? Fault()
    {
        if (TermLengthBytes is < LeastTermBytes or > MostTermBytes || (TermLengthBytes & (TermLengthBytes - 1)) != 0)
        {
            return $"term length {TermLengthBytes} is not a power of two from 64 KiB to 1 GiB";
        }

        if (MtuBytes is <= FrameLayout.HeaderBytes or > MostMtuBytes || (MtuBytes & (FrameLayout.Alignment - 1)) != 0)
        {
            return $"MTU {MtuBytes} is not a multiple of 32 from 64 to 65504";
        }

        return TermOffset < 0 || TermOffset >= TermLengthBytes || (TermOffset & (FrameLayout.Alignment - 1)) != 0
            ? $"term offset {TermOffset} is not a multiple of 32 inside the term"
            : ActiveTermId - InitialTermId < 0 ? $"active term {ActiveTermId} lies before the initial one {InitialTermId}" : null;
    }

    /// <summary>Writes it.</summary>
    /// <param name="target">At least 40 bytes.</param>
    public void Write(Span<byte> target)
    {
        FrameHeader.Write(target, SizeBytes, Flags, FrameType.Setup);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], TermOffset);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], SessionId);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], StreamId);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], InitialTermId);
        BinaryPrimitives.WriteInt32LittleEndian(target[24..], ActiveTermId);
        BinaryPrimitives.WriteInt32LittleEndian(target[28..], TermLengthBytes);
        BinaryPrimitives.WriteInt32LittleEndian(target[32..], MtuBytes);
        BinaryPrimitives.WriteInt32LittleEndian(target[36..], Ttl);
    }
}
