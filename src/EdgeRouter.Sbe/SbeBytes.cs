using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeRouter.Sbe;

/// <summary>
/// Unchecked access to a message's bytes, for generated code: <c>TryWrap</c> has compared every length once, so that a field costs one load.
/// Nobody else should call it: a wrong offset reads or writes foreign memory.
/// </summary>
public static class SbeBytes
{
    /// <summary>The first byte of a span; of an empty one, a reference that must not be read.</summary>
    /// <param name="bytes">The bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly byte First(ReadOnlySpan<byte> bytes) => ref MemoryMarshal.GetReference(bytes);

    /// <summary>The first byte of a span that is written.</summary>
    /// <param name="bytes">The bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte FirstWritable(Span<byte> bytes) => ref MemoryMarshal.GetReference(bytes);

    /// <summary>A byte further on.</summary>
    /// <param name="first">Start.</param>
    /// <param name="offset">Bytes behind it; not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly byte At(ref readonly byte first, int offset) => ref Unsafe.Add(ref Unsafe.AsRef(in first), (nuint)(uint)offset);

    /// <summary>A byte further on that is written.</summary>
    /// <param name="first">Start.</param>
    /// <param name="offset">Bytes behind it; not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte WritableAt(ref byte first, int offset) => ref Unsafe.Add(ref first, (nuint)(uint)offset);

    /// <summary>Some bytes as a span.</summary>
    /// <param name="first">Start.</param>
    /// <param name="offset">Bytes behind it; not negative.</param>
    /// <param name="length">Number of bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Span(ref readonly byte first, int offset, int length) =>
        MemoryMarshal.CreateReadOnlySpan(in At(in first, offset), length);

    /// <summary>Some bytes as a span that is written.</summary>
    /// <param name="first">Start.</param>
    /// <param name="offset">Bytes behind it; not negative.</param>
    /// <param name="length">Number of bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<byte> WritableSpan(ref byte first, int offset, int length) =>
        MemoryMarshal.CreateSpan(ref WritableAt(ref first, offset), length);

    /// <summary>Guards fields so far from the start that reading them from a default decoder would not meet the page that faults.</summary>
    /// <param name="first">Start.</param>
    /// <exception cref="InvalidOperationException">It is null: the decoder or encoder was never wrapped.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly byte Wrapped(ref readonly byte first)
    {
        if (Unsafe.IsNullRef(in first))
        {
            ThrowNotWrapped();
        }

        return ref first;
    }

    /// <summary>Guards fields so far from the start that writing them through a default encoder would not meet the page that faults.</summary>
    /// <param name="first">Start.</param>
    /// <exception cref="InvalidOperationException">It is null: the encoder was never wrapped.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte WrappedWritable(ref byte first)
    {
        if (Unsafe.IsNullRef(in first))
        {
            ThrowNotWrapped();
        }

        return ref first;
    }

    /// <summary>Reads a little-endian number.</summary>
    /// <typeparam name="T">A primitive of 1, 2, 4 or 8 bytes.</typeparam>
    /// <param name="first">Start.</param>
    /// <param name="offset">Bytes behind it; not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Little<T>(ref readonly byte first, int offset)
        where T : unmanaged => Ordered(Unsafe.ReadUnaligned<T>(in At(in first, offset)), BitConverter.IsLittleEndian);

    /// <summary>Reads a big-endian number.</summary>
    /// <typeparam name="T">A primitive of 1, 2, 4 or 8 bytes.</typeparam>
    /// <param name="first">Start.</param>
    /// <param name="offset">Bytes behind it; not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Big<T>(ref readonly byte first, int offset)
        where T : unmanaged => Ordered(Unsafe.ReadUnaligned<T>(in At(in first, offset)), !BitConverter.IsLittleEndian);

    /// <summary>Writes a little-endian number.</summary>
    /// <typeparam name="T">A primitive of 1, 2, 4 or 8 bytes.</typeparam>
    /// <param name="first">Start.</param>
    /// <param name="offset">Bytes behind it; not negative.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutLittle<T>(ref byte first, int offset, T value)
        where T : unmanaged => Unsafe.WriteUnaligned(ref WritableAt(ref first, offset), Ordered(value, BitConverter.IsLittleEndian));

    /// <summary>Writes a big-endian number.</summary>
    /// <typeparam name="T">A primitive of 1, 2, 4 or 8 bytes.</typeparam>
    /// <param name="first">Start.</param>
    /// <param name="offset">Bytes behind it; not negative.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutBig<T>(ref byte first, int offset, T value)
        where T : unmanaged => Unsafe.WriteUnaligned(ref WritableAt(ref first, offset), Ordered(value, !BitConverter.IsLittleEndian));

    // The sizes are constants to the compiler: one load, and one byte swap where the orders differ.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Ordered<T>(T value, bool isNative)
        where T : unmanaged
    {
        if (isNative || Unsafe.SizeOf<T>() == 1)
        {
            return value;
        }

        return Unsafe.SizeOf<T>() switch
        {
            2 => Unsafe.BitCast<ushort, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ushort>(value))),
            4 => Unsafe.BitCast<uint, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, uint>(value))),
            _ => Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ulong>(value))),
        };
    }

    private static void ThrowNotWrapped() => throw new InvalidOperationException("the decoder or encoder is empty: check what TryWrap returned before using it");
}
