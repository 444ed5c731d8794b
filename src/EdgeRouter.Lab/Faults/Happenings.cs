namespace EdgeRouter.Lab.Faults;

/// <summary>What is on its way, in the order in which it will happen; equal times in the order in which they were said.</summary>
internal sealed class Happenings
{
    private readonly PriorityQueue<Action, (long TimeNs, long Sequence)> _queue = new();
    private long _sequence;

    /// <summary>World time: that of the latest happening, or what it was set to.</summary>
    public long NowNs { get; private set; }

    public int Count => _queue.Count;

    public void StartAt(long timeNs) => NowNs = timeNs;

    public void At(long timeNs, Action what) => _queue.Enqueue(what, (Math.Max(timeNs, NowNs), _sequence++));

    public void After(long delayNs, Action what) => At(NowNs + delayNs, what);

    /// <summary>Lets everything happen that is due by then.</summary>
    public void AdvanceTo(long timeNs)
    {
        while (_queue.TryPeek(out _, out (long TimeNs, long Sequence) next) && next.TimeNs <= timeNs)
        {
            NowNs = Math.Max(NowNs, next.TimeNs);
            _queue.Dequeue()();
        }

        NowNs = Math.Max(NowNs, timeNs);
    }
}
