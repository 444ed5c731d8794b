using EdgeRouter.Core.Errors;
using EdgeRouter.Engine.State;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Brings a state back from a snapshot and the journal behind it. Control plane.</summary>
public static class RouterRecovery
{
    /// <summary>Recovers: newest good snapshot, then every record behind it.</summary>
    /// <param name="state">A fresh state of the same setup.</param>
    /// <param name="directory">Folder of the journal.</param>
    /// <param name="snapshots">Snapshots beside it; null = none are kept.</param>
    /// <param name="lastSequence">The last record to apply, such as the last whole one.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="EdgeRouterException">ER50xx: the journal is damaged. ER1140: the snapshot is of another setup. ER1132: the journal has a hole. ER1133:
    /// the snapshot does not give its state. ER1134: the journal begins later. The state is then undefined.</exception>
    public static RecoveryResult Recover(RouterState state, string directory, SnapshotCatalog? snapshots, long lastSequence = long.MaxValue)
    {
        if (snapshots is not null && snapshots.TryLoadLatest(lastSequence, out long sequence, out byte[] bytes, out ulong hash))
        {
            long inputCount = SnapshotContent.Load(state, bytes, hash, sequence);
            return Apply(state, directory, new RecoveryResult(sequence, sequence, 0, inputCount, 0), lastSequence);
        }

        return Replay(state, directory, lastSequence);
    }

    /// <summary>Applies a journal from its start up to a record.</summary>
    /// <param name="state">A fresh state of the same setup.</param>
    /// <param name="directory">Folder of the journal.</param>
    /// <param name="lastSequence">The last record to apply.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="EdgeRouterException">ER50xx: the journal is damaged. ER1132: it has a hole. ER1134: it begins later.</exception>
    public static RecoveryResult Replay(RouterState state, string directory, long lastSequence) => Apply(state, directory, default, lastSequence);

    private static RecoveryResult Apply(RouterState state, string directory, RecoveryResult from, long lastSequence)
    {
        var fold = new StateFold(state);
        using var reader = new JournalReader(directory);
        long skipped = 0;
        long sequence = from.SnapshotSequence;
        if (sequence > 0)
        {
            reader.SeekTo(sequence + 1);
        }

        while (sequence < lastSequence && reader.TryRead(out JournalRecord record))
        {
            RequireNext(record.Sequence, sequence, directory);
            sequence = record.Sequence;
            skipped += ProtocolReader.Dispatch(record.Payload, ref fold) == ProtocolReadResult.Ok ? 0 : 1;
            RequireWhole(fold, sequence, directory);
        }

        long inputCount = fold.RecordCount > 0 ? fold.InputCount : from.InputCount;
        return new RecoveryResult(from.SnapshotSequence, sequence, fold.RecordCount, inputCount, skipped);
    }

    private static void RequireNext(long sequence, long before, string directory)
    {
        if (sequence != before + 1)
        {
            throw EdgeRouterException.BadInput(
                "ER1134", $"the journal {directory} begins with record {sequence} and no snapshot holds what came before; bring back its older segments or a snapshot");
        }
    }

    private static void RequireWhole(StateFold fold, long sequence, string directory)
    {
        if (fold.LostRecordCount > 0)
        {
            throw EdgeRouterException.BadInput(
                "ER1132",
                $"the journal {directory} lost {fold.LostRecordCount} records before record {sequence} (its disc was full) and the snapshot taken then is gone; bring that snapshot back");
        }
    }
}
