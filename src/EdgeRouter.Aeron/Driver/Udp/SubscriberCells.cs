using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>Positions of those who read a log, as an agent sees them: an array that is never changed, replaced by the conductor.</summary>
/// <param name="cells">Active subscribers.</param>
internal sealed class SubscriberCells(CounterCell[] cells)
{
    /// <summary>Nobody.</summary>
    public static SubscriberCells None { get; } = new([]);

    /// <summary>How many.</summary>
    public int Count => cells.Length;

    /// <summary>The slowest and the fastest. Positions are clients' memory: what is outside the bounds is taken for the bound, what lies
    /// inside a frame's alignment for its start.</summary>
    /// <param name="floor">No position is below.</param>
    /// <param name="ceiling">No position is above.</param>
    /// <param name="slowest">The slowest; the ceiling if there is nobody.</param>
    /// <param name="fastest">The fastest; the floor if there is nobody.</param>
    public void Range(long floor, long ceiling, out long slowest, out long fastest)
    {
        slowest = ceiling;
        fastest = floor;
        foreach (CounterCell cell in cells)
        {
            long position = Math.Min(Math.Max(cell.Value, floor), ceiling) & -FrameLayout.Alignment;
            slowest = Math.Min(slowest, position);
            fastest = Math.Max(fastest, position);
        }
    }
}
