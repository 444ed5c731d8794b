using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Rings;

/// <summary>The driver's side of the buffer by which it tells all clients (AERON.md §4). It never waits: a client that does not read in time is lapped and
/// finds out by itself. One thread.</summary>
public sealed class BroadcastTransmitter
{
    private readonly AtomicBuffer _buffer;
    private readonly int _capacity;

    /// <summary>A transmitter on a window.</summary>
    /// <param name="buffer">A power of two of bytes and the trailer.</param>
    /// <exception cref="EdgeRouterException">ER2202: not that size.</exception>
    public BroadcastTransmitter(AtomicBuffer buffer)
    {
        _capacity = BroadcastLayout.CapacityOf(buffer.SizeBytes);
        _buffer = buffer;
    }

    /// <summary>Longest payload.</summary>
    public int MessageBytesMax => _capacity / 8;

    /// <summary>Tells all clients.</summary>
    /// <param name="typeId">Above zero.</param>
    /// <param name="payload">At most <see cref="MessageBytesMax"/>.</param>
    public void Transmit(int typeId, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(typeId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MessageBytesMax, nameof(payload));
        int recordBytes = payload.Length + RecordLayout.HeaderBytes;
        int aligned = Bits.Align(recordBytes, RecordLayout.Alignment);
        long tail = _buffer.GetInt64(_capacity + BroadcastLayout.TailOffset);
        int at = (int)(tail & (_capacity - 1));
        int toEnd = _capacity - at;
        if (toEnd < aligned)
        {
            Announce(tail + toEnd + aligned);
            _buffer.PutInt32(at + RecordLayout.LengthOffset, toEnd);
            _buffer.PutInt32(at + RecordLayout.TypeOffset, RecordLayout.PaddingType);
            tail += toEnd;
            at = 0;
        }
        else
        {
            Announce(tail + aligned);
        }

        _buffer.PutInt32(at + RecordLayout.LengthOffset, recordBytes);
        _buffer.PutInt32(at + RecordLayout.TypeOffset, typeId);
        payload.CopyTo(_buffer.Span(at + RecordLayout.HeaderBytes, payload.Length));
        _buffer.PutInt64Release(_capacity + BroadcastLayout.LatestOffset, tail);
        _buffer.PutInt64Release(_capacity + BroadcastLayout.TailOffset, tail + aligned);
    }

    private void Announce(long newTail)
    {
        _buffer.PutInt64Release(_capacity + BroadcastLayout.TailIntentOffset, newTail);
        Interlocked.MemoryBarrier();
    }
}
