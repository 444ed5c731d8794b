using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Time;
using EdgeRouter.Lab.Tiers;

namespace EdgeRouter.Cli.Tiers;

/// <summary>Waits for the other processes, for half a minute at most: three times what a link takes to notice that nobody is there.</summary>
/// <param name="clock">The time.</param>
/// <param name="areAlive">Whether all of them run.</param>
/// <param name="cancellation">Ends waiting.</param>
internal sealed class TierPatience(IClock clock, Func<bool> areAlive, CancellationToken cancellation) : ITierPatience
{
    private const long LimitNs = 30 * TimeUnits.Second;
    private const int LookEvery = 4096;
    private readonly IIdleStrategy _idle = IdleStrategies.Create("yield");
    private long _sinceNs;
    private int _count;
    private bool _endsWithTiers;

    /// <inheritdoc/>
    public void Begin(bool endsWithTiers)
    {
        _endsWithTiers = endsWithTiers;
        _count = 0;
        _sinceNs = 0;
        _idle.Reset();
    }

    /// <inheritdoc/>
    public bool TryWait()
    {
        _idle.Idle(0);
        if (++_count % LookEvery != 0)
        {
            return true;
        }

        cancellation.ThrowIfCancellationRequested();
        _sinceNs = _sinceNs == 0 ? clock.NowNs : _sinceNs;
        return (!_endsWithTiers || areAlive()) && clock.NowNs - _sinceNs < LimitNs;
    }
}
