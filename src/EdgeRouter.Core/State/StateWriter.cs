using System.Buffers.Binary;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Core.State;

/// <summary>Writes the state of a component as little-endian bytes: for snapshots, and to compare states by <see cref="Hash"/>. Grows its buffer when it
/// must, and keeps it: a second state of the same size allocates nothing.</summary>
public sealed class StateWriter
{
    private byte[] _buffer;
    private int _length;

    /// <summary>Creates an empty writer.</summary>
    /// <param name="capacityBytes">First size of the buffer; above zero.</param>
    public StateWriter(int capacityBytes = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacityBytes);
        _buffer = new byte[capacityBytes];
    }

    /// <summary>What was written; valid until the next call.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>A 64-bit hash of what was written: not for adversaries.</summary>
    public ulong Hash => HashOf(Written);

    /// <summary>Hashes bytes as <see cref="Hash"/> does.</summary>
    /// <param name="bytes">Any bytes.</param>
    public static ulong HashOf(ReadOnlySpan<byte> bytes)
    {
        ulong hash = SplitMix64.Mix((ulong)bytes.Length);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = SplitMix64.Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes)
        {
            hash = SplitMix64.Mix(hash ^ b);
        }

        return hash;
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _length = 0;

    /// <summary>Begins a part; <see cref="StateReader.Expect"/> checks it.</summary>
    /// <param name="tag">What follows, four letters as a number.</param>
    public void Begin(uint tag) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), tag);

    /// <summary>Writes a byte.</summary>
    /// <param name="value">The value.</param>
    public void Write(byte value) => Take(1)[0] = value;

    /// <summary>Writes a truth value as one byte.</summary>
    /// <param name="value">The value.</param>
    public void Write(bool value) => Write(value ? (byte)1 : (byte)0);

    /// <summary>Writes four bytes.</summary>
    /// <param name="value">The value.</param>
    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    /// <summary>Writes eight bytes.</summary>
    /// <param name="value">The value.</param>
    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    /// <summary>Writes eight bytes.</summary>
    /// <param name="value">The value.</param>
    public void Write(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    /// <summary>Writes the eight bytes of a double, the sign of zero and the bits of NaN included.</summary>
    /// <param name="value">The value.</param>
    public void Write(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    /// <summary>Writes sixteen bytes.</summary>
    /// <param name="value">The value.</param>
    public void Write(Int128 value) => BinaryPrimitives.WriteInt128LittleEndian(Take(16), value);

    /// <summary>Writes a length of four bytes and the bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        bytes.CopyTo(Take(bytes.Length));
    }

    private Span<byte> Take(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        Span<byte> taken = _buffer.AsSpan(_length, bytes);
        _length += bytes;
        return taken;
    }
}
