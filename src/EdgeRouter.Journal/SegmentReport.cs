namespace EdgeRouter.Journal;

/// <summary>What one segment holds.</summary>
/// <param name="Path">The file.</param>
/// <param name="SegmentIndex">Its index.</param>
/// <param name="LengthBytes">The file's length.</param>
/// <param name="RecordCount">Whole records.</param>
/// <param name="FirstSequence">The first whole record's sequence; 0 when there is none.</param>
/// <param name="LastSequence">The last whole record's sequence; 0 when there is none.</param>
/// <param name="CreatedNs">When it was begun, ns since the Unix epoch, UTC; 0 when its header is not readable.</param>
public sealed record SegmentReport(
    string Path, uint SegmentIndex, long LengthBytes, long RecordCount, long FirstSequence, long LastSequence, long CreatedNs);
