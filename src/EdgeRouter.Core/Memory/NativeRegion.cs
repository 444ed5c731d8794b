using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Core.Memory;

/// <summary>One zeroed, page-aligned block of native memory that books and feature blocks are carved from. It never moves, so a NIC or a GPU can
/// be given the same addresses. Bump allocation only: everything lives as long as the region.</summary>
public sealed unsafe class NativeRegion : IDisposable
{
    private const int PageBytes = 4096;
    private readonly bool _owned;
    private byte* _base;
    private long _usedBytes;

    /// <summary>Allocates a region.</summary>
    /// <param name="sizeBytes">Above zero; rounded up to whole pages.</param>
    /// <exception cref="EdgeRouterException">ER6001: the machine has not that much memory.</exception>
    public NativeRegion(long sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sizeBytes);
        SizeBytes = (sizeBytes + PageBytes - 1) / PageBytes * PageBytes;
        try
        {
            _base = (byte*)NativeMemory.AlignedAlloc((nuint)SizeBytes, PageBytes);
        }
        catch (OutOfMemoryException e)
        {
            throw EdgeRouterException.Environment("ER6001", $"cannot allocate {SizeBytes} bytes of native memory; lower the book capacity or free memory", e);
        }

        NativeMemory.Clear(_base, (nuint)SizeBytes);
        _owned = true;
    }

    /// <summary>Uses memory that somebody else owns (pinned for a NIC or a GPU). It must be zeroed and outlive the region.</summary>
    /// <param name="memory">First byte, 64-byte aligned.</param>
    /// <param name="sizeBytes">Bytes at <paramref name="memory"/>.</param>
    public NativeRegion(nint memory, long sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfZero(memory);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sizeBytes);
        _base = (byte*)memory;
        SizeBytes = sizeBytes;
    }

    /// <summary>Frees the memory of a region that was never disposed.</summary>
    ~NativeRegion() => Free();

    /// <summary>Whole size.</summary>
    public long SizeBytes { get; }

    /// <summary>Bytes handed out, alignment included.</summary>
    public long UsedBytes => _usedBytes;

    /// <summary>Hands out zeroed memory for <paramref name="count"/> values.</summary>
    /// <typeparam name="T">An unmanaged type.</typeparam>
    /// <param name="count">Above zero.</param>
    /// <param name="alignmentBytes">A power of two up to a page; 64 keeps cache lines apart.</param>
    /// <exception cref="EdgeRouterException">ER6002: the region is too small.</exception>
    public NativeArray<T> Allocate<T>(int count, int alignmentBytes = 64)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_base == null, this);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        long start = (_usedBytes + alignmentBytes - 1) / alignmentBytes * alignmentBytes;
        long bytes = (long)count * sizeof(T);
        if (start + bytes > SizeBytes)
        {
            throw EdgeRouterException.Environment("ER6002", $"native region of {SizeBytes} bytes is full: {bytes} more were asked for at {start}; configure a larger one");
        }

        _usedBytes = start + bytes;
        return new NativeArray<T>((T*)(_base + start), count, this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_owned && _base != null)
        {
            NativeMemory.AlignedFree(_base);
        }

        _base = null;
    }
}
