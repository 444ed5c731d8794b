using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Journal;

/// <summary>Appends records to a journal. One thread; one writer a journal, held by a file lock. <see cref="Append(ReadOnlySpan{byte}, ushort)"/> copies
/// into a buffer and allocates nothing; <see cref="Commit"/> writes the buffer and, in <see cref="JournalFsync.PerCommit"/>, forces it to the device.</summary>
/// <remarks>Two ways to use it. <see cref="Reserve"/>, <see cref="Append(ReadOnlySpan{byte}, ushort)"/> and <see cref="Commit"/> throw when the disc fails: for
/// tools. <see cref="TryReserve"/>, <see cref="TryCommit"/> and <see cref="TryRecover"/> never throw for that: for the router, which goes on cancelling while
/// the disc is full. What could not be written stays in the buffer, in order, and is written by a later call to the same place: nothing is lost or doubled.</remarks>
public sealed class JournalWriter : IDisposable
{
    private readonly FileStream _lock;
    private readonly JournalOptions _options;
    private readonly IClock _clock;
    private readonly IJournalFiles _files;
    private readonly SpareFile _spare;
    private readonly byte[] _buffer;
    private readonly SegmentIndex _index;
    private SegmentAppender _segment;
    private int _bufferedBytes;
    private int _reservedBytes;
    private uint _commitStart;

    private JournalWriter(
        FileStream journalLock, JournalOptions options, IClock clock, IJournalFiles files, in JournalRecovery recovery, SegmentAppender segment)
    {
        _lock = journalLock;
        _options = options;
        _clock = clock;
        _files = files;
        _spare = new SpareFile(files, options.Directory, options.SpareBytes);
        _segment = segment;
        _buffer = GC.AllocateArray<byte>(options.BufferBytes, pinned: true);
        _index = new SegmentIndex(options.SegmentBytes);
        long room = Math.Min(options.BufferBytes, options.SegmentBytes - JournalFormat.SegmentHeaderBytes) & ~(JournalFormat.AlignmentBytes - 1L);
        PayloadBytesMax = (int)Math.Min(JournalFormat.PayloadBytesMax, room - JournalFormat.RecordHeaderBytes);
        Recovery = recovery;
        CommittedSequence = recovery.LastSequence;
        NextSequence = recovery.LastSequence + 1;
        DurableSequence = options.Fsync == JournalFsync.None ? 0 : recovery.LastSequence;
        _commitStart = (uint)segment.LengthBytes;
        if (!_spare.TryMake(out JournalFault fault))
            Impair(fault);
    }

    /// <summary>What was found when the journal was opened.</summary>
    public JournalRecovery Recovery { get; }

    /// <summary>Snapshots of records that the journal no longer holds, under the names that opening gave them: it will use their sequences again.</summary>
    public IReadOnlyList<string> SnapshotsSetAside { get; private init; } = [];

    /// <summary>Identity of the journal.</summary>
    public ulong JournalId => _segment.Header.JournalId;

    /// <summary>The sequence that the next record will get.</summary>
    public long NextSequence { get; private set; }

    /// <summary>The last sequence that a commit has confirmed, with what <see cref="JournalOptions.Fsync"/> promises for it.</summary>
    public long CommittedSequence { get; private set; }

    /// <summary>The last sequence known to be on the device. Moves with every commit in <see cref="JournalFsync.PerCommit"/>, with every ended segment in
    /// <see cref="JournalFsync.OnRoll"/>, never in <see cref="JournalFsync.None"/>.</summary>
    public long DurableSequence { get; private set; }

    /// <summary>How the writing side stands; <see cref="JournalCondition.Impaired"/> also when a disc without room for the spare file was found at opening.</summary>
    public JournalCondition Condition { get; private set; }

    /// <summary>The last failed write; <see cref="JournalFaultKind.None"/> when the condition is good.</summary>
    public JournalFault LastFault { get; private set; }

    /// <summary>Whether the journal forces anything to the device, and when.</summary>
    public JournalFsync Fsync => _options.Fsync;

    /// <summary>The journal's folder.</summary>
    public string Directory => _options.Directory;

    /// <summary>Index files that could not be written; an index is only a cache.</summary>
    public int IndexFailureCount { get; private set; }

    /// <summary>Largest payload of this journal's records, bytes.</summary>
    public int PayloadBytesMax { get; }

    /// <summary>Opens or makes a journal: takes its lock, checks every segment's header and the last segments' records, cuts a torn tail, and
    /// sets aside snapshots of records that are lost (<see cref="SnapshotsSetAside"/>).</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="clock">Stamps new segments.</param>
    /// <exception cref="EdgeRouterException">ER5001: folder not usable. ER5002: locked. ER5003: newer version. ER5004: damaged. ER5005: a part is missing.
    /// ER5007: cannot write. ER5009: an option is out of range.</exception>
    public static JournalWriter Open(JournalOptions options, IClock clock) => Open(options, clock, SystemFiles.Instance);

    // Only writing goes through the files given; reading and the lock are the system's.
    internal static JournalWriter Open(JournalOptions options, IClock clock, IJournalFiles files)
    {
        options.RequireValid();
        FileStream journalLock = JournalFolder.Lock(options.Directory);
        try
        {
            (JournalRecovery recovery, SegmentAppender segment) = JournalOpener.Open(options, clock.NowNs, files);
            IReadOnlyList<string> aside = SnapshotFolder.SetAside(files, options.Directory, recovery.LastSequence);
            var writer = new JournalWriter(journalLock, options, clock, files, recovery, segment) { SnapshotsSetAside = aside };
            SegmentIndexer.Fill(writer._index, segment);
            return writer;
        }
        catch
        {
            journalLock.Dispose();
            throw;
        }
    }

    /// <summary>Appends one record. When the buffer is full it is written out early; when the segment is full a new one is begun.</summary>
    /// <param name="payload">Up to <see cref="PayloadBytesMax"/> bytes; copied.</param>
    /// <param name="payloadType">What the payload is.</param>
    /// <returns>The record's sequence.</returns>
    /// <exception cref="EdgeRouterException">ER5007: writing failed. ER5008: payload too large.</exception>
    public long Append(ReadOnlySpan<byte> payload, ushort payloadType = JournalFormat.ProtocolPayload)
    {
        payload.CopyTo(Reserve(payload.Length));
        return AppendReserved(payload.Length, payloadType);
    }

    /// <summary>Room for a payload inside the buffer, to encode into without a copy. Finish it with <see cref="AppendReserved"/>; asking again forgets it.</summary>
    /// <param name="payloadBytesMax">The most that will be used.</param>
    /// <exception cref="EdgeRouterException">ER5007: writing failed. ER5008: payload too large.</exception>
    public Span<byte> Reserve(int payloadBytesMax)
    {
        if ((uint)payloadBytesMax > (uint)PayloadBytesMax)
            throw JournalErrors.PayloadTooLarge(payloadBytesMax, PayloadBytesMax);
        if (Condition != JournalCondition.Good && _bufferedBytes == 0 && !TryRecover(out JournalFault fault))
            throw fault.ToError();
        return TryReserve(payloadBytesMax, out Span<byte> target) ? target : throw LastFault.ToError();
    }

    /// <summary><see cref="Reserve"/> that never throws. A full segment that cannot be ended because the disc is full is gone on in, over its size.</summary>
    /// <param name="payloadBytesMax">The most that will be used.</param>
    /// <param name="target">The room; empty when there is none.</param>
    /// <returns>False when the buffer is full and cannot be written, after a failed flush, or for more than <see cref="PayloadBytesMax"/>.</returns>
    public bool TryReserve(int payloadBytesMax, out Span<byte> target)
    {
        target = default;
        _reservedBytes = 0;
        if ((uint)payloadBytesMax > (uint)PayloadBytesMax || !TryMakeRoom(JournalFormat.RecordBytes(payloadBytesMax)))
            return false;
        _reservedBytes = payloadBytesMax;
        target = _buffer.AsSpan(_bufferedBytes + JournalFormat.RecordHeaderBytes, payloadBytesMax);
        return true;
    }

    /// <summary>Appends the record whose payload was encoded into the span of <see cref="Reserve"/>.</summary>
    /// <param name="payloadBytes">Bytes used, at most those reserved.</param>
    /// <param name="payloadType">What the payload is.</param>
    /// <returns>The record's sequence.</returns>
    /// <exception cref="EdgeRouterException">ER5008: more than was reserved.</exception>
    public long AppendReserved(int payloadBytes, ushort payloadType = JournalFormat.ProtocolPayload)
    {
        if ((uint)payloadBytes > (uint)_reservedBytes)
            throw JournalErrors.PayloadTooLarge(payloadBytes, _reservedBytes);
        _reservedBytes = 0;
        Span<byte> record = _buffer.AsSpan(_bufferedBytes, JournalFormat.RecordBytes(payloadBytes));
        record[(JournalFormat.RecordHeaderBytes + payloadBytes)..].Clear();
        long sequence = NextSequence++;
        long offset = _segment.LengthBytes + _bufferedBytes;
        RecordHeader.Seal(record, _segment.Header, offset, new RecordHeader((uint)payloadBytes, payloadType, 0, sequence, _commitStart, 0, 0));
        _index.Offer(sequence, offset);
        _bufferedBytes += record.Length;
        return sequence;
    }

    /// <summary>Writes all appended records; in <see cref="JournalFsync.PerCommit"/> forces them to the device. After a failed write it may be called again;
    /// after a failed flush the journal refuses further work, because the system may have dropped the data.</summary>
    /// <exception cref="EdgeRouterException">ER5007: writing or flushing failed.</exception>
    public void Commit()
    {
        if (!TryCommit(out JournalFault fault))
            throw fault.ToError();
    }

    /// <summary><see cref="Commit"/> that never throws. On a full disc it gives up the spare file and tries once more: then the commit is whole and
    /// <see cref="Condition"/> is <see cref="JournalCondition.Impaired"/>.</summary>
    /// <param name="fault">Why not.</param>
    /// <returns>Whether everything appended is committed. If not, the records wait in the buffer, and a later call may commit them.</returns>
    public bool TryCommit(out JournalFault fault)
    {
        fault = default;
        if (CommittedSequence == NextSequence - 1)
            return true;
        if (!TryWriteBuffer() || (_options.Fsync == JournalFsync.PerCommit && !TryFlush()))
        {
            fault = LastFault;
            return false;
        }

        CommittedSequence = NextSequence - 1;
        _commitStart = (uint)_segment.LengthBytes;
        return true;
    }

    /// <summary>Commits what waits and makes the spare file again; when both succeed the condition is good. Call it now and then while impaired, such as once a
    /// second: it may write <see cref="JournalOptions.SpareBytes"/>.</summary>
    /// <param name="fault">Why not.</param>
    /// <returns>Whether the condition is good.</returns>
    public bool TryRecover(out JournalFault fault)
    {
        fault = LastFault;
        if (Condition != JournalCondition.Impaired)
            return Condition == JournalCondition.Good;
        if (!TryCommit(out fault))
            return false;
        if (!_spare.TryMake(out fault))
        {
            Impair(fault);
            return false;
        }

        Condition = JournalCondition.Good;
        LastFault = default;
        return true;
    }

    /// <summary>Commits what is buffered and closes the journal.</summary>
    /// <exception cref="EdgeRouterException">ER5007: what is buffered could not be committed. The journal is closed all the same.</exception>
    public void Dispose()
    {
        try
        {
            if (Condition != JournalCondition.Failed)
                Commit();
        }
        finally
        {
            _spare.TryRelease();
            _segment.Dispose();
            _lock.Dispose();
        }
    }

    /// <summary>Ends a full segment, unless the disc is in trouble, and writes a full buffer.</summary>
    private bool TryMakeRoom(int recordBytes)
    {
        if (_segment.LengthBytes + _bufferedBytes + recordBytes > _options.SegmentBytes && Condition == JournalCondition.Good)
            TryRoll();
        if (Condition == JournalCondition.Failed || _segment.LengthBytes + _bufferedBytes + recordBytes > uint.MaxValue)
            return false;
        return _bufferedBytes + recordBytes <= _buffer.Length || (Condition == JournalCondition.Good && TryWriteBuffer());
    }

    private bool TryWriteBuffer()
    {
        if (Condition == JournalCondition.Failed)
            return false;
        if (_bufferedBytes == 0)
            return true;
        bool isWritten = _segment.TryWrite(_buffer.AsSpan(0, _bufferedBytes), out JournalFault fault);
        if (!isWritten)
        {
            Impair(fault);
            isWritten = fault.Kind == JournalFaultKind.NoRoom && _spare.TryRelease() && _segment.TryWrite(_buffer.AsSpan(0, _bufferedBytes), out _);
        }

        if (isWritten)
            _bufferedBytes = 0;
        return isWritten;
    }

    private bool TryFlush()
    {
        if (_segment.TryFlush(out JournalFault fault))
            DurableSequence = NextSequence - 1;
        else
            Impair(fault);
        return fault.Kind == JournalFaultKind.None;
    }

    private void Impair(in JournalFault fault)
    {
        LastFault = fault;
        Condition = fault.MayRetry ? JournalCondition.Impaired : JournalCondition.Failed;
    }

    private bool TryRoll()
    {
        bool isDurable = _options.Fsync != JournalFsync.None;
        if (!TryWriteBuffer() || (isDurable && !TryFlush()))
            return false;
        SegmentHeader next = _segment.Header.Next(NextSequence, _clock.NowNs);
        if (SegmentAppender.TryCreate(_files, _options.Directory, next, isDurable, out JournalFault fault) is not { } segment)
        {
            Impair(fault);
            return false;
        }

        if (!_index.TrySave(_files, _segment.Path, _segment.Header, _segment.LengthBytes, out _))
            IndexFailureCount++;
        _segment.Dispose();
        _segment = segment;
        _index.Clear();
        _commitStart = (uint)segment.LengthBytes;
        return true;
    }
}
