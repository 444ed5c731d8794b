namespace EdgeRouter.Engine;

/// <summary>A bounded binary heap of timers: earliest first, equal times in order of creation. Allocates nothing after construction.</summary>
internal sealed class TimerQueue
{
    private readonly EngineTimer[] _heap;
    private int _count;
    private long _sequence;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="capacity">Most timers pending.</param>
    public TimerQueue(int capacity) => _heap = new EngineTimer[capacity];

    /// <summary>When the earliest fires; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextTimeNs => _count == 0 ? long.MaxValue : _heap[0].TimeNs;

    /// <summary>Timers pending.</summary>
    public int Count => _count;

    /// <summary>Adds a timer.</summary>
    /// <param name="timeNs">When it fires.</param>
    /// <param name="kind">What to do.</param>
    /// <param name="orderId">Parent or child.</param>
    /// <returns>False when the queue is full; nothing was added.</returns>
    public bool TryAdd(long timeNs, EngineTimerKind kind, long orderId)
    {
        if (_count == _heap.Length)
        {
            return false;
        }

        var timer = new EngineTimer { TimeNs = timeNs, Sequence = _sequence++, Kind = kind, OrderId = orderId };
        int i = _count++;
        while (i > 0 && timer.IsBefore(_heap[(i - 1) / 2]))
        {
            _heap[i] = _heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }

        _heap[i] = timer;
        return true;
    }

    /// <summary>Takes the earliest timer if it is due.</summary>
    /// <param name="nowNs">Engine time.</param>
    /// <param name="timer">The timer.</param>
    /// <returns>Whether one was due.</returns>
    public bool TryTake(long nowNs, out EngineTimer timer)
    {
        timer = default;
        if (_count == 0 || _heap[0].TimeNs > nowNs)
        {
            return false;
        }

        timer = _heap[0];
        EngineTimer last = _heap[--_count];
        int i = 0;
        while (true)
        {
            int child = (2 * i) + 1;
            if (child >= _count)
            {
                break;
            }

            if (child + 1 < _count && _heap[child + 1].IsBefore(_heap[child]))
            {
                child++;
            }

            if (!_heap[child].IsBefore(last))
            {
                break;
            }

            _heap[i] = _heap[child];
            i = child;
        }

        _heap[i] = last;
        return true;
    }
}
