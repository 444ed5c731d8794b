using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Rings;

/// <content>The driver's side: reading, unblocking, and what is done about damage.</content>
public sealed partial class ManyToOneRing
{
    /// <summary>Reads records up to the end of the buffer at most. One thread of the driver.</summary>
    /// <param name="handler">Takes them.</param>
    /// <param name="limit">At most so many.</param>
    /// <returns>How many.</returns>
    public int Read(IRecordHandler handler, int limit)
    {
        long head = _buffer.GetInt64(_capacity + HeadOffset);
        int start = (int)(head & (_capacity - 1));
        int toEnd = _capacity - start;
        int done = 0;
        int count = 0;
        bool isDamaged = false;
        try
        {
            while (done < toEnd && count < limit)
            {
                int lengthBytes = _buffer.GetInt32Acquire(start + done);
                if (lengthBytes <= 0)
                {
                    break;
                }

                int typeId = _buffer.GetInt32(start + done + RecordLayout.TypeOffset);
                isDamaged = !IsPossible(lengthBytes, typeId, toEnd - done);
                if (isDamaged)
                {
                    break;
                }

                int payloadAt = start + done + RecordLayout.HeaderBytes;
                done += Bits.Align(lengthBytes, RecordLayout.Alignment);
                if (typeId > 0)
                {
                    count++;
                    Span<byte> copy = _copy.AsSpan(0, lengthBytes - RecordLayout.HeaderBytes);
                    _buffer.Span(payloadAt, copy.Length).CopyTo(copy);
                    handler.OnRecord(typeId, copy);
                }
            }
        }
        finally
        {
            Consume(head, start, done);
        }

        if (isDamaged)
        {
            DropUnread(head + done);
        }

        return count;
    }

    /// <summary>Makes filling of a record that stands first and that its writer never finished: call it when the head has not moved for too long although
    /// there is more. One thread of the driver.</summary>
    /// <returns>Whether something was unblocked.</returns>
    public bool Unblock()
    {
        long head = _buffer.GetInt64(_capacity + HeadOffset);
        long tail = ProducerPosition;
        if (head >= tail)
        {
            return false;
        }

        int start = (int)(head & (_capacity - 1));
        int lengthBytes = _buffer.GetInt32Acquire(start);
        if (lengthBytes < 0)
        {
            long spanBytes = -(long)lengthBytes;
            if (spanBytes < RecordLayout.HeaderBytes || spanBytes > _capacity - start)
            {
                DropUnread(head);
                return true;
            }

            Fill(start, -lengthBytes);
            return true;
        }

        return lengthBytes == 0 && UnblockHole(start, (int)Math.Min(tail - head, _capacity - start));
    }

    private bool IsPossible(int lengthBytes, int typeId, int roomBytes) =>
        lengthBytes >= RecordLayout.HeaderBytes
        && lengthBytes <= roomBytes
        && (typeId == RecordLayout.PaddingType || (typeId > 0 && lengthBytes - RecordLayout.HeaderBytes <= _copy.Length));

    private bool UnblockHole(int start, int unreadBytes)
    {
        int next = RecordLayout.Alignment;
        while (next < unreadBytes && _buffer.GetInt32Acquire(start + next) == 0)
        {
            next += RecordLayout.Alignment;
        }

        if (next >= unreadBytes && start + next < _capacity)
        {
            return false;
        }

        for (int back = next - RecordLayout.Alignment; back >= 0; back -= RecordLayout.Alignment)
        {
            if (_buffer.GetInt32Acquire(start + back) != 0)
            {
                return false;
            }
        }

        Fill(start, next);
        return true;
    }

    private void Consume(long head, int start, int consumedBytes)
    {
        if (consumedBytes > 0)
        {
            _buffer.Clear(start, consumedBytes);
            _buffer.PutInt64Release(_capacity + HeadOffset, head + consumedBytes);
        }
    }

    private void DropUnread(long head)
    {
        DamageCount++;
        long tail = ProducerPosition;
        if (tail < head || tail - head > _capacity || (tail & (RecordLayout.Alignment - 1)) != 0)
        {
            tail = Bits.Align(head + 1, RecordLayout.Alignment);
            _buffer.PutInt64Release(_capacity + TailOffset, tail);
        }

        _buffer.Clear(0, _capacity);
        _buffer.PutInt64Release(_capacity + HeadOffset, tail);
    }
}
