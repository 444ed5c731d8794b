using System.Text;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Feeds;

public sealed class SnapshotRecoveryTests
{
    private const long Cent = 10_000_000;
    private const ulong Session = 9;
    private readonly MemoirDepthEncoder _encoder = new();
    private NativeRegion _region = null!;
    private MarketState _state = null!;
    private List<string> _log = null!;
    private FeedHandler<MemoirDepthProtocol, RecordingListener, NoProbe> _handler = null!;

    [SetUp]
    public void SetUp() => Build(4096, 4096);

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldHealAStaleBookAndApplyWhatCameBehindTheSnapshot()
    {
        Open();
        Lose(6);
        Live(7, new OrderAdded(17, 1007, Side.Sell, new Price(12 * Cent), 70, 7));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Stale));
        Live(8, new OrderAdded(17, 1008, Side.Sell, new Price(13 * Cent), 80, 8));

        // As of 7: the packet of 8 is to be applied again, the one of 7 is not.
        Snapshot(1, 7, (1001, Side.Buy, 10, 300), (1006, Side.Buy, 9, 60), (1007, Side.Sell, 12, 70));

        Assert.That((Book.Trust, Book.Status), Is.EqualTo((BookTrust.Verified, TradingStatus.Trading)));
        Assert.That(Market.Bids(Book), Is.EqualTo("100000000:300:1 90000000:60:1"));
        Assert.That(Market.Asks(Book), Is.EqualTo("120000000:70:1 130000000:80:1"));
        FeedCounters counters = _handler.Counters;
        Assert.That((counters.SnapshotsApplied, counters.HealedBooks, counters.DuplicateOrders, counters.UnknownOrders), Is.EqualTo((1L, 1L, 0L, 0L)));

        // The orders are known again: later messages change them.
        Live(9, new OrderDeleted(17, 1006, 9));
        Assert.That(Market.Bids(Book), Is.EqualTo("100000000:300:1"));
        Assert.That(counters.UnknownOrders, Is.Zero);
    }

    [Test]
    public void ShouldTellOfTradesOnceAndOfStatusesThatTheGapTook()
    {
        Open();
        Lose(6);
        Live(7, new OrderExecuted(17, 1001, 5, new Price(10 * Cent), 100, 7));
        _log.Clear();
        SnapshotWithStatus(1, 6, TradingStatus.Halted, (1001, Side.Buy, 10, 300));
        Assert.That(_log, Is.EqualTo(new[] { "status 1 0 Halted @0", "quote 1 0 @0" }));
        Assert.That(Market.Bids(Book), Is.EqualTo("100000000:200:1"));
        Assert.That((_handler.Counters.Trades, Book.TradeCount), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void ShouldNotBelieveASnapshotFromBeforeTheGap()
    {
        Open();
        Lose(6);
        Live(7, new OrderAdded(17, 1007, Side.Sell, new Price(12 * Cent), 70, 7));
        Snapshot(1, 5, (1001, Side.Buy, 10, 300));
        Assert.That((Book.Trust, _handler.Counters.SnapshotsUnused), Is.EqualTo((BookTrust.Stale, 1L)));
        Assert.That(Market.Asks(Book), Is.EqualTo("110000000:200:1 120000000:70:1"), "the book goes on as it was");
    }

    [Test]
    public void ShouldWaitWhereTheSnapshotIsAheadOfTheLiveFeed()
    {
        Open();
        Lose(6);
        Live(7, new OrderAdded(17, 1007, Side.Sell, new Price(12 * Cent), 70, 7));
        Snapshot(1, 8, (1001, Side.Buy, 10, 300), (1008, Side.Sell, 12, 30));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Stale));
        Live(8, new OrderAdded(17, 1008, Side.Sell, new Price(12 * Cent), 30, 8));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
        Assert.That(Market.Asks(Book), Is.EqualTo("120000000:30:1"));
        Assert.That(_handler.Counters.DuplicateOrders, Is.Zero);
    }

    [Test]
    public void ShouldLeaveOutASnapshotWithAHoleAndTakeTheNext()
    {
        Open();
        Lose(6);
        Live(7, new OrderAdded(17, 1007, Side.Sell, new Price(12 * Cent), 70, 7));

        // First packet of the first snapshot is lost: what is left must not pass for a whole one.
        _encoder.Begin(Session, 3);
        _encoder.TryAdd(new OrderAdded(17, 1002, Side.Buy, new Price(5 * Cent), 5, 7));
        _encoder.TryAddSnapshotComplete(7, 7);
        SendSnapshot();
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Stale));
        Snapshot(5, 7, (1001, Side.Buy, 10, 300));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));

        Lose(8);
        Live(9, new OrderAdded(17, 1009, Side.Sell, new Price(12 * Cent), 70, 9));
        _encoder.Begin(Session, 7);
        _encoder.TryAdd(new OrderAdded(17, 1001, Side.Buy, new Price(10 * Cent), 1, 9));
        SendSnapshot();
        _encoder.Begin(Session, 9);
        _encoder.TryAddSnapshotComplete(9, 9);
        SendSnapshot();
        Assert.That((Book.Trust, _handler.Counters.SnapshotsBroken), Is.EqualTo((BookTrust.Stale, 1L)));
    }

    [Test]
    public void ShouldHealWhereTheGapIsFoundOutWhileTheSnapshotComes()
    {
        Open();
        Lose(6);
        _encoder.Begin(Session, 1);
        _encoder.TryAdd(new OrderAdded(17, 1001, Side.Buy, new Price(10 * Cent), 300, 7));
        SendSnapshot();
        Live(7, new OrderAdded(17, 1007, Side.Sell, new Price(12 * Cent), 70, 7));
        _encoder.Begin(Session, 2);
        _encoder.TryAddSnapshotComplete(6, 7);
        SendSnapshot();
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
        Assert.That(Market.Asks(Book), Is.EqualTo("120000000:70:1"));
    }

    [Test]
    public void ShouldLetAnotherSessionsSnapshotBe()
    {
        Open();
        Lose(6);
        Live(7, new OrderAdded(17, 1007, Side.Sell, new Price(12 * Cent), 70, 7));
        _encoder.Begin(Session + 1, 1);
        _encoder.TryAddSnapshotComplete(7, 7);
        SendSnapshot();
        Assert.That((Book.Trust, _handler.Counters.SnapshotsUnused), Is.EqualTo((BookTrust.Stale, 1L)));
    }

    [Test]
    public void ShouldKeepTheNewestLivePacketsWhereThereIsNoRoomForAll()
    {
        Build(4096, 2048);
        Open();
        Lose(6);
        for (ulong sequence = 7; sequence < 107; sequence++)
        {
            Live(sequence, new OrderAdded(17, 1000 + sequence, Side.Sell, new Price(12 * Cent), 1, 7));
        }

        Assert.That(_handler.Counters.RecoveryDrops, Is.GreaterThan(10));
        Snapshot(1, 7, (1001, Side.Buy, 10, 300));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Stale), "the packets behind 7 are not all there");
        Snapshot(3, 104, (1001, Side.Buy, 10, 300));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
        Assert.That(Market.Asks(Book), Is.EqualTo("120000000:2:2"));
    }

    [Test]
    public void ShouldLeaveOutASnapshotThatFindsNoRoom()
    {
        Build(2048, 4096);
        Open();
        Lose(6);
        Live(7, new OrderAdded(17, 1007, Side.Sell, new Price(12 * Cent), 70, 7));
        Snapshot(1, 7, [.. Enumerable.Range(0, 60).Select(i => ((ulong)(2000 + i), Side.Buy, 5, 1))]);
        Assert.That((Book.Trust, _handler.Counters.SnapshotsBroken), Is.EqualTo((BookTrust.Stale, 1L)));
        Snapshot(62, 7, (1001, Side.Buy, 10, 300));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
    }

    [Test]
    public void ShouldMakeAFeedThatWasJoinedLateVerified()
    {
        Live(50, new OrderDeleted(17, 1, 1));
        _encoder.Begin(Session, 1);
        _encoder.TryAddInstrument(new InstrumentAnnouncement { SecurityId = 17, Symbol = Encoding.ASCII.GetBytes("YYY"), RoundLot = 100, EventTimeNs = 1 }, new Price(Cent));
        _encoder.TryAdd(new OrderAdded(17, 5, Side.Buy, new Price(10 * Cent), 300, 7));
        _encoder.TryAddSnapshotComplete(50, 7);
        SendSnapshot();
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
        Assert.That(Market.Bids(Book), Is.EqualTo("100000000:300:1"));
    }

    [Test]
    public void ShouldHealWithoutAllocating()
    {
        FeedOptions options = Options(4096, 4096);
        using var region = new NativeRegion(1 << 22);
        var handler = new FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe>(options, Market.State(region), region, default, default);
        handler.Books.Map(17, new InstrumentId(1));
        ulong live = 1;
        long allocated = 0;
        for (int round = 0; round < 60; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _encoder.Begin(Session, live);
            _encoder.TryAdd(new OrderAdded(17, live, Side.Sell, new Price(12 * Cent), 70, 7));
            handler.OnPacket(new Datagram { Payload = _encoder.Finish(), DestinationAddress = 1, DestinationPort = 1000 });
            _encoder.Begin(Session, (2 * (ulong)round) + 1);
            _encoder.TryAdd(new OrderAdded(17, live, Side.Sell, new Price(12 * Cent), 70, 7));
            _encoder.TryAddSnapshotComplete(live, 7);
            handler.OnPacket(new Datagram { Payload = _encoder.Finish(), DestinationAddress = 3, DestinationPort = 3000 });
            allocated += round < 30 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
            live += 2;
        }

        Assert.That(handler.Counters.SnapshotsApplied, Is.EqualTo(59));
        Assert.That(allocated, Is.Zero);
    }

    private VenueBookView Book => _state.Book(new InstrumentId(1), Market.A);

    private void Build(int snapshotBytes, int recoveryBytes)
    {
        _region?.Dispose();
        _region = Market.Region();
        _state = Market.State(_region);
        _log = new List<string>(64);
        _handler = new FeedHandler<MemoirDepthProtocol, RecordingListener, NoProbe>(Options(snapshotBytes, recoveryBytes), _state, _region, new RecordingListener(_log), default);
    }

    private static FeedOptions Options(int snapshotBytes, int recoveryBytes) => Market.Options(new OrderBookCapacity { OrderCountMax = 200, LevelCountMax = 16 }) with
    {
        LineB = default,
        SingleLineWindow = 0,
        Snapshots = new FeedEndpoint(3, 3000),
        SnapshotBytesMax = snapshotBytes,
        RecoveryBytesMax = recoveryBytes,
    };

    private void Open()
    {
        _encoder.Begin(Session, 1);
        _encoder.TryAddInstrument(new InstrumentAnnouncement { SecurityId = 17, Symbol = Encoding.ASCII.GetBytes("YYY"), RoundLot = 100, EventTimeNs = 1 }, new Price(Cent));
        _encoder.TryAdd(new StatusUpdate(-1, TradingStatus.Trading, 2));
        _encoder.TryAdd(new StatusUpdate(17, TradingStatus.Trading, 2));
        _encoder.TryAdd(new OrderAdded(17, 1001, Side.Buy, new Price(10 * Cent), 300, 3));
        _encoder.TryAdd(new OrderAdded(17, 1002, Side.Sell, new Price(11 * Cent), 200, 4));
        SendLive();
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Verified));
    }

    // The sequence is never sent: the next live packet finds the hole.
    private void Lose(ulong sequence) => Assert.That(_handler.ExpectedSequence, Is.EqualTo(sequence));

    private void Live(ulong sequence, in OrderAdded added)
    {
        _encoder.Begin(Session, sequence);
        _encoder.TryAdd(in added);
        SendLive();
    }

    private void Live(ulong sequence, in OrderDeleted deleted)
    {
        _encoder.Begin(Session, sequence);
        _encoder.TryAdd(in deleted);
        SendLive();
    }

    private void Live(ulong sequence, in OrderExecuted executed)
    {
        _encoder.Begin(Session, sequence);
        _encoder.TryAdd(in executed);
        SendLive();
    }

    private void Snapshot(ulong channelSequence, ulong asOf, params (ulong Id, Side Side, int Cents, long Quantity)[] orders) =>
        SnapshotWithStatus(channelSequence, asOf, TradingStatus.Unknown, orders);

    private void SnapshotWithStatus(ulong channelSequence, ulong asOf, TradingStatus status, params (ulong Id, Side Side, int Cents, long Quantity)[] orders)
    {
        ulong sequence = channelSequence;
        _encoder.Begin(Session, sequence);
        if (status != TradingStatus.Unknown)
        {
            _encoder.TryAdd(new StatusUpdate(17, status, 1));
        }

        foreach ((ulong id, Side side, int cents, long quantity) in orders)
        {
            var added = new OrderAdded(17, id, side, new Price(cents * Cent), quantity, 5);
            if (!_encoder.TryAdd(in added))
            {
                sequence += (ulong)_encoder.MessageCount;
                SendSnapshot();
                _encoder.Begin(Session, sequence);
                Assert.That(_encoder.TryAdd(in added), Is.True);
            }
        }

        _encoder.TryAddSnapshotComplete(asOf, 6);
        SendSnapshot();
    }

    private void SendLive() => _handler.OnPacket(new Datagram { Payload = _encoder.Finish(), DestinationAddress = 1, DestinationPort = 1000 });

    private void SendSnapshot() => _handler.OnPacket(new Datagram { Payload = _encoder.Finish(), DestinationAddress = 3, DestinationPort = 3000 });
}
