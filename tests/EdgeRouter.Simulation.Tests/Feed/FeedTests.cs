using System.Buffers.Binary;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Feed;

public sealed class FeedTests
{
    private const long Second = TestMarket.Second;

    [Test]
    public void ShouldWriteTheSameBytesForTheSameSeedAndOthersForAnother()
    {
        List<(byte[] Frame, long TimeNs)> first = Record(TestMarket.Short(30), 42, 0);
        List<(byte[] Frame, long TimeNs)> second = Record(TestMarket.Short(30), 42, 0);
        List<(byte[] Frame, long TimeNs)> otherSeed = Record(TestMarket.Short(30), 43, 0);
        List<(byte[] Frame, long TimeNs)> otherDay = Record(TestMarket.Short(30), 42, 1);

        Assert.That(first, Has.Count.GreaterThan(500));
        Assert.That(Hash(first), Is.EqualTo(Hash(second)));
        Assert.That(Hash(first), Is.Not.EqualTo(Hash(otherSeed)));
        Assert.That(Hash(first), Is.Not.EqualTo(Hash(otherDay)));
    }

    [Test]
    public void ShouldNotDependOnTheStepsInWhichTimeIsAdvanced()
    {
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(TestMarket.Short(30), 42, 0, recorder);
        for (long t = market.StartTimeNs; t <= market.EndTimeNs; t += 7_654_321)
        {
            TestMarket.RunTo(market, t);
        }

        TestMarket.RunTo(market, market.EndTimeNs + Second);
        Assert.That(Hash(recorder.Frames), Is.EqualTo(Hash(Record(TestMarket.Short(30), 42, 0))));
    }

    [Test]
    public void ShouldLetBooksBeRebuiltFromTheFeedAlone()
    {
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(TestMarket.Short(90), 8, 0, recorder);
        long at = market.StartTimeNs + (77 * Second);
        TestMarket.RunTo(market, at);
        var live = new Dictionary<(int, int, Side), List<(Price, long)>>();
        ForEachBook(market, (v, i, side) => live[(v, i, side)] = TestMarket.Levels(market, v, i, side));
        TestMarket.RunTo(market, market.EndTimeNs);

        RebuiltBooks[] books = Rebuild(market, recorder.Frames, untilEventNs: at);

        ForEachBook(market, (v, i, side) =>
            Assert.That(books[v].Levels(market.FeedPlan.SecurityIdOf(new VenueId((byte)v), new InstrumentId(i)), side), Is.EqualTo(live[(v, i, side)]), $"{v} {i} {side}"));
        Assert.That(books[0].TradeCount, Is.GreaterThan(10));
    }

    [Test]
    public void ShouldOpenAndCloseEveryVenueAndLeaveNoOrderBehind()
    {
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(TestMarket.Short(20), 8, 0, recorder);
        TestMarket.RunTo(market, market.EndTimeNs);

        RebuiltBooks[] books = Rebuild(market, recorder.Frames, long.MaxValue);

        foreach (RebuiltBooks venue in books)
        {
            Assert.That(venue.Symbols.Values.Select(s => s.Trim()), Is.EqualTo(new[] { "ALFA", "BRAV", "CHAR" }));
            Assert.That(venue.Statuses.First(), Is.EqualTo(new StatusUpdate(-1, TradingStatus.Trading, market.StartTimeNs)));
            Assert.That(venue.Statuses.Count(s => s.SecurityId >= 0 && s.Status == TradingStatus.Trading), Is.EqualTo(3));
            Assert.That(venue.Statuses.Last(), Is.EqualTo(new StatusUpdate(-1, TradingStatus.Closed, market.EndTimeNs)));
            Assert.That(venue.Symbols.Keys.SelectMany(id => venue.Levels(id, Side.Buy)), Is.Empty);
        }

        Assert.That(books.SelectMany(b => b.Symbols.Keys), Is.Unique, "venues number instruments their own way");
    }

    [Test]
    public void ShouldNumberMessagesWithoutGapsAndNeverGoBackInTime()
    {
        MarketParameters parameters = TestMarket.Short(30);
        List<(byte[] Frame, long TimeNs)> frames = Record(parameters, 3, 0);
        var plan = Simulation.Feed.FeedPlan.Create(parameters);
        var next = new ulong[parameters.Venues.Count];
        var last = new long[parameters.Venues.Count];
        Array.Fill(next, 1UL);
        foreach ((byte[] frame, long timeNs) in frames)
        {
            int venue = VenueOf(plan, frame);
            Assert.That(MemoirDepthProtocol.TryReadHeader(Payload(frame), out FeedPacketHeader header), Is.True);
            Assert.That(header.Sequence, Is.EqualTo(next[venue]));
            next[venue] += header.Kind == FeedPacketKind.Data ? header.SequenceCount : 0;
            Assert.That(last[venue] == 0 || timeNs - last[venue] <= 2 * Second, Is.True, "a silent venue must send heartbeats");
            last[venue] = timeNs;
        }

        Assert.That(frames.Select(f => f.TimeNs), Is.Ordered);
        Assert.That(frames.Select(f => f.Frame.Length), Is.All.LessThanOrEqualTo(1_514));
    }

    [Test]
    public void ShouldCopyEveryFrameToLineB()
    {
        MarketParameters parameters = TestMarket.Short(10) with { HasLineB = true };
        List<(byte[] Frame, long TimeNs)> frames = Record(parameters, 3, 0);
        var plan = Simulation.Feed.FeedPlan.Create(parameters);
        Assert.That(frames.Count % 2, Is.Zero);
        for (int i = 0; i < frames.Count; i += 2)
        {
            int venue = VenueOf(plan, frames[i].Frame);
            Assert.That(Port(frames[i + 1].Frame), Is.EqualTo(plan.Entries[venue].LineB.Port));
            Assert.That(Address(frames[i + 1].Frame), Is.EqualTo(plan.Entries[venue].LineB.Address));
            Assert.That(Payload(frames[i + 1].Frame).SequenceEqual(Payload(frames[i].Frame)), Is.True);
        }
    }

    private static List<(byte[] Frame, long TimeNs)> Record(MarketParameters parameters, ulong seed, int day)
    {
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(parameters, seed, day, recorder);
        TestMarket.RunTo(market, market.EndTimeNs + Second);
        return recorder.Frames;
    }

    private static RebuiltBooks[] Rebuild(MarketSimulator market, List<(byte[] Frame, long TimeNs)> frames, long untilEventNs)
    {
        RebuiltBooks[] books = [.. Enumerable.Range(0, market.Universe.Venues.Length).Select(_ => new RebuiltBooks())];
        foreach ((byte[] frame, long timeNs) in frames)
        {
            int venue = VenueOf(market.FeedPlan, frame);
            long eventNs = timeNs - MarketParameters.CreateDefault().Venues[venue].FeedLatencyNs;
            if (eventNs <= untilEventNs && MemoirDepthProtocol.TryReadHeader(Payload(frame), out FeedPacketHeader header) && header.Kind == FeedPacketKind.Data)
            {
                RebuiltBooks.Sink sink = books[venue].CreateSink();
                var counters = new DecodeCounters();
                MemoirDepthProtocol.Decode(Payload(frame), in header, 0, ref sink, counters);
                Assert.That(counters.Malformed + counters.UnknownTemplates, Is.Zero);
            }
        }

        return books;
    }

    private static void ForEachBook(MarketSimulator market, Action<int, int, Side> action)
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

    private static ReadOnlySpan<byte> Payload(byte[] frame) => frame.AsSpan(42);

    private static ushort Port(byte[] frame) => BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(36));

    private static uint Address(byte[] frame) => BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(30));

    private static int VenueOf(Simulation.Feed.FeedPlan plan, byte[] frame) =>
        plan.Entries.Single(e => e.LineA == new FeedEndpoint(Address(frame), Port(frame))).VenueId.Value;

    private static string Hash(List<(byte[] Frame, long TimeNs)> frames)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        foreach ((byte[] frame, long timeNs) in frames)
        {
            hash.AppendData(frame);
            hash.AppendData(BitConverter.GetBytes(timeNs));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
