namespace EdgeRouter.Engine.Recovery;

/// <summary>What a recovery found.</summary>
/// <param name="SnapshotSequence">The last record that the snapshot included; 0 = there was none.</param>
/// <param name="LastSequence">The last record applied.</param>
/// <param name="RecordCount">Records applied after the snapshot.</param>
/// <param name="InputCount">Packets that the engine had taken before the last record.</param>
/// <param name="SkippedCount">Records that this program does not know; an older program reads a newer one's journal.</param>
public readonly record struct RecoveryResult(long SnapshotSequence, long LastSequence, long RecordCount, long InputCount, long SkippedCount);
