using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Ingest.Captures;

/// <summary>Reads the classic format: a 24-byte file header, then 16-byte record headers with a frame behind each.</summary>
internal sealed unsafe class PcapReader : CaptureReader
{
    /// <summary>First word of a file with microsecond stamps.</summary>
    public const uint MicrosecondMagic = 0xA1B2_C3D4;

    /// <summary>First word of a file with nanosecond stamps.</summary>
    public const uint NanosecondMagic = 0xA1B2_3C4D;

    /// <summary>File header.</summary>
    public const int FileHeaderBytes = 24;

    /// <summary>Record header.</summary>
    public const int RecordHeaderBytes = 16;

    private readonly uint _fractionLimit;
    private readonly long _fractionNs;

    /// <summary>Creates the reader; the caller has checked the magic and that the file header is there, and calls <see cref="CheckHeader"/>.</summary>
    /// <param name="data">The file.</param>
    /// <param name="sizeBytes">Its size.</param>
    /// <param name="isSwapped">Whether the file has the other byte order.</param>
    /// <param name="isNanosecond">Whether stamps are in ns.</param>
    public PcapReader(byte* data, long sizeBytes, bool isSwapped, bool isNanosecond)
        : base(data, sizeBytes)
    {
        IsSwapped = isSwapped;
        _fractionLimit = isNanosecond ? 1_000_000_000u : 1_000_000u;
        _fractionNs = isNanosecond ? 1 : 1_000;
    }

    /// <inheritdoc/>
    public override bool CheckHeader()
    {
        ushort major = ReadUInt16(4);
        ushort minor = ReadUInt16(6);
        if (major != 2 || minor != 4)
        {
            return Unsupported($"pcap {major}.{minor}, only 2.4 is read") != CaptureReadStatus.Damaged;
        }

        // The upper six bits of the word carry the FCS length.
        uint linkType = ReadUInt32(20) & 0x03FF_FFFF;
        if (!IsRead(linkType))
        {
            return WrongLinkType(linkType) != CaptureReadStatus.Damaged;
        }

        LinkType = linkType;

        OffsetBytes = FileHeaderBytes;
        return true;
    }

    /// <inheritdoc/>
    public override CaptureReadStatus Read(out FrameDescriptor frame)
    {
        frame = default;
        long leftBytes = SizeBytes - OffsetBytes;
        if (leftBytes < RecordHeaderBytes)
        {
            return leftBytes == 0 ? CaptureReadStatus.End : Truncated("a record header");
        }

        uint seconds = ReadUInt32(OffsetBytes);
        uint fraction = ReadUInt32(OffsetBytes + 4);
        uint captured = ReadUInt32(OffsetBytes + 8);
        uint original = ReadUInt32(OffsetBytes + 12);
        if (captured > MaxFrameBytes || original < captured || original > int.MaxValue || fraction >= _fractionLimit)
        {
            return Refuse(fraction, captured, original);
        }

        if (leftBytes - RecordHeaderBytes < captured)
        {
            return Truncated($"a record of {captured} bytes");
        }

        frame.Data = At(OffsetBytes + RecordHeaderBytes);
        frame.LengthBytes = (int)captured;
        frame.WireLengthBytes = (int)original;
        frame.ReceiveTimeNs = (seconds * TimeUnits.Second) + (fraction * _fractionNs);
        OffsetBytes += RecordHeaderBytes + captured;
        return CaptureReadStatus.Frame;
    }

    /// <inheritdoc/>
    public override void Rewind()
    {
        base.Rewind();
        OffsetBytes = FileHeaderBytes;
    }

    private CaptureReadStatus Refuse(uint fraction, uint captured, uint original) =>
        fraction >= _fractionLimit ? Corrupt($"a stamp has {fraction} fractions of a second") : Corrupt($"a record claims {captured} bytes of {original}");
}
