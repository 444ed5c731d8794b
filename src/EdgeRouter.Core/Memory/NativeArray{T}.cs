using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace EdgeRouter.Core.Memory;

/// <summary>A fixed run of values in a <see cref="NativeRegion"/>. Copies share the memory; it holds its region alive.</summary>
/// <typeparam name="T">An unmanaged type.</typeparam>
public readonly unsafe struct NativeArray<T>
    where T : unmanaged
{
    private readonly T* _pointer;
    private readonly NativeRegion _region;

    internal NativeArray(T* pointer, int length, NativeRegion region)
    {
        _pointer = pointer;
        Length = length;
        _region = region;
    }

    /// <summary>Values.</summary>
    public int Length { get; }

    /// <summary>Address of the first value, for devices.</summary>
    public nint Address => (nint)_pointer;

    /// <summary>The region that owns the memory.</summary>
    public NativeRegion Region => _region;

    /// <summary>The values.</summary>
    public Span<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_pointer, Length);
    }

    /// <summary>One value by reference.</summary>
    /// <param name="index">0 to <see cref="Length"/> − 1; out of range is memory-unsafe and checked always.</param>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Length)
            {
                ThrowOutOfRange(index);
            }

            return ref _pointer[index];
        }
    }

    /// <summary>Part of the values.</summary>
    /// <param name="start">First index.</param>
    /// <param name="length">How many.</param>
    public Span<T> Slice(int start, int length) => Span.Slice(start, length);

    [DebuggerHidden]
    private static void ThrowOutOfRange(int index) => throw new ArgumentOutOfRangeException(nameof(index));
}
