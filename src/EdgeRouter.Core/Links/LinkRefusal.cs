namespace EdgeRouter.Core.Links;

/// <summary>Why one end of a link cannot go on with the other. Values reach the wire: they must only ever grow.</summary>
public enum LinkRefusal : byte
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>The other end is not what was expected there: two ends are configured to the same place.</summary>
    WrongTier = 1,

    /// <summary>The other end's journal is not the one whose messages were taken before.</summary>
    WrongJournal = 2,

    /// <summary>More was taken than the other end's journal holds: it lost records, or an older copy of it was put back.</summary>
    JournalBehind = 3,

    /// <summary>The journal does not hold any more what the other end lacks, or it cannot be read.</summary>
    JournalGone = 4,
}
