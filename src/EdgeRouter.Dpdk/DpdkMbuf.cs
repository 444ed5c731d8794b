using System.Runtime.InteropServices;
using EdgeRouter.Dpdk.Native;

namespace EdgeRouter.Dpdk;

/// <summary>A packet buffer of a <see cref="DpdkPool"/> on its way out: allocate, <see cref="Append"/>, fill the span, transmit.
/// Received packets come as <see cref="Core.Packets.FrameDescriptor"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly unsafe struct DpdkMbuf
{
    /// <summary>DPDK's <c>rte_mbuf</c>; 0 for none.</summary>
    public readonly nint Handle;

    /// <summary>Makes room at the packet's end.</summary>
    /// <param name="lengthBytes">Bytes, 0 to 65,535.</param>
    /// <returns>The room, in the buffer itself; empty where it does not fit.</returns>
    public Span<byte> Append(int lengthBytes)
    {
        if ((uint)lengthBytes > ushort.MaxValue || Handle == 0)
        {
            return default;
        }

        // SAFETY: the shim returns room for exactly lengthBytes inside the mbuf, or null.
        byte* room = DpdkNative.AppendToMbuf(Handle, (ushort)lengthBytes);
        return room == null ? default : new Span<byte>(room, lengthBytes);
    }
}
