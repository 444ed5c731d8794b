using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>Frees a stream of what a publisher claimed and never finished, because it died: what it left becomes padding, which subscribers skip. What it
/// finds in the log may be anything; it writes inside the blocked term only.</summary>
internal static unsafe class LogUnblocker
{
    /// <summary>Frees a stream.</summary>
    /// <param name="log">Its log.</param>
    /// <param name="blockedPosition">Where its subscribers wait.</param>
    /// <returns>Whether there was something to free.</returns>
    public static bool Unblock(LogBuffer log, long blockedPosition)
    {
        if (blockedPosition < 0 || blockedPosition >= log.PositionMax || blockedPosition % FrameLayout.Alignment != 0)
        {
            return false;
        }

        int termCount = (int)(blockedPosition >> log.PositionShift);
        int offset = LogPosition.OffsetAt(blockedPosition, log.TermBytes);
        int active = log.ActiveTermCount;
        if (active == termCount - 1 && offset == 0)
        {
            return RotateForDead(log, active);
        }

        long rawTail = log.RawTail(LogPosition.PartitionOfTerm(termCount));
        int termId = LogPosition.TermId(rawTail);
        if (termId != LogPosition.TermIdAt(blockedPosition, log.PositionShift, log.InitialTermId))
        {
            return false;
        }

        int tailOffset = LogPosition.TermOffset(rawTail, log.TermBytes) & -FrameLayout.Alignment;
        int paddingBytes = PaddingBytes(log.Term(LogPosition.PartitionOfTerm(termCount)), offset, tailOffset);
        if (paddingBytes == 0)
        {
            return false;
        }

        WritePadding(log, LogPosition.PartitionOfTerm(termCount), offset, termId, paddingBytes);
        if (offset + paddingBytes == log.TermBytes && log.ActiveTermCount == termCount)
        {
            _ = log.Rotate(termCount, termId);
        }

        return true;
    }

    /// <summary>Begins the next term for a writer that ran over the end of the last one and died before it did so. A term that is just full needs nothing:
    /// the next writer runs over its end.</summary>
    private static bool RotateForDead(LogBuffer log, int ended)
    {
        long rawTail = log.RawTail(LogPosition.PartitionOfTerm(ended));
        int termId = unchecked(log.InitialTermId + ended);
        return LogPosition.TermId(rawTail) == termId && (rawTail & uint.MaxValue) > log.TermBytes && log.Rotate(ended, termId);
    }

    private static int PaddingBytes(byte* term, int offset, int tailOffset)
    {
        int frameBytes = Length(term, offset);
        if (frameBytes > 0 || tailOffset <= offset)
        {
            return 0;
        }

        if (frameBytes < 0)
        {
            long claimedBytes = -(long)frameBytes; // Who claims moves the tail first, so a claim ends before it.
            bool isPossible = claimedBytes >= FrameLayout.HeaderBytes && claimedBytes <= tailOffset - offset;
            return isPossible ? LogPosition.AlignFrame((int)claimedBytes) : tailOffset - offset;
        }

        int next = offset + FrameLayout.Alignment;
        while (next < tailOffset && Length(term, next) == 0)
        {
            next += FrameLayout.Alignment;
        }

        // Back again: a writer that is only slow begins with the lower of two lengths.
        for (int at = next - FrameLayout.Alignment; at >= offset; at -= FrameLayout.Alignment)
        {
            if (Length(term, at) != 0)
            {
                return 0;
            }
        }

        return next - offset;
    }

    private static int Length(byte* term, int offset) => Volatile.Read(ref *(int*)(term + offset + FrameLayout.LengthOffset));

    private static void WritePadding(LogBuffer log, int partition, int offset, int termId, int paddingBytes)
    {
        byte* frame = log.Term(partition) + offset;
        Span<byte> rest = new(frame + sizeof(int), FrameLayout.HeaderBytes - sizeof(int));
        log.DefaultHeader[sizeof(int)..].CopyTo(rest);
        *(ushort*)(frame + FrameLayout.TypeOffset) = FrameType.Padding;
        *(int*)(frame + FrameLayout.TermOffsetOffset) = offset;
        *(int*)(frame + FrameLayout.TermIdOffset) = termId;
        Volatile.Write(ref *(int*)(frame + FrameLayout.LengthOffset), paddingBytes);
    }
}
