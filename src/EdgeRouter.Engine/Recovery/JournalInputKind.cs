namespace EdgeRouter.Engine.Recovery;

/// <summary>What a record of a journal means to a replay.</summary>
internal enum JournalInputKind : byte
{
    /// <summary>The engine wrote it: the replay must write it again.</summary>
    Output,

    /// <summary>A process began to write.</summary>
    SessionStart,

    /// <summary>The journal was closed in order.</summary>
    SessionEnd,

    /// <summary>A parent order came.</summary>
    Parent,

    /// <summary>A parent was to be cancelled.</summary>
    ParentCancel,

    /// <summary>A parent was to be changed.</summary>
    ParentReplace,

    /// <summary>A venue spoke.</summary>
    Report,

    /// <summary>Time passed.</summary>
    Timer,

    /// <summary>A control input.</summary>
    Control,

    /// <summary>Limits, reference data, statistics.</summary>
    Configuration,

    /// <summary>Scores were there.</summary>
    Scores,

    /// <summary>The journal could not be written: a control input that came between two decisions.</summary>
    StorageLost,

    /// <summary>What the process was set up to be.</summary>
    Setup,

    /// <summary>A market data packet.</summary>
    Packet,
}
