using System.Buffers.Binary;

namespace EdgeRouter.Ingest.Tests.Support;

/// <summary>Puts capture files together word by word, as the format descriptions say, in either byte order.</summary>
internal sealed class CaptureBytes(bool isBigEndian)
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public CaptureBytes U8(params byte[] values)
    {
        _bytes.AddRange(values);
        return this;
    }

    public CaptureBytes U16(ushort value)
    {
        byte[] room = new byte[2];
        Put(() => BinaryPrimitives.WriteUInt16BigEndian(room, value), () => BinaryPrimitives.WriteUInt16LittleEndian(room, value));
        return U8(room);
    }

    public CaptureBytes U32(params uint[] values)
    {
        foreach (uint value in values)
        {
            byte[] room = new byte[4];
            Put(() => BinaryPrimitives.WriteUInt32BigEndian(room, value), () => BinaryPrimitives.WriteUInt32LittleEndian(room, value));
            U8(room);
        }

        return this;
    }

    public CaptureBytes U64(ulong value)
    {
        byte[] room = new byte[8];
        Put(() => BinaryPrimitives.WriteUInt64BigEndian(room, value), () => BinaryPrimitives.WriteUInt64LittleEndian(room, value));
        return U8(room);
    }

    public CaptureBytes Pad4()
    {
        while (_bytes.Count % 4 != 0)
        {
            _bytes.Add(0);
        }

        return this;
    }

    public CaptureBytes PcapHeader(uint magic, uint linkType = 1, ushort major = 2, ushort minor = 4) =>
        U32(magic).U16(major).U16(minor).U32(0, 0, 65535, linkType);

    public CaptureBytes PcapRecord(uint seconds, uint fraction, byte[] frame, uint? wireLength = null) =>
        U32(seconds, fraction, (uint)frame.Length, wireLength ?? (uint)frame.Length).U8(frame);

    /// <summary>A block of pcapng: its type, and its body padded and framed by both lengths.</summary>
    public CaptureBytes Block(uint type, Func<CaptureBytes, CaptureBytes> body)
    {
        byte[] content = body(new CaptureBytes(isBigEndian)).Pad4().ToArray();
        uint length = (uint)content.Length + 12;
        return U32(type, length).U8(content).U32(length);
    }

    public CaptureBytes Section() => Block(0x0A0D0D0A, b => b.U32(0x1A2B3C4D).U16(1).U16(0).U64(ulong.MaxValue));

    public CaptureBytes Interface(ushort linkType = 1, uint snapLength = 0, Func<CaptureBytes, CaptureBytes>? options = null) =>
        Block(1, b => (options ?? (o => o))(b.U16(linkType).U16(0).U32(snapLength)));

    public CaptureBytes Packet(uint index, ulong stamp, byte[] frame, uint? wireLength = null) =>
        Block(6, b => b.U32(index, (uint)(stamp >> 32), (uint)stamp, (uint)frame.Length, wireLength ?? (uint)frame.Length).U8(frame));

    public CaptureBytes ObsoletePacket(ushort index, ulong stamp, byte[] frame) =>
        Block(2, b => b.U16(index).U16(7).U32((uint)(stamp >> 32), (uint)stamp, (uint)frame.Length, (uint)frame.Length).U8(frame));

    public CaptureBytes SimplePacket(uint wireLength, byte[] captured) => Block(3, b => b.U32(wireLength).U8(captured));

    private void Put(Action big, Action little)
    {
        if (isBigEndian)
        {
            big();
        }
        else
        {
            little();
        }
    }
}
