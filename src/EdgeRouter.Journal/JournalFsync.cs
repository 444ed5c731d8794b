namespace EdgeRouter.Journal;

/// <summary>When written records are forced to the device. A killed process loses nothing in any mode; a power loss does.</summary>
public enum JournalFsync
{
    /// <summary>Never: a power loss may lose or damage anything the system had not yet written back.</summary>
    None,

    /// <summary>At the end of every commit: what was committed survives a power loss.</summary>
    PerCommit,

    /// <summary>When a segment is full: a power loss may lose the last segment's records.</summary>
    OnRoll,
}
