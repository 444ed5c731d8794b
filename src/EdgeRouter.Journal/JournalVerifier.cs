using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>Reads a whole journal, on behind damage too, and reports what is there. Changes nothing; also beside a writer. Control plane.</summary>
public sealed class JournalVerifier
{
    private const int ProgressRecords = 1 << 16;
    private readonly string _directory;
    private readonly IProgress<long>? _progress;
    private readonly List<SegmentReport> _segments = [];
    private readonly List<JournalDamage> _damages = [];
    private ulong? _journalId;
    private long _recordCount;
    private long _tornBytes;
    private long _tornOffset;
    private long _lastUsable;
    private long _nextSequence;

    private JournalVerifier(string directory, IProgress<long>? progress)
    {
        _directory = directory;
        _progress = progress;
    }

    /// <summary>Verifies a journal.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="progress">Takes the number of records read so far, now and then.</param>
    /// <exception cref="EdgeRouterException">ER5001: the folder cannot be read. ER5006: no journal there.</exception>
    public static JournalReport Verify(string directory, IProgress<long>? progress = null) => new JournalVerifier(directory, progress).Run();

    private JournalReport Run()
    {
        List<uint> indices = JournalFolder.FindSegments(_directory);
        if (indices.Count == 0)
            throw JournalErrors.NotAJournal(_directory);
        foreach (uint index in indices)
            VerifySegment(JournalFolder.SegmentPath(_directory, index), index, index == indices[^1]);
        IReadOnlyList<SnapshotInfo> snapshots = new SnapshotCatalog(_directory, _journalId ?? 0).CheckAll(_lastUsable);
        return new JournalReport(_directory, _journalId ?? 0, _segments, _damages, _tornBytes, _tornOffset, _lastUsable, snapshots);
    }

    private void VerifySegment(string path, uint index, bool isLast)
    {
        SegmentReader? reader = null;
        try
        {
            reader = SegmentReader.TryOpen(path, index, isLast);
        }
        catch (EdgeRouterException e)
        {
            long lengthBytes = LengthOf(path);
            _damages.Add(new JournalDamage(path, index, 0, lengthBytes, _nextSequence, 0, e));
            _segments.Add(new SegmentReport(path, index, lengthBytes, 0, 0, 0, 0));
            return;
        }

        if (reader is null)
        {
            _tornBytes = LengthOf(path);
            _segments.Add(new SegmentReport(path, index, _tornBytes, 0, 0, 0, 0));
            return;
        }

        using (reader)
            ReadSegment(reader, index, isLast);
    }

    private void ReadSegment(SegmentReader reader, uint index, bool isLast)
    {
        CheckChain(reader, index);
        long count = 0;
        long first = 0;
        long last = 0;
        while (TryReadOn(reader, index, isLast, out long sequence))
        {
            first = count++ == 0 ? sequence : first;
            last = sequence;
            if (_damages.Count == 0)
                _lastUsable = sequence;
            if (++_recordCount % ProgressRecords == 0)
                _progress?.Report(_recordCount);
        }

        _nextSequence = reader.NextSequence;
        _segments.Add(new SegmentReport(reader.Path, index, reader.LengthBytes, count, first, last, reader.Header.CreatedNs));
    }

    private void CheckChain(SegmentReader reader, uint index)
    {
        SegmentHeader header = reader.Header;
        if (_journalId is { } id && id != header.JournalId)
            AddGap(reader, index, $"it belongs to journal {header.JournalId:x16}, not {id:x16}");
        else if (_nextSequence != 0 && header.FirstSequence != _nextSequence)
            AddGap(reader, index, $"record {_nextSequence} is due, the segment begins with {header.FirstSequence}");
        _journalId ??= header.JournalId;
    }

    private void AddGap(SegmentReader reader, uint index, string what) => _damages.Add(new JournalDamage(
        reader.Path, index, 0, 0, _nextSequence, reader.Header.FirstSequence, JournalErrors.Broken(reader.Path, 0, what)));

    /// <summary>The next whole record, also behind damage, which is noted.</summary>
    private bool TryReadOn(SegmentReader reader, uint index, bool isLast, out long sequence)
    {
        // Each damage moves the reader on by at least one record, so the loop ends with the segment.
        while (true)
        {
            EdgeRouterException? error = TryRead(reader, isLast, out ReadStatus status, out sequence);
            if (status == ReadStatus.Record)
                return true;
            if (error is null)
            {
                NoteEnd(reader, status);
                return false;
            }

            if (!NoteDamage(reader, index, error))
                return false;
        }
    }

    private static EdgeRouterException? TryRead(SegmentReader reader, bool isLast, out ReadStatus status, out long sequence)
    {
        sequence = reader.NextSequence;
        try
        {
            status = reader.Read(out _);
        }
        catch (EdgeRouterException e)
        {
            status = ReadStatus.TornCommit;
            return e;
        }

        if (status == ReadStatus.TornCommit)
            return JournalErrors.TornCommit(reader.Path, reader.Position, reader.NextSequence);
        return status == ReadStatus.Torn && !isLast ? reader.UnfinishedError() : null;
    }

    private void NoteEnd(SegmentReader reader, ReadStatus status)
    {
        if (status == ReadStatus.Torn)
            (_tornBytes, _tornOffset) = (reader.LengthBytes - reader.Position, reader.Position);
    }

    private bool NoteDamage(SegmentReader reader, uint index, EdgeRouterException error)
    {
        long offset = reader.Position;
        long sequence = reader.NextSequence;
        bool goesOn = TrySkip(reader);
        long endOffset = goesOn ? reader.Position : reader.LengthBytes;
        _damages.Add(new JournalDamage(reader.Path, index, offset, endOffset - offset, sequence, goesOn ? reader.NextSequence : 0, error));
        return goesOn;
    }

    // A device that cannot read a place is not asked for what lies behind it.
    private static bool TrySkip(SegmentReader reader)
    {
        try
        {
            return reader.TrySkipDamage();
        }
        catch (EdgeRouterException)
        {
            return false;
        }
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
