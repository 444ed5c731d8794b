using System.Buffers.Binary;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Simulation.Feed;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Feed;

public sealed class FeedFaultsTests
{
    private const int PacketCount = 20_000;
    private const int LineAPort = 15_001;
    private const int LineBPort = 16_001;

    [Test]
    public void ShouldLoseTheShareThatWasAskedFor()
    {
        FeedLine line = Line(new FeedFaults { LossProbability = 0.1 });
        List<int> got = Through(line);
        Assert.That(line.LostCount, Is.InRange(1_830, 2_170), "four standard deviations of 42 around 2,000");
        Assert.That(got, Has.Count.EqualTo(PacketCount - (int)line.LostCount));
        Assert.That(got, Is.Ordered);
        Assert.That(got, Is.Unique);
    }

    [Test]
    public void ShouldLoseBurstsOfEveryLengthUpToTheLongest()
    {
        FeedLine line = Line(new FeedFaults { BurstProbability = 0.005, BurstPacketsMax = 4 });
        List<int> got = Through(line);
        int[] holes = [.. got.Zip(got.Skip(1), (a, b) => b - a - 1).Where(n => n > 0)];
        Assert.That(holes.Distinct(), Is.SupersetOf(new[] { 1, 2, 3, 4 }));
        Assert.That(holes.Count(n => n <= 4), Is.GreaterThan(holes.Length * 9 / 10), "longer ones are two bursts that met");
        Assert.That(holes, Has.Length.InRange(70, 130));
    }

    [Test]
    public void ShouldHoldBackByNoMoreThanTheMostAndLoseNone()
    {
        FeedLine line = Line(new FeedFaults { ReorderProbability = 0.3, ReorderPacketsMax = 5 });
        List<int> got = Through(line);
        Assert.That(got, Is.EquivalentTo(Enumerable.Range(0, PacketCount)));
        int[] overtaken = [.. got.Select((number, place) => (number, place)).Select(p => got.Take(p.place).Skip(Math.Max(0, p.place - 20)).Count(earlier => earlier > p.number))];
        Assert.That(overtaken.Max(), Is.InRange(3, 5));
        Assert.That(line.HeldCount, Is.InRange(5_740, 6_260));
    }

    [Test]
    public void ShouldSendTwiceTheShareThatWasAskedFor()
    {
        FeedLine line = Line(new FeedFaults { DuplicateProbability = 0.05, ReorderProbability = 0.1 });
        List<int> got = Through(line);
        Assert.That(got.GroupBy(n => n).Select(g => g.Count()), Is.All.InRange(1, 2));
        Assert.That(got, Has.Count.EqualTo(PacketCount + (int)line.DuplicateCount));
        Assert.That(line.DuplicateCount, Is.InRange(877, 1_123));
    }

    [Test]
    public void ShouldDelayWithoutOvertaking()
    {
        FeedLine line = Line(new FeedFaults { LatencyNs = 5_000, JitterNs = 2_000 });
        var late = new List<long>();
        long last = 0;
        for (int i = 0; i < PacketCount; i++)
        {
            line.Send(BitConverter.GetBytes(i), i * 1_000L, i);
            late.Add(line.Frames.NextTimeNs - (i * 1_000L));
            Assert.That(line.Frames.NextTimeNs, Is.GreaterThanOrEqualTo(last));
            last = line.Frames.NextTimeNs;
            line.Frames.Drop();
        }

        Assert.That((late.Min(), late.Max()), Is.EqualTo((5_000L, 7_000L)).Within(20));
    }

    [Test]
    public void ShouldDrawAnewForEveryLine()
    {
        List<int> a = Through(Line(new FeedFaults { LossProbability = 0.1 }));
        List<int> b = Through(new FeedLine(default, 1, new FeedFaults { LossProbability = 0.1 }, 5, 1));
        Assert.That(Enumerable.Range(0, PacketCount).Except(a).Intersect(Enumerable.Range(0, PacketCount).Except(b)).Count(), Is.InRange(140, 260), "both lose one in a hundred");
    }

    [Test]
    public void ShouldKeepFramesInARingThatGrowsAndWraps()
    {
        var ring = new FrameLine();
        var expected = new Queue<(int Length, byte First)>();
        for (int i = 0; i < 20_000; i++)
        {
            int length = 1 + (i * 37 % 1_400);
            ring.Append(default, Enumerable.Repeat((byte)i, length).ToArray(), i, i);
            expected.Enqueue((length, (byte)i));
            while (expected.Count > (i / 500 % 7 * 20) + 1)
            {
                Take(ring, expected.Dequeue());
            }
        }

        while (expected.Count > 0)
        {
            Take(ring, expected.Dequeue());
        }

        Assert.That((ring.IsEmpty, ring.NextTimeNs), Is.EqualTo((true, long.MaxValue)));
    }

    [Test]
    public void ShouldGiveLineBItsOwnTimesAndTheSameBytesForTheSameSeed()
    {
        MarketParameters parameters = TestMarket.Short(30) with
        {
            HasLineB = true,
            Feed = new FeedParameters
            {
                LineA = new FeedFaults { LossProbability = 0.1, JitterNs = 50_000 },
                LineB = new FeedFaults { LossProbability = 0.1, LatencyNs = 200_000, ReorderProbability = 0.05, DuplicateProbability = 0.05 },
            },
        };
        List<(byte[] Frame, long TimeNs)> frames = Record(parameters, 9);
        List<(byte[] Frame, long TimeNs)> again = Record(parameters, 9);
        Assert.That(frames.Select(f => (Convert.ToHexString(f.Frame), f.TimeNs)), Is.EqualTo(again.Select(f => (Convert.ToHexString(f.Frame), f.TimeNs))));
        Assert.That(frames.Select(f => f.TimeNs), Is.Ordered);
        (byte[] Frame, long TimeNs)[] a = [.. frames.Where(f => Port(f.Frame) == LineAPort)];
        (byte[] Frame, long TimeNs)[] b = [.. frames.Where(f => Port(f.Frame) == LineBPort)];
        string[] ofA = [.. a.Select(f => Convert.ToHexString(f.Frame.AsSpan(42)))];
        string[] ofB = [.. b.Select(f => Convert.ToHexString(f.Frame.AsSpan(42)))];
        Assert.That(ofA.Intersect(ofB).Count(), Is.GreaterThan(ofA.Length / 2), "most packets come on both");
        Assert.That(ofA.Except(ofB).Count(), Is.GreaterThan(5), "some on A alone");
        Assert.That(ofB.Except(ofA).Count(), Is.GreaterThan(5), "some on B alone");
    }

    [Test]
    public void ShouldEndEverySessionOnEveryLineThatLosesNothing()
    {
        MarketParameters parameters = TestMarket.Short(30) with { HasLineB = true, Feed = new FeedParameters { LineB = new FeedFaults { ReorderProbability = 0.5, ReorderPacketsMax = 64 } } };
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(parameters, 9, 0, recorder);
        TestMarket.RunTo(market, market.StartTimeNs + (10 * TestMarket.Second));
        market.Close();
        market.Close();
        foreach (FeedPlanEntry entry in market.FeedPlan.Entries)
        {
            ulong[] a = [.. Sequences(recorder.Frames, entry.LineA.Port)];
            ulong[] b = [.. Sequences(recorder.Frames, entry.LineB.Port)];
            Assert.That(b, Is.EquivalentTo(a), "what is held back goes out at the end");
        }

        int ends = recorder.Frames.Count(f => MemoirDepthProtocol.TryReadHeader(f.Frame.AsSpan(42), out FeedPacketHeader header) && header.Kind == FeedPacketKind.SessionEnd);
        Assert.That(ends, Is.EqualTo(2 * parameters.Venues.Count), "once a line, however often it is closed");
        int count = recorder.Frames.Count;
        TestMarket.RunTo(market, market.EndTimeNs + TestMarket.Second);
        Assert.That(recorder.Frames, Has.Count.EqualTo(count), "nothing follows an end");
    }

    [Test]
    public void ShouldNotAllocateInSteadyState()
    {
        FeedFaults faults = new() { LossProbability = 0.05, BurstProbability = 0.01, ReorderProbability = 0.05, DuplicateProbability = 0.05, JitterNs = 10_000 };
        MarketParameters parameters = TestMarket.Short(900) with
        {
            HasLineB = true,
            Feed = new FeedParameters { LineA = faults, LineB = faults, SnapshotLine = faults, HasSnapshots = true },
        };
        var market = new MarketSimulator(parameters, 3, 0, new FrameRecorder { IsOn = false });
        market.AdvanceTo(market.StartTimeNs + (600 * TestMarket.Second));
        long before = GC.GetAllocatedBytesForCurrentThread();
        market.AdvanceTo(market.StartTimeNs + (800 * TestMarket.Second));

        // A line's ring may double once more when a packet is held back for long; one object a packet would be a megabyte.
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(40_000));
    }

    [Test]
    public void ShouldReadAndCheckTheirParameters()
    {
        MarketParameters parameters = MarketParameters.CreateDefault() with
        {
            Feed = new FeedParameters { LineB = new FeedFaults { LossProbability = 0.25, BurstPacketsMax = 7 }, HasSnapshots = true, SnapshotPeriodNs = 0 },
        };
        MarketParameters read = MarketParametersJson.Parse(MarketParametersJson.Format(parameters), "test");
        Assert.That(read.Feed, Is.EqualTo(parameters.Feed));
        Assert.That(MarketParametersJson.Format(MarketParameters.CreateDefault()), Does.Not.Contain("\"feed\""), "off is not written");
        Refuse(new FeedParameters { SnapshotPeriodNs = 1 }, "feed.snapshotPeriodNs");
        Refuse(new FeedParameters { LineA = new FeedFaults { LossProbability = 1.5 } }, "feed.lineA.lossProbability");
        Refuse(new FeedParameters { SnapshotLine = new FeedFaults { ReorderPacketsMax = 65 } }, "feed.snapshotLine.reorderPacketsMax");
    }

    private static void Refuse(FeedParameters feed, string key)
    {
        EdgeRouterException? error = Assert.Throws<EdgeRouterException>(() => _ = new MarketSimulator(MarketParameters.CreateDefault() with { Feed = feed }, 1, 0, null));
        Assert.That((error!.Id, error.Message.Contains(key, StringComparison.Ordinal)), Is.EqualTo(("ER7053", true)));
    }

    private static FeedLine Line(FeedFaults faults) => new(default, 1, faults, 5, 0);

    private static List<int> Through(FeedLine line)
    {
        var got = new List<int>();
        for (int i = 0; i < PacketCount; i++)
        {
            line.Send(BitConverter.GetBytes(i), i, i);
            TakeAll(line, got);
        }

        line.ReleaseAll(PacketCount);
        TakeAll(line, got);
        return got;
    }

    private static void TakeAll(FeedLine line, List<int> got)
    {
        while (!line.Frames.IsEmpty)
        {
            got.Add(BitConverter.ToInt32(line.Frames.Next.Slice(42)));
            line.Frames.Drop();
        }
    }

    private static void Take(FrameLine ring, (int Length, byte First) expected)
    {
        Assert.That((ring.Next.Length - 42, ring.Next[42], ring.Next[^1]), Is.EqualTo((expected.Length, expected.First, expected.First)));
        ring.Drop();
    }

    private static List<(byte[] Frame, long TimeNs)> Record(MarketParameters parameters, ulong seed)
    {
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(parameters, seed, 0, recorder);
        TestMarket.RunTo(market, market.EndTimeNs);
        return recorder.Frames;
    }

    private static IEnumerable<ulong> Sequences(List<(byte[] Frame, long TimeNs)> frames, int port) =>
        frames.Where(f => Port(f.Frame) == port).Select(f => BinaryPrimitives.ReadUInt64BigEndian(f.Frame.AsSpan(42 + 10)));

    private static int Port(byte[] frame) => BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(36));
}
