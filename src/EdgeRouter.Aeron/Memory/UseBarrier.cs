namespace EdgeRouter.Aeron.Memory;

/// <summary>Tells when no thread uses any more what was made unreachable before it was raised. The raising side pays for a barrier on every core that runs this
/// process (<see cref="Interlocked.MemoryBarrierProcessWide"/>), so that the using side pays for none.</summary>
internal sealed class UseBarrier
{
    private readonly List<(UseSlot Slot, long ExitCount)> _inside = [];

    private UseBarrier()
    {
    }

    /// <summary>Whether every thread that was inside has gone out since.</summary>
    public bool IsPassed
    {
        get
        {
            // The exit count is stored before the depth falls to zero, so either of the two tells.
            _ = _inside.RemoveAll(entry => entry.Slot.ExitCount != entry.ExitCount || !entry.Slot.IsInside);
            return _inside.Count == 0;
        }
    }

    /// <summary>Raises a barrier behind stores that made something unreachable.</summary>
    public static UseBarrier Raise()
    {
        UseBarrier barrier = new();
        Interlocked.MemoryBarrierProcessWide();
        UseSlot.CollectInside(barrier._inside);
        return barrier;
    }
}
