using System.Runtime.InteropServices;

namespace EdgeRouter.Core.Memory;

/// <summary>Spans of plain values as their bytes, for projects outside the unsafe fence. Little-endian machines only, as is everything here that is
/// mapped and not decoded.</summary>
public static class SpanBytes
{
    /// <summary>The bytes of the values; the same memory.</summary>
    /// <typeparam name="T">A type without references.</typeparam>
    /// <param name="values">The values.</param>
    public static ReadOnlySpan<byte> Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values);

    /// <summary>The bytes of the values, writable; the same memory.</summary>
    /// <typeparam name="T">A type without references.</typeparam>
    /// <param name="values">The values.</param>
    public static Span<byte> OfWritable<T>(Span<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values);
}
