namespace EdgeRouter.Engine;

/// <summary>What is due when a timer fires.</summary>
internal readonly record struct EngineTimer
{
    /// <summary>Engine time at which it fires.</summary>
    public long TimeNs { get; init; }

    /// <summary>Order of creation: equal times fire in it.</summary>
    public long Sequence { get; init; }

    /// <summary>What to do.</summary>
    public EngineTimerKind Kind { get; init; }

    /// <summary>Parent id or child id, by kind.</summary>
    public long OrderId { get; init; }

    /// <summary>Whether this fires before another.</summary>
    /// <param name="other">The other.</param>
    public bool IsBefore(in EngineTimer other) => TimeNs < other.TimeNs || (TimeNs == other.TimeNs && Sequence < other.Sequence);
}
