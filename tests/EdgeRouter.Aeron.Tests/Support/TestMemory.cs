using System.Runtime.InteropServices;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Tests.Support;

/// <summary>Zeroed memory between two guards; letting go of it fails when a guard was written.</summary>
internal sealed unsafe class TestMemory : IDisposable
{
    private const int GuardBytes = 4096;
    private const byte GuardByte = 0xA5;
    private readonly byte* _start;
    private readonly int _sizeBytes;

    public TestMemory(int sizeBytes)
    {
        _sizeBytes = sizeBytes;
        _start = (byte*)NativeMemory.AlignedAlloc((nuint)(sizeBytes + (2 * GuardBytes)), GuardBytes);
        new Span<byte>(_start, sizeBytes + (2 * GuardBytes)).Fill(GuardByte);
        Bytes.Clear();
    }

    public AtomicBuffer Buffer => new(_start + GuardBytes, _sizeBytes);

    public Span<byte> Bytes => new(_start + GuardBytes, _sizeBytes);

    public void Dispose()
    {
        bool isIntact = !new Span<byte>(_start, GuardBytes).ContainsAnyExcept(GuardByte)
            && !new Span<byte>(_start + GuardBytes + _sizeBytes, GuardBytes).ContainsAnyExcept(GuardByte);
        NativeMemory.AlignedFree(_start);
        Assert.That(isIntact, "memory outside the window was written");
    }
}
