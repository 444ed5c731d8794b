using EdgeRouter.Core.State;
using EdgeRouter.Engine.State;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Brings a state back from a snapshot and the journal behind it.</summary>
public static class RouterRecovery
{
    /// <summary>Recovers: newest good snapshot, then every record behind it.</summary>
    /// <param name="state">A fresh state of the same setup.</param>
    /// <param name="directory">Folder of the journal.</param>
    /// <param name="snapshots">Snapshots beside it; null = none are kept.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="Core.Errors.EdgeRouterException">ER50xx: the journal is damaged; ER1140: the snapshot is of another setup.</exception>
    public static RecoveryResult Recover(RouterState state, string directory, SnapshotCatalog? snapshots)
    {
        long sequence = 0;
        if (snapshots is not null && snapshots.TryLoadLatest(long.MaxValue, out sequence, out byte[] bytes, out _))
        {
            var reader = new StateReader(bytes);
            state.Load(ref reader);
        }

        return Apply(state, directory, sequence, long.MaxValue);
    }

    /// <summary>Applies a journal from its start up to a record.</summary>
    /// <param name="state">A fresh state of the same setup.</param>
    /// <param name="directory">Folder of the journal.</param>
    /// <param name="lastSequence">The last record to apply.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="Core.Errors.EdgeRouterException">ER50xx: the journal is damaged.</exception>
    public static RecoveryResult Replay(RouterState state, string directory, long lastSequence) =>
        Apply(state, directory, 0, lastSequence);

    private static RecoveryResult Apply(RouterState state, string directory, long afterSequence, long lastSequence)
    {
        var fold = new StateFold(state);
        using var reader = new JournalReader(directory);
        long skipped = 0;
        long sequence = afterSequence;
        if (afterSequence > 0)
        {
            reader.SeekTo(afterSequence + 1);
        }

        while (sequence < lastSequence && reader.TryRead(out JournalRecord record))
        {
            sequence = record.Sequence;
            skipped += ProtocolReader.Dispatch(record.Payload, ref fold) == ProtocolReadResult.Ok ? 0 : 1;
        }

        return new RecoveryResult(afterSequence, sequence, fold.RecordCount, fold.InputCount, skipped);
    }
}
