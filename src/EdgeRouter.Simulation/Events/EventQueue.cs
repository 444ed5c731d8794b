namespace EdgeRouter.Simulation.Events;

/// <summary>A binary heap of events in order of time, kind and index. Grows by doubling; about a hundred events wait at once.</summary>
internal sealed class EventQueue
{
    private SimulationEvent[] _heap = new SimulationEvent[128];

    public int Count { get; private set; }

    public long NextTimeNs => Count == 0 ? long.MaxValue : _heap[0].TimeNs;

    public void Push(in SimulationEvent item)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        SimulationEvent[] heap = _heap;
        int hole = Count++;
        while (hole > 0)
        {
            int parent = (hole - 1) >> 1;
            if (!item.IsBefore(in heap[parent]))
            {
                break;
            }

            heap[hole] = heap[parent];
            hole = parent;
        }

        heap[hole] = item;
    }

    public SimulationEvent Pop()
    {
        SimulationEvent[] heap = _heap;
        SimulationEvent top = heap[0];
        SimulationEvent last = heap[--Count];
        int hole = 0;
        for (int child = 1; child < Count; child = (2 * hole) + 1)
        {
            if (child + 1 < Count && heap[child + 1].IsBefore(in heap[child]))
            {
                child++;
            }

            if (!heap[child].IsBefore(in last))
            {
                break;
            }

            heap[hole] = heap[child];
            hole = child;
        }

        heap[hole] = last;
        return top;
    }

    /// <summary>Drops everything but our own orders and cancels, and what becomes of trades later: the session is over.</summary>
    public void KeepArrivals()
    {
        SimulationEvent[] kept = [.. _heap.AsSpan(0, Count).ToArray().Where(e => e.Kind is EventKind.ChildArrival or EventKind.CancelArrival or EventKind.TradeBust)];
        Count = 0;
        foreach (SimulationEvent item in kept)
        {
            Push(in item);
        }
    }
}
