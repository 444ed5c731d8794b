namespace EdgeRouter.Engine;

/// <summary>Kinds of engine timers.</summary>
internal enum EngineTimerKind : byte
{
    /// <summary>A child was not answered, or its resting time is over.</summary>
    ChildTimeout = 0,

    /// <summary>A parent waits for a time.</summary>
    ParentRetry = 1,

    /// <summary>A parent's time is over.</summary>
    ParentExpiry = 2,

    /// <summary>A pegged parent's children may have been left behind.</summary>
    PegCheck = 3,
}
