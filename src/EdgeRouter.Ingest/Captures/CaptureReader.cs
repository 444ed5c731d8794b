using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest.Transport;

namespace EdgeRouter.Ingest.Captures;

/// <summary>Walks the bytes of one capture format. Trusts no length: everything is checked against the bytes that are there.</summary>
internal abstract unsafe class CaptureReader(byte* data, long sizeBytes)
{
    /// <summary>The largest frame that a capture may hold: libpcap's own limit.</summary>
    public const int MaxFrameBytes = 262_144;

    /// <summary>Link types that are read.</summary>
    public CaptureLinks Links { get; set; } = CaptureLinks.Ethernet;

    /// <summary>Link type of the frame read last.</summary>
    public uint LinkType { get; protected set; }

    /// <summary>Where the next record or block begins.</summary>
    public long OffsetBytes { get; protected set; }

    /// <summary>What is wrong, once <see cref="CaptureReadStatus.Damaged"/> was returned.</summary>
    public CaptureDamage? Damage { get; private set; }

    /// <summary>The file's size.</summary>
    protected long SizeBytes => sizeBytes;

    /// <summary>Whether the file's byte order is not this machine's.</summary>
    protected bool IsSwapped { get; set; }

    /// <summary>Checks what stands before all frames; if it is not good, <see cref="Damage"/> says why.</summary>
    public virtual bool CheckHeader() => true;

    /// <summary>Reads the next frame. Damage is final: every later call returns it again.</summary>
    /// <param name="frame">The frame, in place.</param>
    public abstract CaptureReadStatus Read(out FrameDescriptor frame);

    /// <summary>Back to the first frame.</summary>
    public virtual void Rewind() => Damage = null;

    /// <summary>Address of a byte of the file.</summary>
    /// <param name="offsetBytes">Checked by the caller.</param>
    protected byte* At(long offsetBytes) => data + offsetBytes;

    /// <summary>Reads a 16-bit word in the file's byte order.</summary>
    /// <param name="offsetBytes">Checked by the caller.</param>
    protected ushort ReadUInt16(long offsetBytes)
    {
        ushort value = Unsafe.ReadUnaligned<ushort>(data + offsetBytes);
        return IsSwapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    /// <summary>Reads a 32-bit word in the file's byte order.</summary>
    /// <param name="offsetBytes">Checked by the caller.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected uint ReadUInt32(long offsetBytes)
    {
        uint value = Unsafe.ReadUnaligned<uint>(data + offsetBytes);
        return IsSwapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    /// <summary>Reads a 64-bit word in the file's byte order.</summary>
    /// <param name="offsetBytes">Checked by the caller.</param>
    protected ulong ReadUInt64(long offsetBytes)
    {
        ulong value = Unsafe.ReadUnaligned<ulong>(data + offsetBytes);
        return IsSwapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    /// <summary>Records that the file ends too early.</summary>
    /// <param name="what">What it ends inside of.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected CaptureReadStatus Truncated(string what) => Fail("ER2007", $"is cut off: it ends inside {what} that begins");

    /// <summary>Records that bytes are impossible.</summary>
    /// <param name="what">What is wrong with them.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected CaptureReadStatus Corrupt(string what) => Fail("ER2008", $"is corrupt: {what}");

    /// <summary>Records that the file is of a variant that is not read.</summary>
    /// <param name="what">The variant.</param>
    protected CaptureReadStatus Unsupported(string what) => Fail("ER2005", $"is {what}: convert it with editcap");

    /// <summary>Whether frames of a link type are read.</summary>
    /// <param name="linkType">The link type.</param>
    protected bool IsRead(uint linkType) => linkType == LinkTypes.Ethernet || (Links == CaptureLinks.Ip && LinkTypes.IsKnown(linkType));

    /// <summary>Records that frames are of a link type that is not read.</summary>
    /// <param name="linkType">The link type.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected CaptureReadStatus WrongLinkType(uint linkType) => Fail("ER2006", Links == CaptureLinks.Ethernet
        ? $"holds frames of link type {linkType}{LinkTypeName(linkType)}, only Ethernet (1) is read: capture on an Ethernet interface"
        : $"holds frames of link type {linkType}{LinkTypeName(linkType)}, only Ethernet, Linux cooked, raw IP and BSD loopback are read: capture on one of these");

    private static string LinkTypeName(uint linkType) => linkType switch
    {
        0 => " (BSD loopback)",
        9 => " (PPP)",
        101 or 12 or 14 => " (raw IP)",
        105 or 127 => " (802.11)",
        113 => " (Linux cooked)",
        276 => " (Linux cooked 2)",
        228 => " (raw IPv4)",
        229 => " (raw IPv6)",
        _ => string.Empty,
    };

    private CaptureReadStatus Fail(string id, string what)
    {
        Damage ??= new CaptureDamage(id, OffsetBytes, what);
        return CaptureReadStatus.Damaged;
    }
}
