using System.Runtime.CompilerServices;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>Zeroes what is behind all readers of a log, so that a free place reads as empty when the partition comes round again. One thread.</summary>
/// <param name="log">The log.</param>
/// <param name="position">What is before this is not in use.</param>
internal sealed unsafe class LogCleaner(LogBuffer log, long position)
{
    /// <summary>Cleaned up to here.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Cleans. The first 8 bytes of each stretch come last, so that a reader sees all of it empty or none.</summary>
    /// <param name="target">Up to the frame that begins here or before; below what is cleaned: nothing.</param>
    public void CleanTo(long target)
    {
        target &= -FrameLayout.Alignment;
        while (target > Position)
        {
            int offset = LogPosition.OffsetAt(Position, log.TermBytes);
            int bytes = (int)Math.Min(target - Position, log.TermBytes - offset);
            byte* start = log.Term(LogPosition.Partition(Position, log.PositionShift)) + offset;
            Unsafe.InitBlockUnaligned(start + sizeof(long), 0, (uint)(bytes - sizeof(long)));
            Volatile.Write(ref *(long*)start, 0);
            Position += bytes;
        }
    }
}
