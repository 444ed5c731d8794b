namespace EdgeRouter.Simulation.Agents;

/// <summary>A maker's step back on one side for a while.</summary>
internal struct QuoteFade
{
    private long _startNs;
    private long _endNs;
    private int _ticks;

    /// <summary>Adds a step back; one that still runs is widened to hold both.</summary>
    public void Add(long nowNs, long startNs, long endNs, int ticks)
    {
        if (_endNs <= nowNs)
        {
            this = new QuoteFade { _startNs = startNs, _endNs = endNs, _ticks = ticks };
            return;
        }

        _startNs = Math.Min(_startNs, startNs);
        _endNs = Math.Max(_endNs, endNs);
        _ticks = Math.Max(_ticks, ticks);
    }

    /// <summary>Ticks of the step back at an instant.</summary>
    public readonly int TicksAt(long timeNs) => timeNs >= _startNs && timeNs < _endNs ? _ticks : 0;

    /// <summary>End of the step back.</summary>
    public readonly long EndNs => _endNs;
}
