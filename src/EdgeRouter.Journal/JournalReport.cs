namespace EdgeRouter.Journal;

/// <summary>What a whole journal holds and where it is damaged.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="JournalId">Identity; 0 when no segment's header is readable.</param>
/// <param name="Segments">All segments in order.</param>
/// <param name="Damages">Damaged places in order; empty for a whole journal.</param>
/// <param name="TornBytes">Bytes of a write that was cut short at the very end: no damage, the next writer cuts them.</param>
/// <param name="TornOffset">Where they begin in the last segment.</param>
/// <param name="LastUsableSequence">The last record that a reader gets before it stops at damage or at the end; 0 for none.</param>
/// <param name="Snapshots">Snapshots and whether they are good, the newest first.</param>
public sealed record JournalReport(
    string Directory,
    ulong JournalId,
    IReadOnlyList<SegmentReport> Segments,
    IReadOnlyList<JournalDamage> Damages,
    long TornBytes,
    long TornOffset,
    long LastUsableSequence,
    IReadOnlyList<SnapshotInfo> Snapshots)
{
    /// <summary>Whole records, also those behind damage.</summary>
    public long RecordCount => Segments.Sum(segment => segment.RecordCount);

    /// <summary>The first whole record's sequence; 0 when there is none.</summary>
    public long FirstSequence => Segments.Where(segment => segment.RecordCount > 0).Select(segment => segment.FirstSequence).FirstOrDefault();

    /// <summary>The last whole record's sequence, also behind damage; 0 when there is none.</summary>
    public long LastSequence => Segments.Where(segment => segment.RecordCount > 0).Select(segment => segment.LastSequence).LastOrDefault();

    /// <summary>Whether no record is damaged or missing. Damaged snapshots do not count: they only save time.</summary>
    public bool IsWhole => Damages.Count == 0;
}
