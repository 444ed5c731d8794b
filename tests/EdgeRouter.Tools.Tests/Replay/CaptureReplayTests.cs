using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;
using EdgeRouter.Tools.Replay;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Replay;

[TestFixture]
public sealed class CaptureReplayTests
{
    private readonly TestCapture _captures = new();

    [OneTimeTearDown]
    public void Delete() => _captures.Dispose();

    [Test]
    public void ShouldReplayMemoirWithoutAllocating()
    {
        const int Packets = 10_000;
        string path = _captures.Write("steady.pcap", [.. Enumerable.Range(0, Packets).Select(i => (1u, (ushort)500, TestCapture.Memoir((ulong)(1 + (2 * i)), 2)))]);
        using CaptureReplay<MemoirDepthProtocol> replay = new(Options(path));
        using CaptureFileSource source = new(path);
        ScriptedTicks ticks = new(1_000_000);
        long reported = 0;
        replay.Run(source, ticks, frames => reported = frames, CancellationToken.None);
        CaptureReplayResult result = replay.Result();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.Packets, result.Messages, result.Gaps, result.Malformed), Is.EqualTo(((long)Packets, 2L * Packets, 0L, 0L)));
            Assert.That(result.SteadyAllocatedBytes, Is.Zero);
            Assert.That(result.IsMidSession, Is.False);
            Assert.That(result.NsPerMessage, Is.EqualTo(4 * 1_000_000.0 / (2 * Packets)), "from the first look to the last, less a step for each of 3 reports");
            Assert.That(reported, Is.EqualTo(Packets));
        }
    }

    [Test]
    public void ShouldStopBetweenChunks()
    {
        string path = _captures.Write("stop.pcap", [.. Enumerable.Range(1, 5_000).Select(i => (1u, (ushort)500, TestCapture.Memoir((ulong)i, 1)))]);
        using CaptureReplay<MemoirDepthProtocol> replay = new(Options(path));
        using CaptureFileSource source = new(path);
        using CancellationTokenSource stop = new();
        Assert.Throws<OperationCanceledException>(() => replay.Run(source, new ScriptedTicks(1), _ => stop.Cancel(), stop.Token));
        Assert.That(replay.Result().Packets, Is.EqualTo(4_096));
    }

    [Test]
    public void ShouldWarmUpUntilTheCompilerIsQuietOrTimeIsUp()
    {
        string path = _captures.Write("warm.pcap", (1, 500, TestCapture.Memoir(1, 1)));
        int opened = 0;
        IFrameSource Open()
        {
            opened++;
            return new CaptureFileSource(path);
        }

        ScriptedTicks ticks = new(10 * TimeUnits.Millisecond);
        ReplayWarmUp.Run<MemoirDepthProtocol>(Options(path), Open, ticks, CancellationToken.None);
        Assert.That(opened, Is.InRange(4, 510), "300 ms of quiet at 10 ms a look, 5 s at most");
        Assert.That(ticks.Looks, Is.LessThan(1_100));
    }

    [Test]
    public void ShouldLeaveDamageToTheReplay()
    {
        int opened = 0;
        IFrameSource Open()
        {
            opened++;
            throw EdgeRouterException.BadInput("ER2007", "cut off");
        }

        string path = _captures.Write("damage.pcap", (1, 500, TestCapture.Memoir(1, 1)));
        Assert.DoesNotThrow(() => ReplayWarmUp.Run<MemoirDepthProtocol>(Options(path), Open, new ScriptedTicks(1), CancellationToken.None));
        Assert.That(opened, Is.EqualTo(1));
    }

    [Test]
    public void ShouldStopWarmingUp()
    {
        string path = _captures.Write("cold.pcap", (1, 500, TestCapture.Memoir(1, 1)));
        Assert.Throws<OperationCanceledException>(() => ReplayWarmUp.Run<MemoirDepthProtocol>(Options(path), () => new CaptureFileSource(path), new ScriptedTicks(1), new CancellationToken(canceled: true)));
    }

    private static CaptureReplayOptions Options(string path) => new() { Feeds = FeedLineScan.FindSingleLines(path), IsOrderByOrder = true, InstrumentCountMax = 16 };
}
