using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>Reads one segment forward and tells a clean end, a torn tail and damage apart. Allocates only when it is made.</summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly SegmentFile _file;
    private readonly SegmentHeader _header;

    private SegmentReader(SegmentFile file, in SegmentHeader header)
    {
        _file = file;
        _header = header;
        Position = JournalFormat.SegmentHeaderBytes;
        NextSequence = header.FirstSequence;
    }

    public SegmentHeader Header => _header;

    public string Path => _file.Path;

    public long LengthBytes => _file.LengthBytes;

    /// <summary>Offset of the next record.</summary>
    public long Position { get; private set; }

    /// <summary>Sequence that the next record must have.</summary>
    public long NextSequence { get; private set; }

    /// <summary>Opens a segment; null when its header was never wholly written, which only the last segment of a journal can be excused for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="index">The index that its name states.</param>
    /// <param name="isLast">Whether no later segment exists.</param>
    /// <exception cref="EdgeRouterException">ER5001, ER5003, ER5004, ER5005, ER5006.</exception>
    public static SegmentReader? TryOpen(string path, uint index, bool isLast)
    {
        SegmentFile file;
        try
        {
            file = new SegmentFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw JournalErrors.FolderUnusable(path, e);
        }

        try
        {
            return ReadHeader(file, index, isLast, out SegmentHeader header) ? new SegmentReader(file, header) : Close(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next record and moves behind it; any other status leaves the position where it is.</summary>
    /// <param name="record">The record.</param>
    /// <exception cref="EdgeRouterException">ER5003: needs a newer build. ER5004: damage with whole records behind it. ER5005: a sequence is missing.</exception>
    public ReadStatus Read(out JournalRecord record)
    {
        record = default;
        ReadOnlySpan<byte> head = _file.Peek(Position, JournalFormat.RecordHeaderBytes);
        if (head.IsEmpty)
            return ReadStatus.End;
        if (head.Length < JournalFormat.RecordHeaderBytes)
            return ReadStatus.Torn;
        if (!RecordHeader.TryRead(head, _header, Position, out RecordHeader header))
            return JudgeDamage();
        RequireSane(header);
        int bytes = JournalFormat.RecordBytes((int)header.PayloadBytes);
        ReadOnlySpan<byte> whole = _file.Peek(Position, bytes);
        if (whole.Length < bytes)
            return ReadStatus.Torn;
        if (!header.Covers(whole[JournalFormat.RecordHeaderBytes..]))
            return JudgeDamage();
        record = new JournalRecord(header, _header.SegmentIndex, Position, whole.Slice(JournalFormat.RecordHeaderBytes, (int)header.PayloadBytes));
        Position += bytes;
        NextSequence++;
        return ReadStatus.Record;
    }

    /// <summary>Starts again at a known record, as an index names it.</summary>
    /// <param name="position">Offset of a record.</param>
    /// <param name="sequence">Its sequence.</param>
    public void MoveTo(long position, long sequence)
    {
        Position = position;
        NextSequence = sequence;
    }

    /// <summary>Moves to the first whole record behind damage: for reports on what is left, never for recovery.</summary>
    /// <returns>False when no whole record follows; the position stays.</returns>
    public bool TrySkipDamage()
    {
        long end = _file.LengthBytes - JournalFormat.RecordHeaderBytes;
        for (long offset = Position; offset <= end; offset += JournalFormat.AlignmentBytes)
        {
            // A whole record right here is one of a later sequence, or one that needs a newer build.
            if (IsWholeRecord(offset, out RecordHeader header) && (offset > Position || header.Sequence > NextSequence))
            {
                MoveTo(offset, header.Sequence);
                return true;
            }
        }

        return false;
    }

    /// <summary>Damage at the current position: an error, for a reader that knows that the segment was finished.</summary>
    public EdgeRouterException UnfinishedError() => JournalErrors.Corrupt(Path, Position, NextSequence, "an incomplete end although a later segment follows");

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static SegmentReader? Close(SegmentFile file)
    {
        file.Dispose();
        return null;
    }

    private static bool ReadHeader(SegmentFile file, uint index, bool isLast, out SegmentHeader header)
    {
        ReadOnlySpan<byte> bytes = file.Peek(0, JournalFormat.SegmentHeaderBytes);
        if (!SegmentHeader.TryRead(bytes, out header))
        {
            if (isLast && file.LengthBytes <= JournalFormat.SegmentHeaderBytes)
                return false;
            throw SegmentHeader.HasMagic(bytes) ? JournalErrors.CorruptHeader(file.Path) : JournalErrors.NotASegment(file.Path);
        }

        if (header.Version > JournalFormat.Version)
            throw JournalErrors.Newer(file.Path, header.Version);
        if ((header.Flags & JournalFormat.MandatorySegmentFlags) != 0)
            throw JournalErrors.UnknownFlags(file.Path, 0, header.Flags);
        if (header.SegmentIndex != index)
            throw JournalErrors.Broken(file.Path, 0, $"its header says segment {header.SegmentIndex}");
        return true;
    }

    private void RequireSane(in RecordHeader header)
    {
        if (header.PayloadBytes > JournalFormat.PayloadBytesMax)
            throw JournalErrors.Corrupt(Path, Position, header.Sequence, $"a payload of {header.PayloadBytes} bytes, over the format's limit");
        if ((header.Flags & JournalFormat.MandatoryRecordFlags) != 0)
            throw JournalErrors.UnknownFlags(Path, Position, header.Flags);
        if (header.Sequence != NextSequence)
            throw JournalErrors.Broken(Path, Position, $"record {NextSequence} is due, record {header.Sequence} stands there");
    }

    /// <summary>The bytes here are no whole record. Whole records behind them decide what that means; one pass over the rest of the segment.</summary>
    private ReadStatus JudgeDamage()
    {
        ReadStatus status = ReadStatus.Torn;
        long end = _file.LengthBytes - JournalFormat.RecordHeaderBytes;
        for (long offset = Position + JournalFormat.AlignmentBytes; offset <= end; offset += JournalFormat.AlignmentBytes)
        {
            if (!IsWholeRecord(offset, out RecordHeader header))
                continue;
            if (header.CommitStart > Position)
                throw JournalErrors.Corrupt(Path, Position, NextSequence, $"a wrong checksum, yet record {header.Sequence} of a later commit is whole");
            status = ReadStatus.TornCommit;
        }

        _file.Forget();
        return status;
    }

    private bool IsWholeRecord(long offset, out RecordHeader header)
    {
        if (!RecordHeader.TryRead(_file.Peek(offset, JournalFormat.RecordHeaderBytes), _header, offset, out header)
            || header.PayloadBytes > JournalFormat.PayloadBytesMax || header.Sequence < NextSequence)
        {
            return false;
        }

        int bytes = JournalFormat.RecordBytes((int)header.PayloadBytes);
        ReadOnlySpan<byte> whole = _file.Peek(offset, bytes);
        return whole.Length == bytes && header.Covers(whole[JournalFormat.RecordHeaderBytes..]);
    }
}
