namespace EdgeRouter.Journal;

/// <summary>What reading a record came to.</summary>
internal enum ReadStatus
{
    /// <summary>A whole record.</summary>
    Record,

    /// <summary>The file ends where a record would begin.</summary>
    End,

    /// <summary>The file ends in bytes that are no whole record: a write that was cut short.</summary>
    Torn,

    /// <summary>Like <see cref="Torn"/>, but whole records of the same commit stand behind the damage.</summary>
    TornCommit,
}
