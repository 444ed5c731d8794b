using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Memory;

/// <summary>Says whether its thread is using shared memory right now, at the cost of two plain stores on a cache line of its own. Whoever wants to unmap memory
/// first makes it unreachable and then waits for a <see cref="UseBarrier"/>. One a thread; a thread may come in again while it is inside.</summary>
[StructLayout(LayoutKind.Sequential)]
internal sealed class UseSlot
{
    private static readonly Lock Registry = new();
    private static readonly List<WeakReference<UseSlot>> Slots = [];

    [ThreadStatic]
    private static UseSlot? _ofThread;

    // Keeps the two fields that are written all the time away from whatever the heap puts beside this object.
    private readonly CacheLine _before;
    private long _exitCount;
    private int _depth;
    private readonly CacheLine _behind;

    private UseSlot()
    {
        _before = default;
        _behind = default;
    }

    /// <summary>Whether the calling thread is inside.</summary>
    public static bool IsCallerInside => _ofThread is { IsInside: true };

    /// <summary>Times that its thread has gone out for good.</summary>
    public long ExitCount => Volatile.Read(ref _exitCount);

    /// <summary>Whether its thread is inside.</summary>
    public bool IsInside => Volatile.Read(ref _depth) != 0;

    /// <summary>The calling thread comes in: what it then finds open stays mapped until it has gone out. It must look whether it is open afterwards, not before.</summary>
    /// <returns>The thread's slot, to go out by.</returns>
    public static UseSlot Enter()
    {
        UseSlot slot = _ofThread ?? Register();
        Volatile.Write(ref slot._depth, slot._depth + 1);
        return slot;
    }

    /// <summary>Its thread goes out.</summary>
    public void Exit()
    {
        int depth = _depth - 1;
        if (depth == 0)
        {
            Volatile.Write(ref _exitCount, _exitCount + 1);
        }

        Volatile.Write(ref _depth, depth);
    }

    /// <summary>Slots of all threads that are inside, the calling one too; slots of dead threads are forgotten.</summary>
    /// <param name="inside">Takes them with their exit counts.</param>
    public static void CollectInside(List<(UseSlot Slot, long ExitCount)> inside)
    {
        lock (Registry)
        {
            for (int i = Slots.Count - 1; i >= 0; i--)
            {
                if (!Slots[i].TryGetTarget(out UseSlot? slot))
                {
                    Slots.RemoveAt(i);
                    continue;
                }

                long exitCount = slot.ExitCount;
                if (slot.IsInside)
                {
                    inside.Add((slot, exitCount));
                }
            }
        }
    }

    private static UseSlot Register()
    {
        UseSlot slot = new();
        lock (Registry)
        {
            Slots.Add(new WeakReference<UseSlot>(slot));
        }

        _ofThread = slot;
        return slot;
    }

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private readonly struct CacheLine;
}
