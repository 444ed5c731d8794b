using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>Writes snapshots of the engine's state beside the journal that is being written, <c>snapshot-SEQUENCE.ers</c>, and loads the newest. Control plane.</summary>
/// <remarks>A snapshot never replaces records: it only saves their replay. It is written under another name, checksummed, forced to the device where the
/// journal is (<see cref="JournalFsync.PerCommit"/>, <see cref="JournalFsync.OnRoll"/>), and renamed: a file with its final name is whole, or the disc damaged it.</remarks>
public sealed class SnapshotStore
{
    /// <summary>Snapshots kept by default: the newest, and one more in case the disc damages it.</summary>
    public const int DefaultKeepCount = 2;

    private readonly JournalWriter _journal;
    private readonly IJournalFiles _files;
    private readonly SnapshotCatalog _catalog;
    private readonly int _keepCount;

    /// <summary>Joins the journal's writer. Removes what a killed process left half written.</summary>
    /// <param name="journal">Open; the caller keeps it.</param>
    /// <param name="keepCount">Good snapshots to keep, at least 1.</param>
    /// <exception cref="EdgeRouterException">ER5001: the folder cannot be read. ER5009: keepCount is out of range.</exception>
    public SnapshotStore(JournalWriter journal, int keepCount = DefaultKeepCount)
        : this(journal, keepCount, SystemFiles.Instance)
    {
    }

    internal SnapshotStore(JournalWriter journal, int keepCount, IJournalFiles files)
    {
        if (keepCount < 1)
            throw JournalErrors.BadOption($"{keepCount} snapshots to keep is below 1");
        _journal = journal;
        _keepCount = keepCount;
        _files = files;
        _catalog = new SnapshotCatalog(journal.Directory, journal.JournalId);
        foreach (string left in SnapshotFolder.Enumerate(journal.Directory, SnapshotFolder.TemporaryExtension))
            TryDelete(left);
    }

    /// <summary>The files that the last <see cref="TryLoadLatest"/> could not use, the newest first.</summary>
    public IReadOnlyList<SnapshotInfo> Skipped => _catalog.Skipped;

    /// <summary>Old or half-written files that could not be removed.</summary>
    public int LeftoverCount { get; private set; }

    private bool IsDurable => _journal.Fsync != JournalFsync.None;

    /// <inheritdoc cref="SnapshotCatalog.TryLoadLatest"/>
    public bool TryLoadLatest(long sequenceMax, out long sequence, out byte[] state, out ulong stateHash) =>
        _catalog.TryLoadLatest(sequenceMax, out sequence, out state, out stateHash);

    /// <summary>Saves a state and then removes what is older than the newest good snapshots to keep. After a failure earlier snapshots are as before.</summary>
    /// <param name="sequence">The last record whose effect the state holds; committed.</param>
    /// <param name="state">The state.</param>
    /// <param name="stateHash">Its hash.</param>
    /// <exception cref="ArgumentOutOfRangeException">The record is not committed: a crash would leave a snapshot of something that never was.</exception>
    /// <exception cref="EdgeRouterException">ER5030: it cannot be written.</exception>
    public void Save(long sequence, ReadOnlySpan<byte> state, ulong stateHash)
    {
        if (!TrySave(sequence, state, stateHash, out JournalFault fault))
            throw JournalErrors.SnapshotNotSaved(fault.Path, fault.Cause!);
    }

    /// <summary><see cref="Save"/> that does not throw when the disc fails. Saves nothing while the journal is impaired: the last room is the journal's.</summary>
    /// <param name="sequence">The last record whose effect the state holds; committed.</param>
    /// <param name="state">The state.</param>
    /// <param name="stateHash">Its hash.</param>
    /// <param name="fault">Why not.</param>
    /// <exception cref="ArgumentOutOfRangeException">The record is not committed.</exception>
    public bool TrySave(long sequence, ReadOnlySpan<byte> state, ulong stateHash, out JournalFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, _journal.CommittedSequence);
        string path = SnapshotFolder.PathOf(_journal.Directory, sequence);
        string temporary = path + SnapshotFolder.TemporaryExtension;
        fault = _journal.LastFault;
        if (_journal.Condition != JournalCondition.Good)
            return false;
        try
        {
            Write(temporary, new SnapshotFormat(SnapshotFormat.Version, _journal.JournalId, sequence, stateHash, state.Length, Crc32C.Compute(state)), state);
            _files.Move(temporary, path);
            if (IsDurable)
                _files.SyncDirectory(_journal.Directory);
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            fault = JournalFault.OfWrite(path, e);
            TryDelete(temporary);
            return false;
        }

        Prune();
        return true;
    }

    private void Write(string temporary, in SnapshotFormat header, ReadOnlySpan<byte> state)
    {
        Span<byte> bytes = stackalloc byte[SnapshotFormat.HeaderBytes];
        header.WriteTo(bytes);
        using IJournalFile file = _files.Create(temporary);
        file.Write(bytes, 0);
        if (!state.IsEmpty)
            file.Write(state, bytes.Length);
        if (IsDurable)
            file.Flush();
    }

    /// <summary>Removes what is older than the newest good ones. A file counts as good only after it was read back and checked.</summary>
    private void Prune()
    {
        IReadOnlyList<SnapshotInfo> all = _catalog.CheckAll(_journal.CommittedSequence);
        int good = 0;
        foreach (SnapshotInfo info in all)
        {
            if (good >= _keepCount && (info.IsGood || info.Problem!.Id == "ER5032"))
                TryDelete(info.Path);
            good += info.IsGood ? 1 : 0;
        }
    }

    // What cannot be removed now is tried again at the next snapshot or start; it costs room and nothing else.
    private void TryDelete(string path)
    {
        try
        {
            _files.Delete(path);
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            LeftoverCount++;
        }
    }
}
