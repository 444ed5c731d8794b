namespace EdgeRouter.Journal;

/// <summary>Why the journal could not write.</summary>
public enum JournalFaultKind
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>The disc or the quota is full. The bytes are kept in the buffer and may be written when there is room.</summary>
    NoRoom,

    /// <summary>Writing failed for another reason, such as a device error. The bytes are kept in the buffer and may be written again.</summary>
    WriteFailed,

    /// <summary>Forcing to the device failed, so the system may have dropped what it held; or a half-made segment could not be removed. Final: nothing more is
    /// written; restart and recover.</summary>
    FlushFailed,
}
