namespace EdgeRouter.Engine;

/// <summary>Kinds of engine timers.</summary>
internal enum EngineTimerKind : byte
{
    /// <summary>A child was not answered, or its resting time is over.</summary>
    ChildTimeout = 0,

    /// <summary>A fill's midpoint is due.</summary>
    MarkOut = 1,

    /// <summary>A parent waits for a usable quote.</summary>
    ParentRetry = 2,

    /// <summary>A parent's horizon is over.</summary>
    ParentExpiry = 3,
}
