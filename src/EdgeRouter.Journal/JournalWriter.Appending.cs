using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <content>Records go into the buffer.</content>
public sealed partial class JournalWriter
{
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
        foreach (IJournalTap tap in _taps)
        {
            tap.OnAppended(sequence, payloadType, record.Slice(JournalFormat.RecordHeaderBytes, payloadBytes));
        }

        return sequence;
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
