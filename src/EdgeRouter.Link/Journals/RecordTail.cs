using System.Buffers.Binary;

namespace EdgeRouter.Link.Journals;

/// <summary>The last records that go out, in memory: a bounded ring for one thread, each record in one piece. Allocates nothing after construction.</summary>
internal sealed class RecordTail
{
    private const int HeaderBytes = 16;
    private const long Skip = -1;
    private readonly byte[] _bytes;
    private long _written;
    private long _read;

    /// <summary>Creates an empty tail.</summary>
    /// <param name="capacityBytes">A power of two.</param>
    public RecordTail(int capacityBytes) => _bytes = new byte[capacityBytes];

    /// <summary>Adds a record.</summary>
    /// <returns>False when there is no room.</returns>
    public bool TryAdd(long sequence, ReadOnlySpan<byte> payload)
    {
        long needed = (HeaderBytes + payload.Length + 15L) & ~15L;
        int offset = OffsetOf(_written);
        long toEnd = _bytes.Length - offset;
        long total = toEnd < needed ? toEnd + needed : needed;
        if (_written + total - _read > _bytes.Length)
        {
            return false;
        }

        if (toEnd < needed)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(offset), Skip);
            offset = 0;
        }

        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(offset), sequence);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(offset + 8), payload.Length);
        payload.CopyTo(_bytes.AsSpan(offset + HeaderBytes));
        _written += total;
        return true;
    }

    /// <summary>Looks at the oldest record.</summary>
    public bool TryPeek(out long sequence, out ReadOnlySpan<byte> payload)
    {
        sequence = 0;
        payload = default;
        if (_read == _written)
        {
            return false;
        }

        int offset = OffsetOf(_read);
        sequence = BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(offset));
        if (sequence == Skip)
        {
            _read += _bytes.Length - offset;
            offset = 0;
            sequence = BinaryPrimitives.ReadInt64LittleEndian(_bytes);
        }

        payload = _bytes.AsSpan(offset + HeaderBytes, BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(offset + 8)));
        return true;
    }

    /// <summary>Forgets the oldest record; there must be one.</summary>
    public void Remove()
    {
        if (TryPeek(out _, out ReadOnlySpan<byte> payload))
        {
            _read += (HeaderBytes + payload.Length + 15L) & ~15L;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _read = _written;

    private int OffsetOf(long position) => (int)(position & (_bytes.Length - 1));
}
