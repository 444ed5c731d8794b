using System.Numerics;

namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>Arithmetic on terms, offsets and positions (AERON.md §8.2). A raw tail is the term in the upper half and the offset in the lower.</summary>
public static class LogPosition
{
    /// <summary>Bits of an offset within a term.</summary>
    /// <param name="termBytes">A power of two.</param>
    public static int ShiftOf(int termBytes) => BitOperations.TrailingZeroCount(termBytes);

    /// <summary>A raw tail's term.</summary>
    /// <param name="rawTail">The raw tail.</param>
    public static int TermId(long rawTail) => (int)(rawTail >> 32);

    /// <summary>A raw tail's offset, at most the term's length.</summary>
    /// <param name="rawTail">The raw tail.</param>
    /// <param name="termBytes">Bytes of a term.</param>
    public static int TermOffset(long rawTail, int termBytes) => (int)Math.Min(rawTail & 0xFFFF_FFFFL, termBytes);

    /// <summary>The raw tail of a term.</summary>
    /// <param name="termId">The term.</param>
    /// <param name="termOffset">Offset in it.</param>
    public static long RawTail(int termId, int termOffset) => ((long)termId << 32) + termOffset;

    /// <summary>The position of an offset in a term.</summary>
    /// <param name="termId">The term.</param>
    /// <param name="termOffset">Offset in it.</param>
    /// <param name="shift">Bits of an offset.</param>
    /// <param name="initialTermId">First term.</param>
    public static long Position(int termId, int termOffset, int shift, int initialTermId) =>
        ((long)unchecked(termId - initialTermId) << shift) + termOffset;

    /// <summary>The partition that a position lies in.</summary>
    /// <param name="position">0 or more; whatever it is, one of the three comes out.</param>
    /// <param name="shift">Bits of an offset.</param>
    public static int Partition(long position, int shift) => (int)((uint)(position >> shift) % LogLayout.PartitionCount);

    /// <summary>The partition of a term.</summary>
    /// <param name="termCount">Terms since the first, 0 or more.</param>
    public static int PartitionOfTerm(int termCount) => (int)((uint)termCount % LogLayout.PartitionCount);

    /// <summary>The term that a position lies in.</summary>
    /// <param name="position">0 or more.</param>
    /// <param name="shift">Bits of an offset.</param>
    /// <param name="initialTermId">First term.</param>
    public static int TermIdAt(long position, int shift, int initialTermId) => unchecked((int)(position >> shift) + initialTermId);

    /// <summary>The offset of a position in its term.</summary>
    /// <param name="position">0 or more.</param>
    /// <param name="termBytes">Bytes of a term.</param>
    public static int OffsetAt(long position, int termBytes) => (int)(position & (termBytes - 1));

    /// <summary>A frame's bytes with what follows it up to the next one.</summary>
    /// <param name="frameBytes">Header and payload.</param>
    public static int AlignFrame(int frameBytes) => Memory.Bits.Align(frameBytes, FrameLayout.Alignment);

    /// <summary>Bytes that a message takes.</summary>
    /// <param name="messageBytes">The message.</param>
    /// <param name="payloadBytesMax">Longest payload of a frame.</param>
    public static int MessageFootprint(int messageBytes, int payloadBytesMax)
    {
        int whole = messageBytes / payloadBytesMax;
        int rest = messageBytes - (whole * payloadBytesMax);
        int restBytes = rest > 0 || whole == 0 ? AlignFrame(rest + FrameLayout.HeaderBytes) : 0;
        return (whole * (payloadBytesMax + FrameLayout.HeaderBytes)) + restBytes;
    }
}
