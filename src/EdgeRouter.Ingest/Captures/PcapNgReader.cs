using System.Runtime.CompilerServices;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Ingest.Captures;

/// <summary>Reads the block format: sections (each with its own byte order and interfaces) of blocks; blocks that carry no frame are
/// skipped by their length.</summary>
internal sealed unsafe class PcapNgReader(byte* data, long sizeBytes) : CaptureReader(data, sizeBytes)
{
    /// <summary>Type of a section header block, the same in both byte orders.</summary>
    public const uint SectionHeader = 0x0A0D_0D0A;

    private const uint InterfaceDescription = 1;
    private const uint ObsoletePacket = 2;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;
    private const uint ByteOrderMagic = 0x1A2B_3C4D;
    private const int FrameBytes = 12;
    private const int SectionHeaderBytes = 28;
    private const int InterfaceBytes = 20;
    private const int PacketBytes = 32;
    private const int SimplePacketBytes = 16;

    // A bound on memory: no capture has this many interfaces, a damaged one could.
    private const int MaxInterfaces = 65_536;

    private readonly List<PcapNgInterface> _interfaces = [];
    private long _lastTimeNs;

    /// <inheritdoc/>
    public override CaptureReadStatus Read(out FrameDescriptor frame)
    {
        frame = default;
        while (true)
        {
            CaptureReadStatus status = CheckBlock(out uint type, out uint length);
            if (status != CaptureReadStatus.Frame)
            {
                return status;
            }

            switch (type)
            {
                case EnhancedPacket or ObsoletePacket:
                    status = ReadPacket(type, length, ref frame);
                    break;
                case SimplePacket:
                    status = ReadSimplePacket(length, ref frame);
                    break;
                case InterfaceDescription:
                    status = ReadInterface(length);
                    break;
                case SectionHeader:
                    status = ReadSection(length);
                    break;
            }

            if (status == CaptureReadStatus.Damaged)
            {
                return status;
            }

            OffsetBytes += length;
            if (frame.Data != null)
            {
                return CaptureReadStatus.Frame;
            }
        }
    }

    /// <inheritdoc/>
    public override void Rewind()
    {
        base.Rewind();
        OffsetBytes = 0;
        IsSwapped = false;
        _lastTimeNs = 0;
        _interfaces.Clear();
    }

    /// <summary>Checks the frame of the block at the offset: whole, and both its lengths the same.</summary>
    /// <returns><see cref="CaptureReadStatus.Frame"/> where there is a block.</returns>
    private CaptureReadStatus CheckBlock(out uint type, out uint length)
    {
        type = length = 0;
        long leftBytes = SizeBytes - OffsetBytes;
        if (leftBytes < FrameBytes)
        {
            return leftBytes == 0 ? CaptureReadStatus.End : Truncated("a block header");
        }

        type = ReadUInt32(OffsetBytes);
        if (type == SectionHeader && !TryTakeByteOrder())
        {
            return Corrupt("a section has no byte-order mark");
        }

        length = ReadUInt32(OffsetBytes + 4);
        if (length < FrameBytes || length % 4 != 0)
        {
            return Corrupt($"a block claims {length} bytes");
        }

        if (length > leftBytes)
        {
            return Truncated($"a block of {length} bytes");
        }

        uint trailer = ReadUInt32(OffsetBytes + length - 4);
        return trailer == length ? CaptureReadStatus.Frame : Corrupt($"a block's two lengths are {length} and {trailer}");
    }

    private bool TryTakeByteOrder()
    {
        uint magic = Unsafe.ReadUnaligned<uint>(At(OffsetBytes + 8));
        IsSwapped = magic != ByteOrderMagic;
        return ReadUInt32(OffsetBytes + 8) == ByteOrderMagic;
    }

    private CaptureReadStatus ReadSection(uint length)
    {
        if (length < SectionHeaderBytes)
        {
            return Corrupt($"a section header claims {length} bytes");
        }

        ushort major = ReadUInt16(OffsetBytes + 12);
        if (major != 1)
        {
            return Corrupt($"a section has version {major}, only 1 is known");
        }

        _interfaces.Clear();
        return CaptureReadStatus.Frame;
    }

    private CaptureReadStatus ReadInterface(uint length)
    {
        const int TimestampResolution = 9;
        const int TimestampOffset = 14;
        if (length < InterfaceBytes || _interfaces.Count == MaxInterfaces)
        {
            return Corrupt(length < InterfaceBytes ? $"an interface claims {length} bytes" : $"a section has over {MaxInterfaces} interfaces");
        }

        byte resolutionCode = 6;
        long offsetSeconds = 0;
        long option = OffsetBytes + 16;
        long end = OffsetBytes + length - 4;
        while (end - option >= 4)
        {
            ushort code = ReadUInt16(option);
            ushort optionBytes = ReadUInt16(option + 2);
            if (code == 0)
            {
                break;
            }

            if (optionBytes > end - option - 4)
            {
                return Corrupt($"an interface's option {code} claims {optionBytes} bytes");
            }

            if (code == TimestampResolution && optionBytes == 1)
            {
                resolutionCode = *At(option + 4);
            }
            else if (code == TimestampOffset && optionBytes == 8)
            {
                offsetSeconds = (long)ReadUInt64(option + 4);
            }

            option += 4 + Padded(optionBytes);
        }

        if (!StampResolution.TryCreate(resolutionCode, offsetSeconds, out StampResolution resolution))
        {
            return Corrupt($"an interface's stamp resolution is 0x{resolutionCode:X2}");
        }

        _interfaces.Add(new PcapNgInterface(ReadUInt16(OffsetBytes + 8), ReadUInt32(OffsetBytes + 12), resolution));
        return CaptureReadStatus.Frame;
    }

    private CaptureReadStatus ReadPacket(uint type, uint length, ref FrameDescriptor frame)
    {
        if (length < PacketBytes)
        {
            return Corrupt($"a packet block claims {length} bytes");
        }

        // The older block has 16 bits of interface and 16 bits of drop count there.
        uint index = type == EnhancedPacket ? ReadUInt32(OffsetBytes + 8) : ReadUInt16(OffsetBytes + 8);
        ulong stamp = ((ulong)ReadUInt32(OffsetBytes + 12) << 32) | ReadUInt32(OffsetBytes + 16);
        uint captured = ReadUInt32(OffsetBytes + 20);
        uint original = ReadUInt32(OffsetBytes + 24);
        if (index >= (uint)_interfaces.Count)
        {
            return Corrupt($"a packet is of interface {index}, there are {_interfaces.Count}");
        }

        PcapNgInterface source = _interfaces[(int)index];
        if (!source.Resolution.TryConvert(stamp, out long timeNs))
        {
            return Corrupt($"a packet's stamp is {stamp}, which is no time");
        }

        _lastTimeNs = timeNs;
        return Take(28, length - PacketBytes, captured, original, source.LinkType, ref frame);
    }

    private CaptureReadStatus ReadSimplePacket(uint length, ref FrameDescriptor frame)
    {
        if (length < SimplePacketBytes || _interfaces.Count == 0)
        {
            return Corrupt(_interfaces.Count == 0 ? "a simple packet has no interface" : $"a simple packet claims {length} bytes");
        }

        // This block has neither stamp nor captured length: the stamp before it stands, the length follows from the interface's limit.
        PcapNgInterface source = _interfaces[0];
        uint original = ReadUInt32(OffsetBytes + 8);
        uint captured = source.SnapLengthBytes == 0 ? original : Math.Min(original, source.SnapLengthBytes);
        return Take(12, length - SimplePacketBytes, captured, original, source.LinkType, ref frame);
    }

    private CaptureReadStatus Take(
        int dataOffset, uint roomBytes, uint captured, uint original, uint linkType, ref FrameDescriptor frame)
    {
        if (captured > MaxFrameBytes || captured > roomBytes || original < captured || original > int.MaxValue)
        {
            return Corrupt($"a packet claims {captured} bytes of {original} in a block with room for {roomBytes}");
        }

        if (!IsRead(linkType))
        {
            return WrongLinkType(linkType);
        }

        LinkType = linkType;

        frame.Data = At(OffsetBytes + dataOffset);
        frame.LengthBytes = (int)captured;
        frame.WireLengthBytes = (int)original;
        frame.ReceiveTimeNs = _lastTimeNs;
        return CaptureReadStatus.Frame;
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
