using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Rings;

/// <summary>The ring by which any number of clients in any process command one driver (AERON.md §3). Positions only grow; a record's length is stored last.</summary>
public sealed partial class ManyToOneRing
{
    /// <summary>Bytes behind the data: tail, head cache, head, correlation counter and heartbeat, each on two cache lines.</summary>
    public const int TrailerBytes = 768;

    private const int TailOffset = 128;
    private const int HeadCacheOffset = 256;
    private const int HeadOffset = 384;
    private const int CorrelationOffset = 512;
    private const int HeartbeatOffset = 640;
    private readonly AtomicBuffer _buffer;
    private readonly int _capacity;
    private readonly byte[] _copy;

    /// <summary>A ring in a window.</summary>
    /// <param name="buffer">A power of two of bytes and the trailer.</param>
    /// <exception cref="EdgeRouterException">ER2202: not that size.</exception>
    public ManyToOneRing(AtomicBuffer buffer)
    {
        _capacity = buffer.SizeBytes - TrailerBytes;
        if (!Bits.IsPowerOfTwo(_capacity) || _capacity < 1024)
        {
            throw EdgeRouterException.BadInput("ER2202", $"a command ring of {buffer.SizeBytes} bytes is not a power of two and its trailer");
        }

        _buffer = buffer;
        _copy = new byte[_capacity / 8];
    }

    /// <summary>Data bytes, a power of two.</summary>
    public int Capacity => _capacity;

    /// <summary>Longest payload.</summary>
    public int MessageBytesMax => _capacity / 8;

    /// <summary>Position up to which records were claimed.</summary>
    public long ProducerPosition => _buffer.GetInt64Acquire(_capacity + TailOffset);

    /// <summary>Position up to which records were read.</summary>
    public long ConsumerPosition => _buffer.GetInt64Acquire(_capacity + HeadOffset);

    /// <summary>Times the reader met a length that no writer could have stored, and dropped everything unread.</summary>
    public long DamageCount { get; private set; }

    /// <summary>When the driver last showed that it lives, ms since the epoch; -1 = it ended in order, 0 = never.</summary>
    public long ConsumerHeartbeatMs
    {
        get => _buffer.GetInt64Acquire(_capacity + HeartbeatOffset);
        set => _buffer.PutInt64Release(_capacity + HeartbeatOffset, value);
    }

    /// <summary>The next number that no other user of this directory gets.</summary>
    public long NextCorrelationId() => _buffer.GetAndAddInt64(_capacity + CorrelationOffset, 1);

    /// <summary>Writes a record. Any thread of any process.</summary>
    /// <param name="typeId">Above zero.</param>
    /// <param name="payload">At most <see cref="MessageBytesMax"/>.</param>
    public RingResult TryWrite(int typeId, ReadOnlySpan<byte> payload)
    {
        RingResult result = TryClaim(typeId, payload.Length, out int offset);
        if (result == RingResult.Written)
        {
            payload.CopyTo(_buffer.Span(offset, payload.Length));
            Commit(offset, payload.Length);
        }

        return result;
    }

    /// <summary>Claims room for a record; it must be committed or aborted, or the reader stands still until it unblocks the ring.</summary>
    /// <param name="typeId">Above zero.</param>
    /// <param name="sizeBytes">Bytes of payload.</param>
    /// <param name="offset">Where the payload goes.</param>
    public RingResult TryClaim(int typeId, int sizeBytes, out int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(typeId);
        ArgumentOutOfRangeException.ThrowIfNegative(sizeBytes);
        offset = -1;
        if (sizeBytes > MessageBytesMax)
        {
            return RingResult.TooLong;
        }

        int recordBytes = sizeBytes + RecordLayout.HeaderBytes;
        int start = Claim(Bits.Align(recordBytes, RecordLayout.Alignment));
        if (start < 0)
        {
            return RingResult.Full;
        }

        _buffer.PutInt32Release(start + RecordLayout.LengthOffset, -recordBytes);
        _buffer.PutInt32(start + RecordLayout.TypeOffset, typeId);
        offset = start + RecordLayout.HeaderBytes;
        return RingResult.Written;
    }

    /// <summary>The bytes of a claim.</summary>
    /// <param name="offset">Where its payload goes.</param>
    /// <param name="sizeBytes">Bytes of payload.</param>
    public Span<byte> Claimed(int offset, int sizeBytes) => _buffer.Span(offset, sizeBytes);

    /// <summary>Hands a claim to the reader.</summary>
    /// <param name="offset">Where its payload is.</param>
    /// <param name="sizeBytes">Bytes of payload.</param>
    public void Commit(int offset, int sizeBytes) =>
        _buffer.PutInt32Release(offset - RecordLayout.HeaderBytes, sizeBytes + RecordLayout.HeaderBytes);

    /// <summary>Gives a claim up; the reader skips it.</summary>
    /// <param name="offset">Where its payload is.</param>
    /// <param name="sizeBytes">Bytes of payload.</param>
    public void Abort(int offset, int sizeBytes)
    {
        _buffer.PutInt32(offset - RecordLayout.HeaderBytes + RecordLayout.TypeOffset, RecordLayout.PaddingType);
        Commit(offset, sizeBytes);
    }

    private void Fill(int start, int lengthBytes)
    {
        _buffer.PutInt32(start + RecordLayout.TypeOffset, RecordLayout.PaddingType);
        _buffer.PutInt32Release(start + RecordLayout.LengthOffset, lengthBytes);
    }

    private int Claim(int requiredBytes)
    {
        long head = _buffer.GetInt64Acquire(_capacity + HeadCacheOffset);
        while (true)
        {
            long tail = ProducerPosition;
            if (requiredBytes > _capacity - (tail - head))
            {
                head = ConsumerPosition;
                if (requiredBytes > _capacity - (tail - head))
                {
                    return -1;
                }

                _buffer.PutInt64Release(_capacity + HeadCacheOffset, head);
            }

            int tailIndex = (int)(tail & (_capacity - 1));
            int toEnd = _capacity - tailIndex;
            int paddingBytes = 0;
            if (requiredBytes > toEnd)
            {
                paddingBytes = toEnd;
                if (requiredBytes > (int)(head & (_capacity - 1)))
                {
                    head = ConsumerPosition;
                    if (requiredBytes > (int)(head & (_capacity - 1)))
                    {
                        return -1;
                    }

                    _buffer.PutInt64Release(_capacity + HeadCacheOffset, head);
                }
            }

            if (_buffer.CompareAndSetInt64(_capacity + TailOffset, tail, tail + requiredBytes + paddingBytes))
            {
                return Place(tailIndex, paddingBytes);
            }
        }
    }

    private int Place(int tailIndex, int paddingBytes)
    {
        if (paddingBytes == 0)
        {
            return tailIndex;
        }

        _buffer.PutInt32Release(tailIndex + RecordLayout.LengthOffset, -paddingBytes);
        Fill(tailIndex, paddingBytes);
        return 0;
    }
}
