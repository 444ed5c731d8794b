using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Rings;

/// <summary>A client's side of the buffer by which the driver tells all clients. It begins with the newest record at the time of its making.</summary>
public sealed class BroadcastReceiver
{
    private readonly AtomicBuffer _buffer;
    private readonly int _capacity;
    private readonly byte[] _copy;
    private long _next;

    /// <summary>A receiver on a window.</summary>
    /// <param name="buffer">A power of two of bytes and the trailer.</param>
    /// <exception cref="EdgeRouterException">ER2202: not that size.</exception>
    public BroadcastReceiver(AtomicBuffer buffer)
    {
        _capacity = BroadcastLayout.CapacityOf(buffer.SizeBytes);
        _buffer = buffer;
        _copy = new byte[_capacity / 8];
        _next = _buffer.GetInt64Acquire(_capacity + BroadcastLayout.LatestOffset);
    }

    /// <summary>Times that records were lost because this receiver was too slow, or because what it found was no record. What they said is not known: the
    /// client must not go on as if it were.</summary>
    public long LappedCount { get; private set; }

    /// <summary>Hands on one record.</summary>
    /// <param name="handler">Takes it.</param>
    /// <returns>Whether there was one, or records were lost.</returns>
    public bool ReceiveOne(IRecordHandler handler)
    {
        long tail = _buffer.GetInt64Acquire(_capacity + BroadcastLayout.TailOffset);
        if (tail <= _next)
        {
            return false;
        }

        long cursor = _next;
        if (!IsIntact(cursor) || !TryStep(ref cursor, out int at, out int lengthBytes))
        {
            return Resume();
        }

        int typeId = _buffer.GetInt32(at + RecordLayout.TypeOffset);
        Span<byte> copy = _copy.AsSpan(0, lengthBytes - RecordLayout.HeaderBytes);
        _buffer.Span(at + RecordLayout.HeaderBytes, copy.Length).CopyTo(copy);
        if (!IsIntact(cursor) || typeId <= 0)
        {
            return Resume();
        }

        _next = cursor + Bits.Align(lengthBytes, RecordLayout.Alignment);
        handler.OnRecord(typeId, copy);
        return true;
    }

    private bool TryStep(ref long cursor, out int at, out int lengthBytes)
    {
        at = (int)(cursor & (_capacity - 1));
        lengthBytes = _buffer.GetInt32(at + RecordLayout.LengthOffset);
        if (IsRecord(at, lengthBytes) && _buffer.GetInt32(at + RecordLayout.TypeOffset) == RecordLayout.PaddingType)
        {
            cursor += Bits.Align(lengthBytes, RecordLayout.Alignment);
            at = (int)(cursor & (_capacity - 1));
            lengthBytes = _buffer.GetInt32(at + RecordLayout.LengthOffset);
        }

        return IsRecord(at, lengthBytes) && lengthBytes - RecordLayout.HeaderBytes <= _copy.Length;
    }

    private bool IsRecord(int at, int lengthBytes) => lengthBytes >= RecordLayout.HeaderBytes && lengthBytes <= _capacity - at;

    private bool IsIntact(long cursor)
    {
        Interlocked.MemoryBarrier();
        return cursor + _capacity > _buffer.GetInt64Acquire(_capacity + BroadcastLayout.TailIntentOffset);
    }

    private bool Resume()
    {
        LappedCount++;
        _next = _buffer.GetInt64Acquire(_capacity + BroadcastLayout.TailOffset) & -RecordLayout.Alignment;
        return true;
    }
}
