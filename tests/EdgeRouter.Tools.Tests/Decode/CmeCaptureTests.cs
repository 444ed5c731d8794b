using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Feeds;
using EdgeRouter.Ingest;
using EdgeRouter.Tools.Decode;
using EdgeRouter.Tools.Decode.Framing;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Decode;

[TestFixture]
public sealed class CmeCaptureTests
{
    private const string CapturePath = "cme/cme_mdp3_v1.8_ch320_AB_20160927.pcapng";
    private readonly TestCapture _captures = new();

    [OneTimeTearDown]
    public void Delete() => _captures.Dispose();

    private static CaptureDecodeOptions Options => new() { Framing = Framings.Find("cme"), Schemas = [FeedSchemas.CmeMdp3()] };

    [Test]
    public void ShouldDecodeTheWholeCapture()
    {
        Decoded decoded = Decoded.OfFile(SharedData.Require(CapturePath), Options);
        DecodeCounts counts = decoded.Counts;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((counts.Packets, counts.Messages, counts.WholeMessages), Is.EqualTo((10_000L, 10_598L, 10_598L)));
            Assert.That(counts.Templates, Is.EqualTo(new Dictionary<int, long> { [12] = 12, [30] = 198, [32] = 9796, [35] = 358, [37] = 114, [42] = 120 }));
            Assert.That((counts.GroupInstances, counts.GroupEntries, counts.VarData, counts.TrailingBytes, counts.Errors), Is.EqualTo((20_304L, 12_722L, 0L, 0L, 0L)));
        }
    }

    [Test]
    public void ShouldReadEveryMessageByTheSchemaOfItsVersion()
    {
        string newer = SharedData.Require("schemas/Cme.Futures.Mdp3.Sbe.v1.13.xml");
        Decoded decoded = Decoded.OfFile(SharedData.Require(CapturePath), Options with { Schemas = [FeedSchemas.FromFile(newer), FeedSchemas.CmeMdp3()] });
        Assert.That((decoded.Counts.WholeMessages, decoded.Counts.UnknownTemplates, decoded.Counts.TrailingBytes), Is.EqualTo((10_598L, 0L, 0L)));
    }

    [Test]
    public void ShouldGiveTheSameMessagesOverTcp()
    {
        // The payloads of one line as a recovery stream: a technical header of 14 bytes before each packet's messages.
        List<byte[]> payloads = [.. Frames(SharedData.Require(CapturePath)).Where(frame => frame[36] == 0x37).Select(frame => frame[42..])];
        uint sequence = 1;
        List<byte[]> segments = [];
        foreach (byte[] payload in payloads)
        {
            byte[] bytes = [0xFE, 0xCA, .. payload];
            segments.Add(Support.Frames.Tcp(sequence, bytes));
            sequence += (uint)bytes.Length;
        }

        DecodeCounts udp = Decoded.Of(_captures, Options, payloads.Select(Support.Frames.Udp)).Counts;
        DecodeCounts tcp = Decoded.Of(_captures, Options, segments).Counts;
        Assert.That((tcp.Packets, tcp.Messages, tcp.GroupEntries, tcp.Errors), Is.EqualTo((udp.Packets, udp.Messages, udp.GroupEntries, 0L)));
        Assert.That(tcp.Messages, Is.EqualTo(10_598 / 2));
        Assert.That(tcp.Templates, Is.EqualTo(udp.Templates));
    }

    [Test]
    public void ShouldSurviveMutatedPackets()
    {
        const ulong Seed = 20_160_927;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        List<byte[]> frames = Frames(SharedData.Require(CapturePath));
        foreach (byte[] frame in frames)
        {
            for (int changes = random.NextInt32(4); changes > 0; changes--)
            {
                frame[42 + random.NextInt32(frame.Length - 42)] = (byte)random.NextUInt64();
            }
        }

        DecodeCounts counts = Decoded.Of(_captures, Options, frames).Counts;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts.Frames, Is.EqualTo(10_000));
            Assert.That(counts.Errors, Is.Positive);
            Assert.That(counts.Packets, Is.InRange(9_000, 10_000));
            Assert.That(counts.Templates.Values.Sum(), Is.InRange(counts.Messages - counts.Errors, counts.Messages));
            Assert.That(counts.WholeMessages, Is.InRange(counts.Messages - counts.Errors, counts.Messages));
            Assert.That(counts.WholeMessages, Is.GreaterThan(5_000));
        }
    }

    private static List<byte[]> Frames(string path)
    {
        List<byte[]> frames = [];
        using CaptureFile file = CaptureFile.Open(path);
        while (file.TryRead(out FrameDescriptor frame))
        {
            frames.Add(frame.Bytes.ToArray());
        }

        return frames;
    }
}
