using System.Runtime.InteropServices;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Ingest.Captures;
using EdgeRouter.Ingest.Tests.Support;

namespace EdgeRouter.Ingest.Tests;

[TestFixture]
public sealed unsafe class CaptureFuzzTests
{
    private const ulong Seed = 20260117;

    [Test]
    public void ShouldStayInsideTheFileWhateverItsBytes([Values] bool isPcapNg, [Values] bool isBigEndian)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        byte[] whole = isPcapNg ? PcapNg(isBigEndian) : Pcap(isBigEndian);
        byte* room = (byte*)NativeMemory.Alloc((nuint)whole.Length);
        int damaged = 0;
        for (int round = 0; round < 50_000; round++)
        {
            int size = random.NextInt32(4) == 0 ? 24 + random.NextInt32(whole.Length - 24) : whole.Length;
            whole.AsSpan().CopyTo(new Span<byte>(room, whole.Length));
            for (int i = random.NextInt32(4); i >= 0; i--)
            {
                byte[] values = [0, 1, 0x7F, 0x80, 0xFF, (byte)random.NextInt32(256)];
                room[4 + random.NextInt32(size - 4)] = values[random.NextInt32(values.Length)];
            }

            CaptureReader reader = isPcapNg ? new PcapNgReader(room, size) : new PcapReader(room, size, isBigEndian, isNanosecond: true);
            damaged += Walk(reader, room, size) ? 1 : 0;
        }

        NativeMemory.Free(room);
        Assert.That(damaged, Is.GreaterThan(1000), "the fuzzer must reach the error paths");
    }

    private static bool Walk(CaptureReader reader, byte* room, int size)
    {
        if (!reader.CheckHeader())
        {
            return true;
        }

        CaptureReadStatus status;
        int frames = 0;
        long lastOffset = -1;
        while ((status = reader.Read(out FrameDescriptor frame)) == CaptureReadStatus.Frame)
        {
            bool isInside = frame.Data >= room && frame.LengthBytes >= 0 && frame.Data + frame.LengthBytes <= room + size;
            if (!isInside || frame.WireLengthBytes < frame.LengthBytes || reader.OffsetBytes <= lastOffset || ++frames > size)
            {
                Assert.Fail($"frame {frames} at {frame.Data - room} of {frame.LengthBytes} bytes, file of {size}");
            }

            lastOffset = reader.OffsetBytes;
        }

        Assert.That(reader.OffsetBytes, Is.LessThanOrEqualTo(size));
        Assert.That(reader.Damage is not null, Is.EqualTo(status == CaptureReadStatus.Damaged));
        Assert.That(reader.Read(out _), Is.EqualTo(status), "an end is final");
        return status == CaptureReadStatus.Damaged;
    }

    private static byte[] Pcap(bool isBigEndian)
    {
        CaptureBytes bytes = new CaptureBytes(isBigEndian).PcapHeader(0xA1B23C4D);
        for (int i = 0; i < 6; i++)
        {
            bytes.PcapRecord((uint)i, 1, Frames.Pattern(8 * i, i));
        }

        return bytes.ToArray();
    }

    private static byte[] PcapNg(bool isBigEndian) => new CaptureBytes(isBigEndian).Section()
        .Interface(options: o => o.U16(9).U16(1).U8(9, 0, 0, 0).U16(14).U16(8).U64(5).U16(0).U16(0))
        .Packet(0, 5, Frames.Pattern(21, 1)).SimplePacket(10, Frames.Pattern(10, 2)).ObsoletePacket(0, 6, Frames.Pattern(12, 3))
        .Block(0xBAD, b => b.U32(1, 2)).Section().Interface().Packet(0, 7, Frames.Pattern(9, 1)).ToArray();
}
