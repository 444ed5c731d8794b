using System.Runtime.CompilerServices;

namespace EdgeRouter.Aeron.Memory;

/// <summary>A window on mapped memory with plain, ordered and atomic access, little-endian. Every access is held against the window, so that no number
/// read from shared memory leads outside the map. It does not own the memory: its holder must be a user of the map.</summary>
public readonly unsafe struct AtomicBuffer
{
    private readonly byte* _address;
    private readonly int _sizeBytes;

    /// <summary>A window.</summary>
    /// <param name="address">First byte.</param>
    /// <param name="sizeBytes">Bytes, 0 or more.</param>
    public AtomicBuffer(byte* address, int sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeBytes);
        _address = address;
        _sizeBytes = sizeBytes;
    }

    /// <summary>First byte.</summary>
    public byte* Address => _address;

    /// <summary>Bytes in the window.</summary>
    public int SizeBytes => _sizeBytes;

    /// <summary>A part of the window.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="sizeBytes">Bytes.</param>
    public AtomicBuffer Slice(int offset, int sizeBytes) => new(At(offset, sizeBytes), sizeBytes);

    /// <summary>Bytes as a span.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="sizeBytes">Bytes.</param>
    public Span<byte> Span(int offset, int sizeBytes) => new(At(offset, sizeBytes), sizeBytes);

    /// <summary>A plain load.</summary>
    /// <param name="offset">First byte.</param>
    public byte GetByte(int offset) => *At(offset, sizeof(byte));

    /// <summary>A plain store.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="value">The value.</param>
    public void PutByte(int offset, byte value) => *At(offset, sizeof(byte)) = value;

    /// <summary>A plain load.</summary>
    /// <param name="offset">First byte.</param>
    public int GetInt32(int offset) => Unsafe.ReadUnaligned<int>(At(offset, sizeof(int)));

    /// <summary>A plain store.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="value">The value.</param>
    public void PutInt32(int offset, int value) => Unsafe.WriteUnaligned(At(offset, sizeof(int)), value);

    /// <summary>A load before everything that follows it.</summary>
    /// <param name="offset">First byte, a multiple of 4.</param>
    public int GetInt32Acquire(int offset) => Volatile.Read(ref *(int*)At(offset, sizeof(int)));

    /// <summary>A store after everything before it.</summary>
    /// <param name="offset">First byte, a multiple of 4.</param>
    /// <param name="value">The value.</param>
    public void PutInt32Release(int offset, int value) => Volatile.Write(ref *(int*)At(offset, sizeof(int)), value);

    /// <summary>Replaces a value if it is the expected one.</summary>
    /// <param name="offset">First byte, a multiple of 4.</param>
    /// <param name="expected">The expected value.</param>
    /// <param name="value">The new one.</param>
    /// <returns>Whether it was replaced.</returns>
    public bool CompareAndSetInt32(int offset, int expected, int value) =>
        Interlocked.CompareExchange(ref *(int*)At(offset, sizeof(int)), value, expected) == expected;

    /// <summary>A plain load.</summary>
    /// <param name="offset">First byte.</param>
    public long GetInt64(int offset) => Unsafe.ReadUnaligned<long>(At(offset, sizeof(long)));

    /// <summary>A plain store.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="value">The value.</param>
    public void PutInt64(int offset, long value) => Unsafe.WriteUnaligned(At(offset, sizeof(long)), value);

    /// <summary>A load before everything that follows it.</summary>
    /// <param name="offset">First byte, a multiple of 8.</param>
    public long GetInt64Acquire(int offset) => Volatile.Read(ref *(long*)At(offset, sizeof(long)));

    /// <summary>A store after everything before it.</summary>
    /// <param name="offset">First byte, a multiple of 8.</param>
    /// <param name="value">The value.</param>
    public void PutInt64Release(int offset, long value) => Volatile.Write(ref *(long*)At(offset, sizeof(long)), value);

    /// <summary>Replaces a value if it is the expected one.</summary>
    /// <param name="offset">First byte, a multiple of 8.</param>
    /// <param name="expected">The expected value.</param>
    /// <param name="value">The new one.</param>
    /// <returns>Whether it was replaced.</returns>
    public bool CompareAndSetInt64(int offset, long expected, long value) =>
        Interlocked.CompareExchange(ref *(long*)At(offset, sizeof(long)), value, expected) == expected;

    /// <summary>Adds, and gives the value before.</summary>
    /// <param name="offset">First byte, a multiple of 8.</param>
    /// <param name="delta">What to add.</param>
    public long GetAndAddInt64(int offset, long delta) => Interlocked.Add(ref *(long*)At(offset, sizeof(long)), delta) - delta;

    /// <summary>Zeroes bytes.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="sizeBytes">Bytes.</param>
    public void Clear(int offset, int sizeBytes) => Span(offset, sizeBytes).Clear();

    private static void ThrowOutside(int offset, int sizeBytes, int windowBytes) =>
        throw new ArgumentOutOfRangeException(nameof(offset), $"{sizeBytes} bytes at {offset} are outside a window of {windowBytes}");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* At(int offset, int sizeBytes)
    {
        if ((offset | sizeBytes) < 0 || (long)offset + sizeBytes > _sizeBytes)
        {
            ThrowOutside(offset, sizeBytes, _sizeBytes);
        }

        return _address + offset;
    }
}
