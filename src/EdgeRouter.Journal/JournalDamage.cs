using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>A damaged place in a journal.</summary>
/// <param name="Path">The segment.</param>
/// <param name="SegmentIndex">Its index.</param>
/// <param name="Offset">First damaged byte's record, bytes from the segment's start.</param>
/// <param name="LengthBytes">Bytes up to the next whole record, or to the segment's end.</param>
/// <param name="Sequence">First record lost here.</param>
/// <param name="NextSequence">First whole record behind the damage in the same segment; 0 when none follows.</param>
/// <param name="Error">What a reader reports here: ER5003 to ER5006, ER5035.</param>
public sealed record JournalDamage(
    string Path, uint SegmentIndex, long Offset, long LengthBytes, long Sequence, long NextSequence, EdgeRouterException Error);
