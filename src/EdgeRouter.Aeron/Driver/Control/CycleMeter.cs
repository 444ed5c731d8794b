using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>The longest time from one round of an agent to its next, and how often it was over a threshold.</summary>
/// <param name="longest">Takes the longest, ns.</param>
/// <param name="exceeded">Counts those over the threshold.</param>
/// <param name="thresholdNs">The threshold, ns.</param>
internal sealed class CycleMeter(CounterCell longest, CounterCell exceeded, long thresholdNs)
{
    private long _lastNs = -1;
    private long _longestNs;

    /// <summary>A round begins.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnRound(long nowNs)
    {
        long lastNs = _lastNs;
        _lastNs = nowNs;
        if (lastNs < 0)
        {
            return;
        }

        long cycleNs = nowNs - lastNs;
        if (cycleNs > _longestNs)
        {
            _longestNs = cycleNs;
            longest.Set(cycleNs);
        }

        if (cycleNs > thresholdNs)
        {
            exceeded.Add(1);
        }
    }
}
