using System.Runtime.InteropServices;

namespace EdgeRouter.Core.Packets;

/// <summary>One received link-layer frame, lent by an <see cref="IFrameSource"/> until it is released.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct FrameDescriptor
{
    /// <summary>First byte of the frame.</summary>
    public byte* Data;

    /// <summary>Bytes at <see cref="Data"/>.</summary>
    public int LengthBytes;

    /// <summary>Length on the wire; larger than <see cref="LengthBytes"/> where a capture cut the frame.</summary>
    public int WireLengthBytes;

    /// <summary>Receive time, ns since the Unix epoch. For captures: the file's own stamp.</summary>
    public long ReceiveTimeNs;

    /// <summary>The source's own handle (a DPDK mbuf); opaque to others.</summary>
    public nint Handle;

    /// <summary>The frame's bytes.</summary>
    public readonly ReadOnlySpan<byte> Bytes => new(Data, LengthBytes);
}
