using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Dpdk.TestHost;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest.Tests.Support;
using EdgeRouter.Ingest.Transmit;
using EdgeRouter.Simulation.Feed;
using EdgeRouter.Tools.Replay;

namespace EdgeRouter.Ingest.Tests.Transmit;

/// <summary>One short day, simulated anew for each way out: the same bytes must come in at the other end, and lead to the same books.</summary>
public sealed class SameFeedTests
{
    private const uint Loopback = 0x7F000001;
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldBeTheSameFeedOnEverySource()
    {
        string file = Path.Combine(_folder.Path, "file.pcap");
        string udp = Path.Combine(_folder.Path, "udp.pcap");
        string ring = Path.Combine(_folder.Path, "ring.pcap");
        string pcap = Path.Combine(_folder.Path, "pcap.pcap");
        using (var writer = new CaptureWriter(file))
        {
            FeedDay.Play(writer);
        }

        ThroughSockets(udp);
        HostResult result = HostRunner.Run("feeds", ring, pcap);
        if (result.MissingReason is { } reason)
        {
            Assert.Ignore($"DPDK cannot run here: {reason}");
        }

        List<byte[]> frames = Read(file);
        Assert.That(frames, Has.Count.GreaterThan(2_000));
        Assert.That((result["ringMissing"], result["pcapDropped"], result["leaked"]), Is.EqualTo(("0", "0", "0")));
        Assert.That(Read(ring), Is.EqualTo(frames), "whole frames, in order");
        Assert.That(Read(pcap), Is.EqualTo(frames), "whole frames, in order");

        // Addresses of origin are the kernel's there; destinations and payloads are ours.
        Assert.That(Read(udp).Select(Public), Is.EqualTo(frames.Select(Public)));
        ulong hash = BooksOf(file, out long healed);
        Assert.That(healed, Is.GreaterThan(10), "both lines lose packets, and snapshots heal the books");
        Assert.That((BooksOf(udp, out _), BooksOf(ring, out _), BooksOf(pcap, out _)), Is.EqualTo((hash, hash, hash)));
    }

    private static void ThroughSockets(string path)
    {
        FeedPlan plan = FeedPlan.Create(FeedDay.Market);
        FeedEndpoint[] groups = [.. plan.Entries.SelectMany(e => new[] { e.LineA, e.LineB, e.Snapshots })];
        try
        {
            using var source = new UdpSocketSource(new UdpSocketOptions(groups) { InterfaceAddress = Loopback }, new ManualClock());
            using var sink = new UdpFrameSink(new UdpSenderOptions { InterfaceAddress = Loopback });
            using var capture = new CaptureWriter(path);
            var looped = new LoopedSink(sink, source, capture);
            FeedDay.Play(looped);
            Assert.That(looped.MissingCount + sink.DroppedCount, Is.Zero);
        }
        catch (EdgeRouterException failure) when (failure.Id == "ER2013")
        {
            Assert.Ignore($"multicast on the loopback interface is not possible here: {failure.Message}");
        }
    }

    private static List<byte[]> Read(string path)
    {
        using CaptureFile file = CaptureFile.Open(path);
        var frames = new List<byte[]>();
        while (file.Read(out FrameDescriptor frame) == CaptureReadStatus.Frame)
        {
            frames.Add(frame.Bytes.ToArray());
        }

        return frames;
    }

    private static string Public(byte[] frame) => Convert.ToHexString(frame.AsSpan(30, 4)) + Convert.ToHexString(frame.AsSpan(36, 2)) + Convert.ToHexString(frame.AsSpan(42));

    private static ulong BooksOf(string path, out long healed)
    {
        FeedPlan plan = FeedPlan.Create(FeedDay.Market);
        var options = new CaptureReplayOptions
        {
            Feeds = [.. plan.Entries.Select(e => new FeedLines(e.LineA, e.LineB) { Snapshots = e.Snapshots })],
            IsOrderByOrder = true,
        };
        using var replay = new CaptureReplay<MemoirDepthProtocol>(options);
        using var source = new CaptureFileSource(path);
        replay.Run(source, new NoTicks(), _ => { }, CancellationToken.None);
        CaptureReplayResult result = replay.Result();
        healed = result.HealedBooks;
        Assert.That((result.Malformed, result.OtherPackets), Is.EqualTo((0L, 0L)));
        return result.BookHash;
    }

    private sealed class NoTicks : ITickCounter
    {
        public long Ticks => 0;

        public double NsPerTick => 1;
    }
}
