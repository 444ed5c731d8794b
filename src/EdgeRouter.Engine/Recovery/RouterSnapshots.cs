using EdgeRouter.Core.State;
using EdgeRouter.Engine.State;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Saves a router's state beside its journal, so that a restart need not fold the whole of it. Control plane, on the engine's thread between two
/// inputs.</summary>
public sealed class RouterSnapshots
{
    private readonly SnapshotStore _store;
    private readonly long _intervalRecords;
    private readonly StateWriter _state = new(1 << 16);
    private readonly StateWriter _scratch = new(1 << 16);
    private long _lastSequence;

    /// <summary>Joins the store.</summary>
    /// <param name="store">Beside the journal.</param>
    /// <param name="intervalRecords">Records between two snapshots, at least 1.</param>
    public RouterSnapshots(SnapshotStore store, long intervalRecords)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intervalRecords, 1);
        _store = store;
        _intervalRecords = intervalRecords;
    }

    /// <summary>Snapshots saved.</summary>
    public long SavedCount { get; private set; }

    /// <summary>Snapshots that could not be saved.</summary>
    public long FailedCount { get; private set; }

    /// <summary>Why the last one could not be saved.</summary>
    public JournalFault LastFault { get; private set; }

    /// <summary>Whether the next snapshot is due.</summary>
    /// <param name="sequence">The journal's last record.</param>
    public bool IsDue(long sequence) => sequence - _lastSequence >= _intervalRecords;

    /// <summary>Saves a state.</summary>
    /// <param name="state">The state, between two inputs.</param>
    /// <param name="inputCount">Packets that the engine has taken.</param>
    /// <param name="sequence">The last record whose effect the state holds; committed.</param>
    /// <returns>Whether it was saved; what was saved before is there all the same.</returns>
    public bool TrySave(RouterState state, long inputCount, long sequence)
    {
        SnapshotContent.Write(_state, state, inputCount);
        bool isSaved = _store.TrySave(sequence, _state.Written, state.HashWith(_scratch), out JournalFault fault);
        LastFault = fault;
        _lastSequence = sequence;
        SavedCount += isSaved ? 1 : 0;
        FailedCount += isSaved ? 0 : 1;
        return isSaved;
    }
}
