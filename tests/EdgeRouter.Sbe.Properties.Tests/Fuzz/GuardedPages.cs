using System.Runtime.InteropServices;

namespace EdgeRouter.Sbe.Properties.Tests.Fuzz;

/// <summary>Pages with one before and one behind that nobody may touch: a read of one byte too many ends the process.</summary>
public sealed unsafe partial class GuardedPages : IDisposable
{
    private const int ProtNone = 0;
    private const int ProtReadWrite = 3;
    private const int MapPrivateAnonymous = 0x22;

    private readonly byte* _base;
    private readonly int _pageBytes = Environment.SystemPageSize;

    /// <summary>Maps the pages.</summary>
    /// <param name="sizeBytes">Rounded up to whole pages.</param>
    public GuardedPages(int sizeBytes)
    {
        SizeBytes = (sizeBytes + _pageBytes - 1) / _pageBytes * _pageBytes;
        nint memory = Map(0, (nuint)(SizeBytes + (2 * _pageBytes)), ProtReadWrite, MapPrivateAnonymous, -1, 0);
        Assert.That(memory, Is.GreaterThan((nint)0), "mmap");
        _base = (byte*)memory + _pageBytes;
        Assert.That(Protect((nint)(_base - _pageBytes), (nuint)_pageBytes, ProtNone), Is.Zero, "mprotect before");
        Assert.That(Protect((nint)(_base + SizeBytes), (nuint)_pageBytes, ProtNone), Is.Zero, "mprotect behind");
    }

    public int SizeBytes { get; }

    /// <summary>Address of the first byte.</summary>
    public nint Address => (nint)_base;

    /// <summary>That many bytes directly behind the guard.</summary>
    public Span<byte> AtStart(int length) => new Span<byte>(_base, SizeBytes).Slice(0, length);

    /// <summary>That many bytes directly before the guard.</summary>
    public Span<byte> AtEnd(int length) => new Span<byte>(_base, SizeBytes).Slice(SizeBytes - length);

    public void Dispose() => Assert.That(Unmap((nint)(_base - _pageBytes), (nuint)(SizeBytes + (2 * _pageBytes))), Is.Zero, "munmap");

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nuint length);
}
