using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.Risk;

/// <summary>A sliding window: at most a set count of events in any half-open interval of the window's length. Keeps the times of the last events, so that
/// a new count or length takes over what was counted; events that it had to forget count as having come when the last of them came.</summary>
internal sealed class RateWindow
{
    // Kept whatever the count is: a limit that comes into force later knows what went before.
    private readonly int _keptMin;
    private long[] _timesNs;
    private long _windowNs = 1;
    private long _forgottenNs;
    private bool _hasForgotten;
    private int _next;
    private int _count;

    /// <summary>Creates an empty window without a limit.</summary>
    /// <param name="keptMin">Events kept at least; above zero.</param>
    public RateWindow(int keptMin)
    {
        _keptMin = keptMin;
        _timesNs = new long[keptMin];
    }

    /// <summary>Most events; 0 = no limit.</summary>
    public int CountMax { get; private set; }

    /// <summary>Sets count and length. Allocates where more events must be kept than before.</summary>
    public void SetLimit(int? countMax, long windowNs)
    {
        CountMax = countMax ?? 0;
        _windowNs = windowNs;
        int kept = Math.Max(_keptMin, CountMax);
        if (kept != _timesNs.Length)
        {
            Resize(kept);
        }
    }

    /// <summary>Whether one more event at the time would be too many. A time before that of an event is too early for it to have passed.</summary>
    /// <param name="nowNs">The time.</param>
    /// <param name="ahead">Events that come before it at the same time.</param>
    public bool IsFull(long nowNs, int ahead)
    {
        if (CountMax == 0 || ahead >= CountMax)
        {
            return CountMax != 0;
        }

        int free = CountMax - ahead;
        return _count >= free ? IsWithin(FromNewest(free - 1), nowNs) : _hasForgotten && IsWithin(_forgottenNs, nowNs);
    }

    /// <summary>Events of the window at a time, as far as they are kept; for people.</summary>
    public int CountAt(long nowNs)
    {
        int count = 0;
        while (count < _count && IsWithin(FromNewest(count), nowNs))
        {
            count++;
        }

        return count;
    }

    /// <summary>Counts an event; one that comes with a time before the newest counts as coming with it.</summary>
    public void Add(long timeNs)
    {
        timeNs = _count > 0 ? Math.Max(timeNs, FromNewest(0)) : timeNs;
        if (_count == _timesNs.Length)
        {
            _forgottenNs = _timesNs[_next];
            _hasForgotten = true;
        }

        _timesNs[_next] = timeNs;
        _next = _next + 1 == _timesNs.Length ? 0 : _next + 1;
        _count = Math.Min(_count + 1, _timesNs.Length);
    }

    /// <summary>Forgets every event.</summary>
    public void Clear()
    {
        _next = 0;
        _count = 0;
        _hasForgotten = false;
        _forgottenNs = 0;
    }

    /// <summary>Writes the events; the limit is configuration.</summary>
    public void Save(StateWriter writer)
    {
        writer.Write(_hasForgotten);
        writer.Write(_forgottenNs);
        writer.Write(_count);
        for (int i = _count - 1; i >= 0; i--)
        {
            writer.Write(FromNewest(i));
        }
    }

    /// <summary>Replaces the events by those of a window of the same limit.</summary>
    public void Load(ref StateReader reader)
    {
        Clear();
        _hasForgotten = reader.ReadBoolean();
        _forgottenNs = reader.ReadInt64();
        int count = reader.ReadCount(_timesNs.Length);
        for (int i = 0; i < count; i++)
        {
            Add(reader.ReadInt64());
        }
    }

    private bool IsWithin(long timeNs, long nowNs) => nowNs < timeNs || (ulong)(nowNs - timeNs) < (ulong)_windowNs;

    private long FromNewest(int back)
    {
        int index = _next - 1 - back;
        return _timesNs[index < 0 ? index + _timesNs.Length : index];
    }

    private void Resize(int kept)
    {
        var times = new long[kept];
        int count = Math.Min(_count, kept);
        for (int i = 0; i < count; i++)
        {
            times[count - 1 - i] = FromNewest(i);
        }

        if (count < _count)
        {
            _forgottenNs = FromNewest(count);
            _hasForgotten = true;
        }

        _timesNs = times;
        _count = count;
        _next = count == kept ? 0 : count;
    }
}
