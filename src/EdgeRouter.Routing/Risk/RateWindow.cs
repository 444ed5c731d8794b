namespace EdgeRouter.Routing.Risk;

/// <summary>A sliding window: at most a fixed count of events in any half-open interval of the window's length.</summary>
internal sealed class RateWindow
{
    private readonly long[] _timesNs;
    private readonly long _windowNs;
    private int _next;
    private int _count;

    /// <summary>Creates an empty window.</summary>
    public RateWindow(int countMax, long windowNs)
    {
        _timesNs = new long[countMax];
        _windowNs = windowNs;
    }

    /// <summary>Whether one more event at the time would be too many.</summary>
    public bool IsFull(long nowNs) => _count == _timesNs.Length && (ulong)(nowNs - _timesNs[_next]) < (ulong)_windowNs;

    /// <summary>Counts an event; times must not fall.</summary>
    public void Add(long nowNs)
    {
        _timesNs[_next] = nowNs;
        _next = _next + 1 == _timesNs.Length ? 0 : _next + 1;
        _count = Math.Min(_count + 1, _timesNs.Length);
    }
}
