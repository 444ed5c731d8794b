namespace EdgeRouter.Journal;

/// <summary>What opening a journal for writing found.</summary>
/// <param name="IsNew">The folder held no journal.</param>
/// <param name="SegmentIndex">The segment that writing goes on in.</param>
/// <param name="Offset">Where in that segment writing goes on, bytes.</param>
/// <param name="LastSequence">The last whole record's sequence; 0 when there is none.</param>
/// <param name="CutBytes">Bytes of a torn tail that were cut off behind <paramref name="Offset"/>; 0 after a clean end.</param>
public readonly record struct JournalRecovery(bool IsNew, uint SegmentIndex, long Offset, long LastSequence, long CutBytes)
{
    /// <summary>Whether a torn tail was found and cut.</summary>
    public bool WasTorn => CutBytes > 0;
}
