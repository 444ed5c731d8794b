namespace EdgeRouter.Routing.States;

/// <summary>What a remembered execution id was. Values reach disk: they must only ever grow.</summary>
internal enum ExecutionEntryKind : byte
{
    /// <summary>A report that moved no shares.</summary>
    Other = 0,

    /// <summary>A fill as it was reported.</summary>
    Fill = 1,

    /// <summary>A fill that was corrected.</summary>
    Corrected = 2,

    /// <summary>A fill that was undone, booked before or not.</summary>
    Busted = 3,

    /// <summary>A correction: another name for the fill that it restated.</summary>
    Alias = 4,

    /// <summary>A fill that was corrected before it came: what to book when it does.</summary>
    Awaited = 5,
}
