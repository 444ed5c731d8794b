using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>Closes a hole with padding, for subscriptions that would rather go on than wait (<c>reliable=false</c>).</summary>
internal static unsafe class GapFiller
{
    /// <summary>Writes a padding frame over a hole, if it is still one.</summary>
    /// <param name="log">The image's log.</param>
    /// <param name="gap">The hole.</param>
    /// <returns>False: something has come meanwhile.</returns>
    public static bool TryFill(LogBuffer log, in Gap gap)
    {
        int partition = LogPosition.PartitionOfTerm(unchecked(gap.TermId - log.InitialTermId));
        byte* start = log.Term(partition) + gap.TermOffset;
        for (int offset = gap.LengthBytes - FrameLayout.Alignment; offset >= 0; offset -= FrameLayout.Alignment)
        {
            if (Volatile.Read(ref *(int*)(start + offset)) != 0)
            {
                return false;
            }
        }

        Span<byte> header = new(start, FrameLayout.HeaderBytes);
        log.DefaultHeader.CopyTo(header);
        *(ushort*)(start + FrameLayout.TypeOffset) = FrameType.Padding;
        *(int*)(start + FrameLayout.TermOffsetOffset) = gap.TermOffset;
        *(int*)(start + FrameLayout.TermIdOffset) = gap.TermId;
        Volatile.Write(ref *(int*)start, gap.LengthBytes);
        return true;
    }
}
