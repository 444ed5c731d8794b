using System.Runtime.Intrinsics.X86;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Idle;

/// <summary>Spins, then yields, then sleeps ever longer while there is nothing to do.</summary>
public sealed class BackoffIdle : IIdleStrategy
{
    private readonly int _spins;
    private readonly int _yields;
    private readonly long _parkNsMin;
    private readonly long _parkNsMax;
    private int _rounds;
    private long _parkNs;

    /// <summary>A strategy.</summary>
    /// <param name="spins">Rounds that spin.</param>
    /// <param name="yields">Rounds after them that yield.</param>
    /// <param name="parkNsMin">First sleep, ns; it doubles each time.</param>
    /// <param name="parkNsMax">Longest sleep, ns.</param>
    public BackoffIdle(int spins = 10, int yields = 20, long parkNsMin = TimeUnits.Microsecond, long parkNsMax = TimeUnits.Millisecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parkNsMin);
        ArgumentOutOfRangeException.ThrowIfLessThan(parkNsMax, parkNsMin);
        _spins = spins;
        _yields = yields;
        _parkNsMin = parkNsMin;
        _parkNsMax = parkNsMax;
        _parkNs = parkNsMin;
    }

    /// <inheritdoc/>
    public string Name => "backoff";

    /// <inheritdoc/>
    public void Idle(int workCount)
    {
        if (workCount > 0)
        {
            Reset();
            return;
        }

        if (_rounds < _spins)
        {
            _rounds++;
            Pause();
        }
        else if (_rounds < _spins + _yields)
        {
            _rounds++;
            _ = Thread.Yield();
        }
        else
        {
            ParkIdle.Park(_parkNs);
            _parkNs = Math.Min(_parkNs * 2, _parkNsMax);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _rounds = 0;
        _parkNs = _parkNsMin;
    }

    private static void Pause()
    {
        if (X86Base.IsSupported)
        {
            X86Base.Pause();
        }
    }
}
