using EdgeRouter.Aeron.Os;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Idle;

/// <summary>Sleeps for a fixed time.</summary>
public sealed class ParkIdle : IIdleStrategy
{
    private readonly long _parkNs;

    /// <summary>A strategy.</summary>
    /// <param name="parkNs">How long to sleep, ns, above 0.</param>
    public ParkIdle(long parkNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parkNs);
        _parkNs = parkNs;
    }

    /// <inheritdoc/>
    public string Name => "park";

    /// <inheritdoc/>
    public void Idle(int workCount)
    {
        if (workCount == 0)
        {
            Park(_parkNs);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <summary>Lets the calling thread sleep.</summary>
    /// <param name="durationNs">How long, ns.</param>
    internal static unsafe void Park(long durationNs)
    {
        TimeSpec duration = new(durationNs / TimeUnits.Second, durationNs % TimeUnits.Second);
        _ = FileCalls.Sleep(&duration, null);
    }
}
