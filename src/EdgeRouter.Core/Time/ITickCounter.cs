namespace EdgeRouter.Core.Time;

/// <summary>A monotonic counter for measuring durations; never an input to a decision.</summary>
public interface ITickCounter
{
    /// <summary>The counter now.</summary>
    long Ticks { get; }

    /// <summary>Nanoseconds per tick.</summary>
    double NsPerTick { get; }
}
