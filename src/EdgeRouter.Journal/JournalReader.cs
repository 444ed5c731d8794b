using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>Reads a journal forward, from the start or from a sequence, also while another process writes it. Moving from record to record allocates nothing;
/// opening the next segment does.</summary>
public sealed class JournalReader : IDisposable
{
    private readonly string _directory;
    private SegmentReader? _segment;
    private uint _nextIndex;
    private ulong? _journalId;

    /// <summary>Opens a journal at its first record.</summary>
    /// <param name="directory">Folder of the journal.</param>
    /// <exception cref="EdgeRouterException">ER5001, ER5003, ER5004, ER5005; ER5006: no journal there.</exception>
    public JournalReader(string directory)
    {
        _directory = directory;
        List<uint> segments = ListSegments();
        _nextIndex = segments[0];
        TryOpenNext();
    }

    /// <summary>Identity of the journal, as its segments state it; 0 before the first segment's header is whole.</summary>
    public ulong JournalId => _journalId ?? 0;

    /// <summary>When the segment being read was begun, ns since the Unix epoch.</summary>
    public long SegmentCreatedNs => _segment?.Header.CreatedNs ?? 0;

    /// <summary>The last record's sequence; 0 before the first.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Bytes behind the last whole record that are no whole record: a write cut short or under way. Set when <see cref="TryRead"/> returns false.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Whether <see cref="TryRead"/> has met damage: nothing more can be read.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Reads the next record. False at the end; a journal that is being written can be asked again.</summary>
    /// <param name="record">The record; valid until the next call.</param>
    /// <exception cref="EdgeRouterException">ER5003, ER5004, ER5005, ER5035: damage; every record before it has been read.</exception>
    public bool TryRead(out JournalRecord record)
    {
        try
        {
            return TryReadNext(out record);
        }
        catch (EdgeRouterException)
        {
            IsDamaged = true;
            throw;
        }
    }

    /// <summary>Moves so that the next record read is <paramref name="sequence"/>, or the first one after the end. Uses the sparse index where there is one.</summary>
    /// <param name="sequence">At or above the journal's first sequence.</param>
    /// <exception cref="EdgeRouterException">ER5003 to ER5006; ER5005 too when the journal begins after the sequence (its older segments were removed).</exception>
    public void SeekTo(long sequence)
    {
        List<uint> segments = ListSegments();
        Restart(FindSegment(segments, sequence));
        if (_segment is null)
            return;
        if (_segment.Header.FirstSequence > sequence)
            throw JournalErrors.Broken(_segment.Path, 0, $"record {sequence} is asked for, the journal begins with {_segment.Header.FirstSequence}");
        if (SegmentIndex.TryLoad(_segment.Path, _segment.Header, out SegmentIndex? index))
        {
            (long start, long offset) = index.Floor(sequence);
            _segment.MoveTo(offset, start);
            LastSequence = start - 1;
        }

        while (LastSequence < sequence - 1 && TryRead(out _))
        {
            // Reading moves LastSequence on.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _segment?.Dispose();

    private bool TryReadNext(out JournalRecord record)
    {
        record = default;
        TornBytes = 0;
        while (_segment is not null || TryOpenNext())
        {
            ReadStatus status = _segment!.Read(out record);
            if (status == ReadStatus.End && HasLaterSegment())
                status = _segment.Read(out record); // The writer may have appended and rolled between the two looks.
            if (status == ReadStatus.Record)
            {
                LastSequence = record.Sequence;
                return true;
            }

            if (!CanMoveOn(status) || !TryOpenNext())
                return false;
        }

        return false;
    }

    private bool HasLaterSegment() => File.Exists(JournalFolder.SegmentPath(_directory, _nextIndex));

    private bool CanMoveOn(ReadStatus status)
    {
        if (status == ReadStatus.TornCommit)
            throw JournalErrors.TornCommit(_segment!.Path, _segment.Position, _segment.NextSequence);
        if (!HasLaterSegment())
        {
            TornBytes = _segment!.LengthBytes - _segment.Position;
            return false;
        }

        return status == ReadStatus.End ? true : throw _segment!.UnfinishedError();
    }

    private List<uint> ListSegments()
    {
        List<uint> segments = JournalFolder.ListSegments(_directory);
        return segments.Count > 0 ? segments : throw JournalErrors.NotAJournal(_directory);
    }

    private void Restart(uint index)
    {
        _segment?.Dispose();
        _segment = null;
        LastSequence = 0;
        _nextIndex = index;
        TryOpenNext();
    }

    private uint FindSegment(List<uint> segments, long sequence)
    {
        for (int i = segments.Count - 1; i > 0; i--)
        {
            using SegmentReader? candidate = SegmentReader.TryOpen(JournalFolder.SegmentPath(_directory, segments[i]), segments[i], i == segments.Count - 1);
            if (candidate is not null && candidate.Header.FirstSequence <= sequence)
                return segments[i];
        }

        return segments[0];
    }

    private bool TryOpenNext()
    {
        string path = JournalFolder.SegmentPath(_directory, _nextIndex);
        bool isLast = !File.Exists(JournalFolder.SegmentPath(_directory, _nextIndex + 1));
        SegmentReader? next = SegmentReader.TryOpen(path, _nextIndex, isLast);
        if (next is null)
            return false;
        try
        {
            RequireContinuation(next);
        }
        catch
        {
            next.Dispose();
            throw;
        }

        _segment?.Dispose();
        _segment = next;
        _nextIndex++;
        _journalId = next.Header.JournalId;
        LastSequence = next.Header.FirstSequence - 1;
        return true;
    }

    private void RequireContinuation(SegmentReader next)
    {
        if (_journalId is { } id && id != next.Header.JournalId)
            throw JournalErrors.Broken(next.Path, 0, $"it belongs to journal {next.Header.JournalId:x16}, not {id:x16}");
        if (_segment is not null && next.Header.FirstSequence != _segment.NextSequence)
            throw JournalErrors.Broken(next.Path, 0, $"record {_segment.NextSequence} is due, the segment begins with {next.Header.FirstSequence}");
    }
}
