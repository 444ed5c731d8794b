namespace EdgeRouter.Simulation.Agents;

/// <summary>Sums over the last while, many of them, each in a ring of slots on a fixed grid of time: what leaves the window is gone, exactly.</summary>
/// <param name="count">Sums.</param>
/// <param name="windowNs">Window, ns.</param>
internal sealed class RollingSums(int count, long windowNs)
{
    private const int SlotCount = 16;
    private readonly long _slotNs = Math.Max(1, windowNs / SlotCount);
    private readonly long[] _slots = new long[count * SlotCount];
    private readonly long[] _sums = new long[count];
    private readonly long[] _lastSlot = new long[count];

    /// <summary>Adds to a sum.</summary>
    public void Add(int index, long value, long nowNs)
    {
        Advance(index, nowNs);
        _slots[(index * SlotCount) + (int)(_lastSlot[index] % SlotCount)] += value;
        _sums[index] += value;
    }

    /// <summary>A sum as of now.</summary>
    public long At(int index, long nowNs)
    {
        Advance(index, nowNs);
        return _sums[index];
    }

    private void Advance(int index, long nowNs)
    {
        long slot = nowNs / _slotNs;
        long steps = Math.Min(slot - _lastSlot[index], SlotCount);
        for (long step = 1; step <= steps; step++)
        {
            ref long forgotten = ref _slots[(index * SlotCount) + (int)((slot - steps + step) % SlotCount)];
            _sums[index] -= forgotten;
            forgotten = 0;
        }

        _lastSlot[index] = slot;
    }
}
