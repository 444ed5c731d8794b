using EdgeRouter.Core.Books;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Randomness;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Feeds;

public sealed class FeedHandlerTests
{
    private const int A = 1;
    private const int B = 2;
    private NativeRegion _region = null!;
    private MarketState _state = null!;
    private List<string> _log = null!;
    private FeedHandler<ToyProtocol, RecordingListener, NoProbe> _handler = null!;
    private long _nowNs;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        Create(Market.Options());
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldTakeTheFirstCopyAndDropTheSecond()
    {
        Send(A, 1);
        Send(B, 1);
        Send(B, 2);
        Send(A, 2);
        Assert.That(Applied, Is.EqualTo("1 2"));
        Assert.That((C.Duplicates, C.Gaps, C.Packets, C.Held), Is.EqualTo((2L, 0L, 4L, 0L)));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
        Assert.That(C.IsMidSessionStart, Is.False);
    }

    [Test]
    public void ShouldCountADropTwiceWhenAPacketComesThreeTimes()
    {
        Send(A, 1);
        Send(A, 1);
        Send(B, 1);
        Assert.That(C.Duplicates, Is.EqualTo(2));
        Assert.That(Applied, Is.EqualTo("1"));
    }

    [Test]
    public void ShouldFillAHoleOfOneLineFromTheOther()
    {
        Send(A, 1);
        Send(A, 3);
        Send(A, 4);
        Send(B, 1);
        Send(B, 2);
        Send(B, 3);
        Assert.That(Applied, Is.EqualTo("1 2 3 4"));
        Assert.That((C.Gaps, C.Held, C.Duplicates), Is.EqualTo((0L, 2L, 2L)));
    }

    [Test]
    public void ShouldDeclareAGapOnlyWhenBothLinesHavePassed()
    {
        Send(A, 1);
        Send(A, 4);
        Assert.That(C.Gaps, Is.Zero);
        Send(B, 3);
        Assert.That(Applied, Is.EqualTo("1 3 4"));
        Assert.That((C.Gaps, C.GapPackets), Is.EqualTo((1L, 1L)));
        Assert.That(_log, Has.Member("gap 0 @3"));
    }

    [Test]
    public void ShouldCountAPacketThatComesAfterItsGap()
    {
        Send(A, 1);
        Send(A, 3);
        Send(B, 3);
        Send(B, 2);
        Assert.That(Applied, Is.EqualTo("1 3"));
        Assert.That((C.Late, C.Duplicates), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void ShouldNotWaitForALineThatDied()
    {
        Create(Market.Options() with { ReorderSlotCount = 4, SingleLineWindow = 2 });
        Send(B, 1);
        for (ulong s = 3; s <= 6; s++)
        {
            Assert.That(C.Gaps, Is.Zero);
            Send(A, s);
        }

        Assert.That((C.Gaps, C.GapPackets), Is.EqualTo((1L, 1L)));
        Assert.That(Applied, Is.EqualTo("1 3 4 5 6"));
    }

    [Test]
    public void ShouldWaitOutReorderingOnASingleLine()
    {
        Create(Market.Options() with { Lines = LineSelection.A, SingleLineWindow = 2 });
        Send(A, 1);
        Send(A, 3);
        Send(A, 4);
        Send(A, 2);
        Assert.That(Applied, Is.EqualTo("1 2 3 4"));
        Assert.That(C.Gaps, Is.Zero);
        Send(A, 6);
        Send(A, 7);
        Assert.That(C.Gaps, Is.Zero);
        Send(A, 8);
        Assert.That(C.Gaps, Is.EqualTo(1));
        Assert.That(Applied, Is.EqualTo("1 2 3 4 6 7 8"));
    }

    [Test]
    public void ShouldDeclareAtOnceWithoutAWindow()
    {
        Create(Market.Options() with { Lines = LineSelection.B, SingleLineWindow = 0 });
        Send(B, 1);
        Send(B, 5);
        Assert.That((C.Gaps, C.GapPackets), Is.EqualTo((1L, 3L)));
    }

    [Test]
    public void ShouldLeaveTheOtherLineAlone()
    {
        Create(Market.Options() with { Lines = LineSelection.B });
        Send(A, 1);
        Send(B, 1);
        _handler.OnPacket(new Datagram { Payload = ToyProtocol.Packet(2), DestinationPort = 999 });
        Assert.That((C.UnselectedPackets, C.ForeignPackets, C.Packets, C.Duplicates), Is.EqualTo((1L, 1L, 1L, 0L)));
    }

    [Test]
    public void ShouldBeginUnverifiedInMidSession()
    {
        Send(A, 50);
        Send(B, 49);
        Assert.That(C.IsMidSessionStart, Is.True);
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Unverified));
        Assert.That((C.Gaps, C.Late), Is.EqualTo((0L, 1L)));
    }

    [Test]
    public void ShouldSkipMessagesSeenBefore()
    {
        Send(A, 1, 3);
        Send(B, 2, 4);
        Assert.That(Applied, Is.EqualTo("1 2 3 4 5"));
        Assert.That((C.PartialOverlaps, C.Duplicates), Is.EqualTo((1L, 0L)));
        Send(A, 4, 2);
        Assert.That(C.Duplicates, Is.EqualTo(1));
    }

    [Test]
    public void ShouldResolveOverlapsInTheReorderBuffer()
    {
        Send(A, 1);
        Send(A, 4, 2);
        Send(A, 3, 4);
        Send(B, 2);
        Assert.That(Applied, Is.EqualTo("1 2 3 4 5 6"));
        Assert.That((C.Gaps, C.Duplicates), Is.EqualTo((0L, 1L)));
    }

    [Test]
    public void ShouldFindAGapByHeartbeats()
    {
        Send(A, 1);
        Send(B, 1);
        Heartbeat(A, 2);
        Heartbeat(B, 2);
        Assert.That(C.Gaps, Is.Zero);
        Heartbeat(A, 4);
        Heartbeat(B, 3);
        Assert.That((C.Gaps, C.GapPackets), Is.EqualTo((1L, 1L)));
        Send(B, 3);
        Assert.That(Applied, Is.EqualTo("1 3"));
        Assert.That(C.Heartbeats, Is.EqualTo(4));
    }

    [Test]
    public void ShouldFindAGapByHeartbeatsOfASingleLine()
    {
        Create(Market.Options() with { Lines = LineSelection.A, SingleLineWindow = 1 });
        Send(A, 1);
        Heartbeat(A, 3);
        Assert.That(C.Gaps, Is.Zero);
        Heartbeat(A, 3);
        Assert.That((C.Gaps, C.GapPackets), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void ShouldBeginVerifiedWithAHeartbeatBeforeTheFirstMessage()
    {
        Heartbeat(A, 1);
        Send(A, 1);
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
        Assert.That((C.Gaps, C.IsMidSessionStart), Is.EqualTo((0L, false)));
    }

    [Test]
    public void ShouldStartOverWithANewSession()
    {
        Send(A, 1, session: 5);
        Send(A, 2, session: 5);
        Send(A, 1, session: 6);
        Send(B, 2, session: 5);
        Send(B, 1, session: 6);
        Assert.That(Applied, Is.EqualTo("1 2 1"));
        Assert.That((C.SessionChanges, C.Late, C.Duplicates, C.Gaps), Is.EqualTo((1L, 1L, 1L, 0L)));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
    }

    [Test]
    public void ShouldStartOverWhenTheSequenceFallsFarBack()
    {
        Send(A, 500_000);
        Send(A, 1);
        Send(A, 2);
        Assert.That(Applied, Is.EqualTo("500000 1 2"));
        Assert.That((C.SessionChanges, C.Late), Is.EqualTo((1L, 0L)));
    }

    [Test]
    public void ShouldComeBackFromStaleWhenTheInstrumentMissedNothing()
    {
        Send(A, 1, report: 10);
        Send(A, 3, report: 11);
        Send(B, 3, report: 11);
        Assert.That(C.Gaps, Is.EqualTo(1));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
        Assert.That(C.RecoveredBooks, Is.EqualTo(1));
    }

    [Test]
    public void ShouldStayStaleWhenTheInstrumentMissedAnUpdate()
    {
        Send(A, 1, report: 10);
        Send(A, 3, report: 12);
        Send(B, 3, report: 12);
        Send(A, 4, report: 13);
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Stale));
        _handler.Books.OnClear(new BookClear(7, 0));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
        Assert.That(Market.Bids(Book), Is.Empty);
    }

    [Test]
    public void ShouldReleaseWhatWaitsAtTheEnd()
    {
        Send(A, 1);
        Send(A, 3);
        Send(A, 5);
        Assert.That(Applied, Is.EqualTo("1"));
        _handler.Flush();
        Assert.That(Applied, Is.EqualTo("1 3 5"));
        Assert.That((C.Gaps, C.GapPackets), Is.EqualTo((2L, 2L)));
    }

    [Test]
    public void ShouldNotHoldAPacketLargerThanASlot()
    {
        Create(Market.Options() with { ReorderSlotBytes = 64 });
        Send(A, 1);
        Send(A, 3);
        Send(A, 5, 10);
        Assert.That(Applied, Is.EqualTo("1 3 5 6 7 8 9 10 11 12 13 14"));
        Assert.That((C.Gaps, C.ReorderOverflows), Is.EqualTo((2L, 2L)));
    }

    [Test]
    public void ShouldCountCorruptHeaders()
    {
        Deliver(A, [1, 2, 3]);
        byte[] wrap = ToyProtocol.Packet(ulong.MaxValue, 2);
        Deliver(A, wrap);
        byte[] countless = ToyProtocol.Packet(1);
        countless[20] = 0xFF; // more messages than bytes
        Deliver(A, countless);
        Assert.That((C.BadHeaders, C.Packets), Is.EqualTo((3L, 0L)));
    }

    [Test]
    public void ShouldCountEveryPacketBeforeArbitrationWhenAsked()
    {
        Create(Market.Options() with { CountDuplicates = true });
        Send(A, 1, 2);
        Send(B, 1, 2);
        Send(A, 4);
        Send(B, 4);
        Send(B, 3);
        Assert.That((_handler.Decoded.Packets, _handler.Decoded.Messages), Is.EqualTo((5L, 7L)));
        Assert.That(Applied, Is.EqualTo("1 2 4"));
    }

    [Test]
    public void ShouldTellOfAChangedBookOncePerPacket()
    {
        _log.Clear();
        Send(A, 1, 3);
        Assert.That(_log.Count(l => l.StartsWith("quote", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(_log[^1], Is.EqualTo("quote 0 0 @1"));
    }

    [Test]
    public void ShouldRefuseOptionsThatCannotWork()
    {
        Assert.That(Refused(Market.Options() with { LineA = default, Lines = LineSelection.A }), Does.Contain("no group and port"));
        Assert.That(Refused(Market.Options() with { LineB = new(1, 1000) }), Does.Contain("both"));
        Assert.That(Refused(Market.Options() with { SingleLineWindow = 64 }), Does.Contain("window"));
    }

    [Test]
    public void ShouldApplyEveryMessageOnceOverTwoLossyLines()
    {
        const ulong Seed = 99;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        Create(Market.Options() with { ReorderSlotCount = 32 });
        var lines = new[] { new Queue<ulong>(), new Queue<ulong>() };
        for (ulong s = 1; s <= 5_000; s++)
        {
            int lost = random.NextInt32(10); // 0, 1: lost on one line; never on both
            for (int line = 0; line < 2; line++)
            {
                if (lost != line)
                {
                    lines[line].Enqueue(s);
                }
            }
        }

        while (lines[0].Count + lines[1].Count > 0)
        {
            int line = lines[0].Count == 0 || (lines[1].Count > 0 && lines[1].Peek() + 15 < lines[0].Peek()) ? 1
                : lines[1].Count == 0 || lines[0].Peek() + 15 < lines[1].Peek() ? 0 : random.NextInt32(2);
            Send(line + 1, lines[line].Dequeue());
        }

        Assert.That(Applied, Is.EqualTo(string.Join(' ', Enumerable.Range(1, 5_000))));
        Assert.That(C.Gaps, Is.Zero);
    }

    [Test]
    public void ShouldSurviveAnyBytes()
    {
        const ulong Seed = 31337;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] packet = ToyProtocol.Packet((ulong)random.NextInt32(200), random.NextInt32(4), (ulong)random.NextInt32(2), (FeedPacketKind)random.NextInt32(3));
            for (int k = random.NextInt32(3); k > 0; k--)
            {
                packet[random.NextInt32(packet.Length)] = (byte)random.NextInt32(256);
            }

            Deliver(1 + random.NextInt32(2), packet[..random.NextInt32(packet.Length + 1)]);
        }

        _handler.Flush();
        Assert.That(C.Packets + C.BadHeaders, Is.EqualTo(50_000));
        Assert.That(C.BadHeaders, Is.GreaterThan(1000));
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        var handler = new FeedHandler<ToyProtocol, NullMarketListener, NoProbe>(Market.Options(), _state, _region, default, default);
        handler.Books.Map(7, Market.X);
        byte[][] packets = [.. Enumerable.Range(1, 2_000).Select(i => ToyProtocol.Packet((ulong)i))];
        Feed(handler, packets, 0, 1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(handler, packets, 1_000, 2_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(handler.Counters.Gaps, Is.GreaterThan(0));
        Assert.That(handler.Counters.Held, Is.GreaterThan(0));
    }

    [Test]
    public void ShouldGiveReorderedLinesTimeWhereAsked()
    {
        Create(Market.Options() with { TwoLineWindow = 3 });
        Send(A, 1);
        Send(A, 3);
        Send(B, 3);
        Send(A, 4);
        Send(A, 2);
        Assert.That((C.Gaps, Applied), Is.EqualTo((0L, "1 2 3 4")));
        Send(A, 6);
        Send(B, 7);
        Assert.That(C.Gaps, Is.Zero);
        Send(A, 8);
        Assert.That((C.Gaps, C.GapPackets, Applied), Is.EqualTo((1L, 1L, "1 2 3 4 6 7 8")));
    }

    [Test]
    public void ShouldTakeADamagedPacketForALoss()
    {
        Send(A, 1);
        Deliver(A, ToyProtocol.Packet(2, 2)[..^1]);
        Assert.That((C.DamagedPackets, C.Gaps, Applied), Is.EqualTo((1L, 0L, "1 2")));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Stale));
        Assert.That(_log, Has.Member("gap 0 @2"));
    }

    private static void Feed(FeedHandler<ToyProtocol, NullMarketListener, NoProbe> handler, byte[][] packets, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (i % 100 == 50)
            {
                continue; // lost on both lines
            }

            int other = i % 7 == 0 && i + 1 < to ? i + 1 : i;
            handler.OnPacket(new Datagram { Payload = packets[other], DestinationAddress = 1, DestinationPort = 1000, ReceiveTimeNs = i });
            handler.OnPacket(new Datagram { Payload = packets[i], DestinationAddress = 2, DestinationPort = 2000, ReceiveTimeNs = i });
        }
    }

    private string Refused(FeedOptions options) => Assert.Throws<EdgeRouterException>(() => Create(options))!.ToUserLine();

    private FeedCounters C => _handler.Counters;

    private VenueBookView Book => _state.Book(Market.X, Market.A);

    private string Applied => string.Join(' ', _log.Where(l => l.StartsWith("trade", StringComparison.Ordinal)).Select(l => l.Split(' ')[3].Split('x')[0]));

    private void Create(FeedOptions options)
    {
        _state = Market.State(_region);
        _log = [];
        _nowNs = 0;
        _handler = new FeedHandler<ToyProtocol, RecordingListener, NoProbe>(options, _state, _region, new RecordingListener(_log), default);
        _handler.Books.Map(7, Market.X);
    }

    private void Send(int line, ulong sequence, int count = 1, ulong session = 0, uint? report = null) =>
        Deliver(line, ToyProtocol.Packet(sequence, count, session, report: report));

    private void Heartbeat(int line, ulong sequence) => Deliver(line, ToyProtocol.Packet(sequence, 0, kind: FeedPacketKind.Heartbeat));

    private void Deliver(int line, byte[] packet) => _handler.OnPacket(new Datagram
    {
        Payload = packet,
        DestinationAddress = (uint)line,
        DestinationPort = (ushort)(line * 1000),
        ReceiveTimeNs = ++_nowNs,
    });
}
