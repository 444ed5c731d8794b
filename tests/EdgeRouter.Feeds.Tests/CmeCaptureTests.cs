using System.Buffers.Binary;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Feeds.Tests;

/// <summary>The real capture: two lines of one FX futures channel.</summary>
public sealed class CmeCaptureTests
{
    private const string Capture = "cme/cme_mdp3_v1.8_ch320_AB_20160927.pcapng";
    private static readonly (int Template, long Count)[] Expected = [(12, 12), (30, 198), (32, 9_796), (35, 358), (37, 114), (42, 120)];

    [Test]
    public void ShouldCountWhatTheCaptureHolds()
    {
        DecodeCounters counters = new();
        RecordingSink sink = new();
        foreach ((int _, byte[] payload) in CaptureReader.ReadUdp(SharedData.Path(Capture)))
        {
            Assert.That(CmeMdp3Protocol.TryReadHeader(payload, out FeedPacketHeader header), Is.True);
            CmeMdp3Protocol.Decode(payload, header, 0, ref sink, counters);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(counters.Packets, Is.EqualTo(10_000));
            Assert.That(counters.Messages, Is.EqualTo(10_598));
            Assert.That(Expected.Select(pair => (pair.Template, counters.MessagesOf(pair.Template))), Is.EqualTo(Expected));
            Assert.That(counters.GroupInstances, Is.EqualTo(20_304));
            Assert.That(counters.GroupEntries, Is.EqualTo(12_722));
            Assert.That(counters.TrailingBytes, Is.Zero);
            Assert.That(counters.Malformed, Is.Zero);
            Assert.That(counters.UnknownTemplates, Is.Zero);
            Assert.That(sink.Events, Has.Some.StartsWith("LevelUpdate").And.Some.StartsWith("TradePrint").And.Some.StartsWith("EndOfEvent"));
        }
    }

    [Test]
    public void ShouldAgreeWithTheWalker()
    {
        SbeWalker walker = new(FeedSchemas.CmeMdp3());
        SbeWalkResult sum = default;
        DecodeCounters counters = new();
        NullBookEventSink sink = default;
        foreach ((int _, byte[] payload) in CaptureReader.ReadUdp(SharedData.Path(Capture)))
        {
            CmeMdp3Protocol.TryReadHeader(payload, out FeedPacketHeader header);
            CmeMdp3Protocol.Decode(payload, header, 0, ref sink, counters);
            SbeCountingVisitor visitor = default;
            for (int position = CmeMdp3Protocol.PacketHeaderBytes; position < payload.Length; position += BinaryPrimitives.ReadUInt16LittleEndian(payload.AsSpan(position)))
            {
                int size = BinaryPrimitives.ReadUInt16LittleEndian(payload.AsSpan(position));
                SbeWalkResult one = walker.Walk(payload.AsSpan(position + 2, size - 2), ref visitor);
                Assert.That(one.Status, Is.EqualTo(SbeWalkStatus.Complete));
                sum.GroupInstances += one.GroupInstances;
                sum.GroupEntries += one.GroupEntries;
                sum.TrailingBytes += one.TrailingBytes;
            }
        }

        Assert.That((sum.GroupInstances, sum.GroupEntries, (long)sum.TrailingBytes), Is.EqualTo((counters.GroupInstances, counters.GroupEntries, counters.TrailingBytes)));
    }

    [Test]
    public void ShouldDecodeBothLinesAlike()
    {
        List<(int Port, byte[] Payload)> packets = CaptureReader.ReadUdp(SharedData.Path(Capture));
        List<string> Decode(int port)
        {
            RecordingSink sink = new();
            DecodeCounters counters = new();
            foreach ((int _, byte[] payload) in packets.Where(packet => packet.Port == port).OrderBy(packet => BinaryPrimitives.ReadUInt32LittleEndian(packet.Payload)))
            {
                CmeMdp3Protocol.TryReadHeader(payload, out FeedPacketHeader header);
                CmeMdp3Protocol.Decode(payload, header, 0, ref sink, counters);
            }

            return sink.Events;
        }

        List<string> lineA = Decode(14_320);
        Assert.That(lineA, Has.Count.GreaterThan(5_000));
        Assert.That(Decode(15_320), Is.EqualTo(lineA));
    }

    [Test]
    public void ShouldNotAllocateWhileDecoding()
    {
        List<(int Port, byte[] Payload)> packets = CaptureReader.ReadUdp(SharedData.Path(Capture));
        DecodeCounters counters = new();
        NullBookEventSink sink = default;
        Replay(packets, ref sink, counters);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Replay(packets, ref sink, counters);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void ShouldSurviveMutatedPackets()
    {
        const int Seed = 20160927;
        TestContext.Out.WriteLine($"seed {Seed}");
        List<(int Port, byte[] Payload)> packets = CaptureReader.ReadUdp(SharedData.Path(Capture));
        DecodeCounters counters = new();
        RecordingSink sink = new();
        ByteMutator mutator = new(Seed);
        SbeWalker walker = new(FeedSchemas.CmeMdp3());
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bad = mutator.Mutate(packets[round % packets.Count].Payload);
            if (CmeMdp3Protocol.TryReadHeader(bad, out FeedPacketHeader header))
            {
                CmeMdp3Protocol.Decode(bad, header, 0, ref sink, counters);
            }

            if (bad.Length > 14)
            {
                SbeJson.Render(walker, bad.AsSpan(14), out _);
            }

            sink.Events.Clear();
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(counters.Truncated, Is.Positive);
            Assert.That(counters.ImpossibleGroups, Is.Positive);
            Assert.That(counters.UnknownTemplates, Is.Positive);
            Assert.That(counters.ShortBlocks, Is.Positive);
        }
    }

    private static void Replay(List<(int Port, byte[] Payload)> packets, ref NullBookEventSink sink, DecodeCounters counters)
    {
        foreach ((int _, byte[] payload) in packets)
        {
            if (CmeMdp3Protocol.TryReadHeader(payload, out FeedPacketHeader header))
            {
                CmeMdp3Protocol.Decode(payload, header, 0, ref sink, counters);
            }
        }
    }
}
