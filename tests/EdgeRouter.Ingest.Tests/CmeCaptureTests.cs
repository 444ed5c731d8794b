using System.Security.Cryptography;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest.Tests.Support;

namespace EdgeRouter.Ingest.Tests;

/// <summary>A real capture of CME MDP 3.0; the figures were taken from it by another program.</summary>
[TestFixture]
public sealed class CmeCaptureTests
{
    [Test]
    public void ShouldReadEveryByteAndStamp()
    {
        (List<ReadFrame> frames, Core.Errors.EdgeRouterException? error) = ReadFrame.All(SharedData.CmeCapture);
        Assert.That(error, Is.Null);
        Assert.That(frames, Has.Count.EqualTo(10_000));
        Assert.That(frames[0].TimeNs, Is.EqualTo(1_475_012_773_473_604_083));
        Assert.That(frames[4_999].TimeNs, Is.EqualTo(1_475_013_604_230_578_057));
        Assert.That(frames[9_999].TimeNs, Is.EqualTo(1_475_013_630_177_969_575));
        Assert.That(frames.All(f => f.WireLengthBytes == f.Bytes.Length), Is.True);
        byte[] hash = MD5.HashData([.. frames.SelectMany(f => f.Bytes)]);
        Assert.That(Convert.ToHexString(hash), Is.EqualTo("EEC9103EFFEAAFF7170EC1F234490BD5"));
    }

    [Test]
    public void ShouldParseBothLines()
    {
        using CaptureFileSource source = new(SharedData.CmeCapture);
        FramePump<LineCounter> pump = new(source, default);
        Assert.That(pump.PumpToEnd(), Is.EqualTo(10_000));
        Assert.That(pump.Handler, Is.EqualTo(new LineCounter { LineA = 5_000, LineB = 5_000, PayloadBytes = 853_000 }));
        Assert.That(pump.Counters.DatagramCount, Is.EqualTo(10_000));
    }

    [Test]
    public void ShouldSurviveRewriting()
    {
        using TemporaryFolder folder = new();
        (List<ReadFrame> frames, _) = ReadFrame.All(SharedData.CmeCapture);
        using (CaptureWriter writer = new(folder.File("copy.pcap")))
        {
            frames.ForEach(f => writer.Write(f.Bytes, f.TimeNs));
        }

        (List<ReadFrame> copies, Core.Errors.EdgeRouterException? error) = ReadFrame.All(folder.File("copy.pcap"));
        Assert.That(error, Is.Null);
        Assert.That(copies.Select(f => f.TimeNs), Is.EqualTo(frames.Select(f => f.TimeNs)));
        Assert.That(copies.SelectMany(f => f.Bytes).SequenceEqual(frames.SelectMany(f => f.Bytes)), Is.True);
    }

    private struct LineCounter : IPacketHandler
    {
        private static readonly FeedEndpoint A = Parse("224.0.31.11:14320");
        private static readonly FeedEndpoint B = Parse("224.0.32.11:15320");

        public int LineA;
        public int LineB;
        public long PayloadBytes;

        public void OnPacket(in Datagram datagram)
        {
            LineA += A.Matches(datagram) ? 1 : 0;
            LineB += B.Matches(datagram) ? 1 : 0;
            PayloadBytes += datagram.Payload.Length;
        }

        private static FeedEndpoint Parse(string text) => FeedEndpoint.TryParse(text, out FeedEndpoint endpoint) ? endpoint : throw new FormatException(text);
    }
}
