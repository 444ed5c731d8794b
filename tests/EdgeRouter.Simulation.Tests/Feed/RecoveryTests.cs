using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Feed;

/// <summary>Books that lose packets, held against the simulator's own.</summary>
public sealed class RecoveryTests
{
    private const long Millisecond = 1_000_000;
    private const long PeriodNs = 100 * Millisecond;

    [TestCase(20_260_101UL, 0.3, 0.0)]
    [TestCase(20_260_102UL, 0.05, 0.09)]
    public void ShouldHealThousandsOfGapsToTheSimulatorsOwnBooks(ulong seed, double loss, double burst)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var faults = new FeedFaults { LossProbability = loss, BurstProbability = burst, ReorderProbability = 0.01, DuplicateProbability = 0.01, JitterNs = 20_000 };
        MarketParameters parameters = TestMarket.Short(700) with
        {
            HasLineB = true,
            Feed = new FeedParameters { LineA = faults, LineB = faults, SnapshotLine = faults with { LossProbability = 0.02, BurstProbability = 0 }, HasSnapshots = true, SnapshotPeriodNs = PeriodNs },
        };
        var relay = new FrameRelay();
        var market = new MarketSimulator(parameters, seed, 0, relay);
        using var books = new BookReceiver(market.Universe, market.FeedPlan);
        relay.Target = books;
        (int Compared, int Stale, int Different) sum = default;
        for (long at = market.StartTimeNs + (2 * PeriodNs); at < market.EndTimeNs - Second; at += PeriodNs)
        {
            Compare(market, books, at, ref sum);
        }

        TestMarket.RunTo(market, market.EndTimeNs);
        long gaps = Sum(books, c => c.Gaps);
        TestContext.Out.WriteLine($"{gaps} gaps, {Sum(books, c => c.HealedBooks)} books healed by {Sum(books, c => c.SnapshotsApplied)} snapshots; {sum.Compared} books compared, {sum.Stale} were stale");
        Assert.That(gaps, Is.GreaterThan(1_000));
        Assert.That(Sum(books, c => c.HealedBooks), Is.GreaterThan(1_000));
        Assert.That(sum.Different, Is.Zero);
        Assert.That(sum.Compared, Is.GreaterThan(100_000));
        Assert.That(sum.Stale, Is.LessThan(sum.Compared), "snapshots come ten times a second: most of the time a book can be believed");
        Assert.That(Sum(books, c => c.CapacityDrops + c.RecoveryDrops + c.OverExecutions), Is.Zero);
    }

    [Test]
    public void ShouldStayStaleWithoutSnapshots()
    {
        MarketParameters parameters = TestMarket.Short(60) with { Feed = new FeedParameters { LineA = new FeedFaults { LossProbability = 0.05 } } };
        var relay = new FrameRelay();
        var market = new MarketSimulator(parameters, 5, 0, relay);
        using var books = new BookReceiver(market.Universe, market.FeedPlan);
        relay.Target = books;
        TestMarket.RunTo(market, market.EndTimeNs - Second);
        Assert.That(Sum(books, c => c.Gaps), Is.GreaterThan(20));
        Assert.That(books.State.Book(new InstrumentId(0), new VenueId(0)).Trust, Is.EqualTo(BookTrust.Stale));
    }

    [Test]
    public void ShouldAnswerARequestForASnapshot()
    {
        MarketParameters parameters = TestMarket.Short(60) with { Feed = new FeedParameters { HasSnapshots = true, SnapshotPeriodNs = 0, LineA = new FeedFaults { LossProbability = 0.05 } } };
        var relay = new FrameRelay();
        var market = new MarketSimulator(parameters, 5, 0, relay);
        using var books = new BookReceiver(market.Universe, market.FeedPlan);
        relay.Target = books;
        VenueId venue = new(0);
        Assert.That(market.RequestSnapshot(venue), Is.False, "not open yet");
        TestMarket.RunTo(market, market.StartTimeNs + (20 * Second));
        Assert.That((books.State.Book(new InstrumentId(0), venue).Trust, market.SnapshotCount), Is.EqualTo((BookTrust.Stale, 0L)));
        Assert.That(market.RequestSnapshot(venue), Is.True);
        Assert.That(market.RequestSnapshot(venue), Is.False, "one is under way");
        int tries = 0;
        while (books.State.Book(new InstrumentId(0), venue).Trust != BookTrust.Verified && ++tries < 40)
        {
            TestMarket.RunTo(market, market.TimeNs + (50 * Millisecond));
            market.RequestSnapshot(venue);
        }

        Assert.That(tries, Is.LessThan(40));
        Assert.That(market.SnapshotCount, Is.InRange(1, tries + 1));
        TestMarket.RunTo(market, market.EndTimeNs);
        Assert.That(market.RequestSnapshot(venue), Is.False, "closed");
    }

    [Test]
    public void ShouldFillHolesFromPacketsSentAgainBeforeAnythingIsGivenUp()
    {
        var faults = new FeedFaults { LossProbability = 0.05, BurstProbability = 0.002, BurstPacketsMax = 4 };
        MarketParameters parameters = TestMarket.Short(300) with { Feed = new FeedParameters { HasSnapshots = true, SnapshotPeriodNs = 0, LineA = faults } };
        var relay = new FrameRelay();
        var market = new MarketSimulator(parameters, 12, 0, relay);
        using var books = new BookReceiver(market.Universe, market.FeedPlan);
        relay.Target = books;
        Assert.That(market.RequestRetransmission(new VenueId(0), 1, 1), Is.False, "not open yet");
        long asked = 0;
        for (long at = market.StartTimeNs; at < market.EndTimeNs - Second; at += Millisecond)
        {
            TestMarket.RunTo(market, at);
            for (int v = 0; v < parameters.Venues.Count; v++)
            {
                asked += books.Feed(v).TryGetHole(out ulong first, out ulong count) && market.RequestRetransmission(new VenueId((byte)v), first, count) ? 1 : 0;
            }
        }

        TestContext.Out.WriteLine($"{asked} requests, {market.ResentCount} packets sent again, {Sum(books, c => c.Gaps)} gaps");
        Assert.That(asked, Is.GreaterThan(200));
        Assert.That(Sum(books, c => c.Gaps), Is.LessThan(asked / 20), "a burst of the tape may bring eight packets before the answer");
        Assert.That(market.RequestRetransmission(new VenueId(0), 1, 0), Is.False);
        Assert.That(market.RequestRetransmission(new VenueId(0), 1, MarketSimulator.RetransmissionCountMax + 1), Is.False);
        (int Compared, int Stale, int Different) sum = default;
        Compare(market, books, market.TimeNs + (20 * Millisecond), ref sum);
        Assert.That((sum.Compared > 0, sum.Different), Is.EqualTo((true, 0)));
    }

    [Test]
    public void ShouldKeepTheNewestPacketsForThoseWhoAsk()
    {
        var history = new Simulation.Feed.PacketHistory();
        var kept = new List<(ulong Sequence, byte[] Payload)>();
        ulong next = 1;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] payload = [.. Enumerable.Repeat((byte)i, 20 + (i * 31 % 1_400))];
            history.Add(next, 3, payload);
            kept.Add((next, payload));
            next += 3;
        }

        Assert.That(history.Count, Is.InRange(600, 800), "half a MiB of 720 bytes each");
        for (int i = 0; i < history.Count; i++)
        {
            (ulong sequence, byte[] payload) = kept[kept.Count - history.Count + i];
            Assert.That(history.TryGet(i, sequence + 2, 1, out ReadOnlySpan<byte> bytes), Is.True);
            Assert.That(bytes.SequenceEqual(payload), Is.True);
            Assert.That(history.TryGet(i, sequence + 3, 5, out _) || history.TryGet(i, sequence - 2, 2, out _), Is.False);
        }
    }

    [Test]
    public void ShouldNotChangeTheLiveFeedByPublishingSnapshots()
    {
        MarketParameters plain = TestMarket.Short(60);
        List<string> without = Record(plain, _ => true);
        List<string> with = Record(plain with { Feed = new FeedParameters { HasSnapshots = true, SnapshotPeriodNs = PeriodNs } }, port => port < 17_000);
        Assert.That(with, Is.EqualTo(without));
    }

    private const long Second = TestMarket.Second;

    // A book is compared where the simulator's stood still from the instant until all that was told of it has come, and where it is trusted
    // and no packet that did come waits behind one that did not.
    private static void Compare(MarketSimulator market, BookReceiver books, long atNs, ref (int Compared, int Stale, int Different) sum)
    {
        TestMarket.RunTo(market, atNs);
        var before = new Dictionary<(int, int, Side), List<(Price, long)>>();
        ForEach(market, (v, i, side) => before[(v, i, side)] = TestMarket.Levels(market, v, i, side));
        ulong[] expected = [.. Enumerable.Range(0, market.Universe.Venues.Length).Select(v => market.NextFeedSequence(new VenueId((byte)v)))];
        TestMarket.RunTo(market, atNs + (5 * Millisecond));
        (int compared, int stale, int different) = sum;
        ForEach(market, (v, i, side) =>
        {
            bool isStill = before[(v, i, side)].SequenceEqual(TestMarket.Levels(market, v, i, side)) && books.Feed(v).ExpectedSequence >= expected[v];
            if (!isStill || market.NextFeedSequence(new VenueId((byte)v)) != expected[v])
            {
                return;
            }

            bool isTrusted = books.State.Book(new InstrumentId(i), new VenueId((byte)v)).Trust == BookTrust.Verified;
            compared += isTrusted ? 1 : 0;
            stale += isTrusted ? 0 : 1;
            different += isTrusted && !books.Levels(v, i, side).SequenceEqual(before[(v, i, side)].Take(10)) ? 1 : 0;
        });
        sum = (compared, stale, different);
    }

    private static List<string> Record(MarketParameters parameters, Func<int, bool> isWanted)
    {
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(parameters, 6, 0, recorder);
        TestMarket.RunTo(market, market.EndTimeNs);
        return [.. recorder.Frames.Where(f => isWanted((f.Frame[36] << 8) | f.Frame[37])).Select(f => $"{f.TimeNs} {Convert.ToHexString(f.Frame)}")];
    }

    private static long Sum(BookReceiver books, Func<MarketData.Feeds.FeedCounters, long> count)
    {
        long sum = 0;
        foreach (var feed in books.Feeds.Feeds)
        {
            sum += count(feed.Counters);
        }

        return sum;
    }

    private static void ForEach(MarketSimulator market, Action<int, int, Side> action)
    {
        for (int v = 0; v < market.Universe.Venues.Length; v++)
        {
            for (int i = 0; i < market.Universe.Instruments.Length; i++)
            {
                action(v, i, Side.Buy);
                action(v, i, Side.Sell);
            }
        }
    }
}
