using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>Reads the snapshots beside a journal; changes nothing. Control plane.</summary>
/// <param name="directory">Folder of the journal.</param>
/// <param name="journalId">Identity of the journal: snapshots of another one are refused.</param>
public sealed class SnapshotCatalog(string directory, ulong journalId)
{
    /// <summary>The files that the last <see cref="TryLoadLatest"/> could not use, the newest first: ER5032, ER5034, ER5035.</summary>
    public IReadOnlyList<SnapshotInfo> Skipped { get; private set; } = [];

    /// <summary>Loads the newest snapshot that is whole and not beyond a record. Damaged ones are skipped and listed in <see cref="Skipped"/>.</summary>
    /// <param name="sequenceMax">The last record that may be used, such as the journal's last whole one.</param>
    /// <param name="sequence">The last record whose effect the state holds; replay goes on with the next one.</param>
    /// <param name="state">The state as it was saved.</param>
    /// <param name="stateHash">Its hash as it was saved.</param>
    /// <returns>False when there is none: replay from the journal's first record.</returns>
    /// <exception cref="EdgeRouterException">ER5001: the folder cannot be read. ER5031: newer format. ER5033: another journal's snapshot.</exception>
    public bool TryLoadLatest(long sequenceMax, out long sequence, out byte[] state, out ulong stateHash)
    {
        var skipped = new List<SnapshotInfo>();
        Skipped = skipped;
        foreach (long candidate in SnapshotFolder.List(directory))
        {
            SnapshotInfo info = Load(candidate, sequenceMax, out state);
            if (info.IsGood)
            {
                (sequence, stateHash) = (candidate, info.StateHash);
                return true;
            }

            if (info.Problem!.Id is "ER5031" or "ER5033")
                throw info.Problem;
            skipped.Add(info);
        }

        (sequence, state, stateHash) = (0, [], 0);
        return false;
    }

    /// <summary>Reads and checks every snapshot, the newest first.</summary>
    /// <param name="sequenceMax">The last record that may be used.</param>
    /// <exception cref="EdgeRouterException">ER5001: the folder cannot be read.</exception>
    public IReadOnlyList<SnapshotInfo> CheckAll(long sequenceMax) =>
        [.. SnapshotFolder.List(directory).Select(sequence => Load(sequence, sequenceMax, out _))];

    private SnapshotInfo Load(long sequence, long sequenceMax, out byte[] state)
    {
        state = [];
        string path = SnapshotFolder.PathOf(directory, sequence);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            return new SnapshotInfo(path, sequence, 0, 0, JournalErrors.Unreadable(path, 0, e));
        }

        EdgeRouterException? problem = Judge(path, bytes, sequence, out ulong stateHash);
        if (problem is null && sequence > sequenceMax)
            problem = JournalErrors.SnapshotBeyond(path, sequence, sequenceMax);
        if (problem is null)
            state = bytes[SnapshotFormat.HeaderBytes..];
        return new SnapshotInfo(path, sequence, bytes.Length, stateHash, problem);
    }

    private EdgeRouterException? Judge(string path, ReadOnlySpan<byte> bytes, long sequence, out ulong stateHash)
    {
        stateHash = 0;
        if (!SnapshotFormat.TryRead(bytes, out SnapshotFormat header))
            return JournalErrors.SnapshotDamaged(path, "its first 64 bytes are no whole snapshot header");
        if (header.FormatVersion > SnapshotFormat.Version)
            return JournalErrors.SnapshotNewer(path, header.FormatVersion);
        if (header.JournalId != journalId)
            return JournalErrors.SnapshotForeign(path, header.JournalId, journalId);
        if (header.Sequence != sequence)
            return JournalErrors.SnapshotDamaged(path, $"its header says record {header.Sequence}");
        ReadOnlySpan<byte> state = bytes[SnapshotFormat.HeaderBytes..];
        if (state.Length != header.StateBytes)
            return JournalErrors.SnapshotDamaged(path, $"it holds {state.Length} bytes of state, its header says {header.StateBytes}");
        if (Crc32C.Compute(state) != header.StateCrc)
            return JournalErrors.SnapshotDamaged(path, "the checksum of its state is wrong");
        stateHash = header.StateHash;
        return null;
    }
}
