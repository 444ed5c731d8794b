namespace EdgeRouter.Aeron.Memory;

/// <summary>Lets one thread use mapped memory at the cost of two plain stores, and another thread find out that it no longer does: the closing side pays
/// for a barrier on every core of the process instead (<see cref="Interlocked.MemoryBarrierProcessWide"/>). Only one thread may enter at a time; for
/// several, each needs its own gate.</summary>
internal struct UseGate
{
    private bool _isInside;
    private bool _isClosed;

    /// <summary>Whether no one may enter any more.</summary>
    public readonly bool IsClosed => Volatile.Read(in _isClosed);

    /// <summary>The using thread comes in.</summary>
    /// <returns>False: the gate is closed, and the memory must not be touched.</returns>
    public bool TryEnter()
    {
        Volatile.Write(ref _isInside, true);
        if (!Volatile.Read(ref _isClosed))
        {
            return true;
        }

        Volatile.Write(ref _isInside, false);
        return false;
    }

    /// <summary>The using thread goes out.</summary>
    public void Exit() => Volatile.Write(ref _isInside, false);

    /// <summary>The closing thread shuts the gate. Afterwards nobody comes in; one may still be inside.</summary>
    public void Close()
    {
        Volatile.Write(ref _isClosed, true);
        Interlocked.MemoryBarrierProcessWide();
    }

    /// <summary>Whether nobody is inside a closed gate: the memory can go.</summary>
    public readonly bool IsEmpty => !Volatile.Read(in _isInside);
}
