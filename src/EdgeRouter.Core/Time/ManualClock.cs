namespace EdgeRouter.Core.Time;

/// <summary>A clock that shows what it was last set to: replay, simulation and tests.</summary>
public sealed class ManualClock : IClock
{
    /// <inheritdoc/>
    public long NowNs { get; set; }
}
