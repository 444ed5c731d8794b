using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Driver.Udp.Pipes;

/// <summary>A counter on a cache line of its own, so that the two ends of a pipe do not slow one another.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct PaddedIndex
{
    /// <summary>The counter.</summary>
    [FieldOffset(64)]
    public long Value;
}
