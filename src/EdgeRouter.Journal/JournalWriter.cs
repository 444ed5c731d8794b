using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Journal;

/// <summary>Appends records to a journal. One thread; one writer a journal, held by a file lock. <see cref="Append(ReadOnlySpan{byte}, ushort)"/> copies
/// into a buffer and allocates nothing; <see cref="Commit"/> writes the buffer and, in <see cref="JournalFsync.PerCommit"/>, forces it to the device.</summary>
public sealed class JournalWriter : IDisposable
{
    private readonly FileStream _lock;
    private readonly JournalOptions _options;
    private readonly IClock _clock;
    private readonly byte[] _buffer;
    private readonly SegmentIndex _index;
    private readonly int _payloadBytesMax;
    private SegmentAppender _segment;
    private int _bufferedBytes;
    private int _reservedBytes;
    private uint _commitStart;
    private bool _isFaulted;

    private JournalWriter(FileStream journalLock, JournalOptions options, IClock clock, in JournalRecovery recovery, SegmentAppender segment)
    {
        _lock = journalLock;
        _options = options;
        _clock = clock;
        _segment = segment;
        _buffer = GC.AllocateArray<byte>(options.BufferBytes, pinned: true);
        _index = new SegmentIndex(options.SegmentBytes);
        long room = Math.Min(options.BufferBytes, options.SegmentBytes - JournalFormat.SegmentHeaderBytes) & ~(JournalFormat.AlignmentBytes - 1L);
        _payloadBytesMax = (int)Math.Min(JournalFormat.PayloadBytesMax, room - JournalFormat.RecordHeaderBytes);
        Recovery = recovery;
        CommittedSequence = recovery.LastSequence;
        NextSequence = recovery.LastSequence + 1;
        _commitStart = (uint)segment.LengthBytes;
    }

    /// <summary>What was found when the journal was opened.</summary>
    public JournalRecovery Recovery { get; }

    /// <summary>Identity of the journal.</summary>
    public ulong JournalId => _segment.Header.JournalId;

    /// <summary>The sequence that the next record will get.</summary>
    public long NextSequence { get; private set; }

    /// <summary>The last sequence that <see cref="Commit"/> has written.</summary>
    public long CommittedSequence { get; private set; }

    /// <summary>Largest payload of this journal's records, bytes.</summary>
    public int PayloadBytesMax => _payloadBytesMax;

    /// <summary>Opens or makes a journal: takes its lock, checks every segment's header and the last segment's records, cuts a torn tail.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="clock">Stamps new segments.</param>
    /// <exception cref="EdgeRouterException">ER5001: folder not usable. ER5002: locked. ER5003: newer version. ER5004: damaged. ER5005: a part is missing.
    /// ER5007: cannot write. ER5009: an option is out of range.</exception>
    public static JournalWriter Open(JournalOptions options, IClock clock)
    {
        RequireValid(options);
        FileStream journalLock = JournalFolder.Lock(options.Directory);
        try
        {
            (JournalRecovery recovery, SegmentAppender segment) = JournalOpener.Open(options, clock.NowNs);
            var writer = new JournalWriter(journalLock, options, clock, recovery, segment);
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
        if ((uint)payloadBytesMax > (uint)_payloadBytesMax)
            throw JournalErrors.PayloadTooLarge(payloadBytesMax, _payloadBytesMax);
        int recordBytes = JournalFormat.RecordBytes(payloadBytesMax);
        if (_segment.LengthBytes + _bufferedBytes + recordBytes > _options.SegmentBytes)
            Roll();
        else if (_bufferedBytes + recordBytes > _buffer.Length)
            WriteBuffer();
        _reservedBytes = payloadBytesMax;
        return _buffer.AsSpan(_bufferedBytes + JournalFormat.RecordHeaderBytes, payloadBytesMax);
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
        if (CommittedSequence == NextSequence - 1)
            return;
        WriteBuffer();
        if (_options.Fsync == JournalFsync.PerCommit)
            Flush();
        CommittedSequence = NextSequence - 1;
        _commitStart = (uint)_segment.LengthBytes;
    }

    /// <summary>Commits what is buffered and closes the journal.</summary>
    public void Dispose()
    {
        try
        {
            if (!_isFaulted)
                Commit();
        }
        finally
        {
            _segment.Dispose();
            _lock.Dispose();
        }
    }

    private static void RequireValid(JournalOptions options)
    {
        if (options.SegmentBytes is < JournalOptions.SegmentBytesMin or > JournalOptions.SegmentBytesMax)
            throw JournalErrors.BadOption($"SegmentBytes {options.SegmentBytes} is not between {JournalOptions.SegmentBytesMin} and {JournalOptions.SegmentBytesMax}");
        if (options.BufferBytes < 256)
            throw JournalErrors.BadOption($"BufferBytes {options.BufferBytes} is below 256");
    }

    private void WriteBuffer()
    {
        if (_isFaulted)
            throw JournalErrors.WriteFailed(_segment.Path, new IOException("an earlier flush failed; restart to recover."));
        _segment.Write(_buffer.AsSpan(0, _bufferedBytes));
        _bufferedBytes = 0;
    }

    private void Flush()
    {
        _isFaulted = true;
        _segment.Flush();
        _isFaulted = false;
    }

    private void Roll()
    {
        WriteBuffer();
        bool isDurable = _options.Fsync != JournalFsync.None;
        if (isDurable)
            Flush();
        _index.Save(_segment.Path, _segment.Header, _segment.LengthBytes);
        SegmentHeader next = _segment.Header with
        {
            SegmentIndex = _segment.Header.SegmentIndex + 1,
            FirstSequence = NextSequence,
            CreatedNs = _clock.NowNs,
        };
        SegmentAppender segment = SegmentAppender.Create(_options.Directory, next, isDurable);
        _segment.Dispose();
        _segment = segment;
        _index.Clear();
        _commitStart = (uint)segment.LengthBytes;
    }
}
