using System.Buffers.Binary;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Frames;

/// <summary>Header of a DATA or PAD frame, 32 bytes.</summary>
/// <param name="LengthBytes">Header and payload, not aligned; 0 = heartbeat.</param>
/// <param name="Flags">BEGIN, END, EOS, REVOKED.</param>
/// <param name="Type">DATA or PAD.</param>
/// <param name="TermOffset">Where it lies in its term.</param>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="TermId">The term.</param>
internal readonly record struct DataFrame(
    int LengthBytes, byte Flags, ushort Type, int TermOffset, int SessionId, int StreamId, int TermId)
{
    /// <summary>Whether it carries nothing.</summary>
    public bool IsHeartbeat => LengthBytes == 0 && Type == FrameType.Data;

    /// <summary>Whether nothing follows.</summary>
    public bool IsEndOfStream => (Flags & FrameFlags.EndOfStream) != 0;

    /// <summary>Whether the publication was revoked.</summary>
    public bool IsRevoked => (Flags & FrameFlags.Revoked) != 0;

    /// <summary>Reads the first frame of a datagram.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="frame">It.</param>
    /// <returns>False: not DATA or PAD, too short, a negative length.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out DataFrame frame)
    {
        if (datagram.Length < FrameLayout.HeaderBytes ||
            !FrameHeader.TryRead(datagram, out int lengthBytes, out byte flags, out ushort type) ||
            type > FrameType.Data || lengthBytes < 0)
        {
            frame = default;
            return false;
        }

        frame = new DataFrame(
            lengthBytes,
            flags,
            type,
            BinaryPrimitives.ReadInt32LittleEndian(datagram[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[20..]));
        return true;
    }

    /// <summary>Bytes that a datagram's frames take in the term: whole frames, one behind the other, every one where the one before ends.</summary>
    /// <param name="datagram">A datagram whose first frame was read.</param>
    /// <param name="termOffset">Where the first is to lie.</param>
    /// <param name="termLengthBytes">Length of the term.</param>
    /// <returns>0 for a heartbeat; -1: frames that do not follow, are cut, or leave the term.</returns>
    public static int Measure(ReadOnlySpan<byte> datagram, int termOffset, int termLengthBytes)
    {
        if (termOffset < 0 || termOffset >= termLengthBytes || (termOffset & (FrameLayout.Alignment - 1)) != 0)
        {
            return -1;
        }

        if (BinaryPrimitives.ReadInt32LittleEndian(datagram) == 0 && datagram.Length == FrameLayout.HeaderBytes)
        {
            return 0;
        }

        _ = TryRead(datagram, out DataFrame first);
        int read = 0;
        long next = termOffset;
        while (read < datagram.Length)
        {
            if (!TryRead(datagram[read..], out DataFrame frame) || !frame.Follows(first, next))
            {
                return -1;
            }

            long aligned = ((long)frame.LengthBytes + (FrameLayout.Alignment - 1)) & -FrameLayout.Alignment;
            bool isPadding = frame.Type == FrameType.Padding;
            long sent = isPadding ? FrameLayout.HeaderBytes : aligned;
            next += aligned;
            if (next > termLengthBytes || sent > datagram.Length - read || (isPadding && read + sent != datagram.Length))
            {
                return -1;
            }

            read += (int)sent;
        }

        return (int)(next - termOffset);
    }

    /// <summary>Writes a header with reserved value 0.</summary>
    /// <param name="target">At least 32 bytes.</param>
    public void Write(Span<byte> target)
    {
        FrameHeader.Write(target, LengthBytes, Flags, Type);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], TermOffset);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], SessionId);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], StreamId);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], TermId);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], 0);
    }

    private bool Follows(in DataFrame first, long termOffset) =>
        LengthBytes >= FrameLayout.HeaderBytes && TermOffset == termOffset && SessionId == first.SessionId && StreamId == first.StreamId &&
        TermId == first.TermId;
}
