namespace EdgeRouter.Journal.Tests;

/// <summary>How a file operation fails.</summary>
internal enum Fault
{
    None,

    /// <summary>ENOSPC, nothing written.</summary>
    NoRoom,

    /// <summary>EIO, nothing written.</summary>
    Io,

    /// <summary>Two thirds written, then ENOSPC.</summary>
    ShortNoRoom,

    /// <summary>Two thirds written, then EIO.</summary>
    ShortIo,
}
