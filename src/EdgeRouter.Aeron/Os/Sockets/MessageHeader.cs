using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>The C library's <c>struct mmsghdr</c> on a 64-bit Linux: 64 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal unsafe struct MessageHeader
{
    /// <summary>Address of the other side, or null.</summary>
    [FieldOffset(0)]
    public byte* Name;

    /// <summary>Bytes of the address; in and out.</summary>
    [FieldOffset(8)]
    public uint NameSizeBytes;

    /// <summary>The parts of the datagram.</summary>
    [FieldOffset(16)]
    public IoVector* Parts;

    /// <summary>Number of parts.</summary>
    [FieldOffset(24)]
    public nuint PartCount;

    /// <summary>Ancillary data: none.</summary>
    [FieldOffset(32)]
    public void* Control;

    /// <summary>Bytes of ancillary data.</summary>
    [FieldOffset(40)]
    public nuint ControlSizeBytes;

    /// <summary>Flags out.</summary>
    [FieldOffset(48)]
    public int Flags;

    /// <summary>Bytes sent or received.</summary>
    [FieldOffset(56)]
    public uint SizeBytes;
}
