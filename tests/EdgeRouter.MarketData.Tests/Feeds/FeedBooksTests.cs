using System.Text;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Feeds;

public sealed class FeedBooksTests
{
    private NativeRegion _region = null!;
    private MarketState _state = null!;
    private FeedCounters _counters = null!;
    private List<string> _log = null!;
    private FeedBooks<RecordingListener> _books = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        Create(Market.Options(new OrderBookCapacity { OrderCountMax = 100, LevelCountMax = 16 }));
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldMapAnAnnouncedSymbol()
    {
        Announce(42, "YYY");
        Announce(43, "ZZZ");
        Add(42, 1, Side.Buy, 100, 5);
        Add(43, 2, Side.Buy, 100, 5);
        Assert.That(Market.Bids(_state.Book(new InstrumentId(1), Market.A)), Is.EqualTo("100:5:1"));
        Assert.That(_counters.UnknownInstruments, Is.EqualTo(1));
        Assert.That(_books.InstrumentCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldRegisterUnknownInstrumentsUpToTheCapacity()
    {
        Create(Market.Options() with { AutoRegister = true });
        for (long id = 100; id < 110; id++)
        {
            _books.OnLevel(Market.Level(Side.Buy, BookAction.New, 1, 50, id, security: id));
        }

        Assert.That(_state.InstrumentCount, Is.EqualTo(8));
        Assert.That(_counters.InstrumentDrops, Is.EqualTo(4));
        Assert.That(_state.NameOf(new InstrumentId(2)), Is.EqualTo("#100"));
        Assert.That(_state.Book(new InstrumentId(7), Market.A).BestBidQuantity, Is.EqualTo(105));
    }

    [Test]
    public void ShouldReportTheTakerOfAnExecutedOrder()
    {
        Announce(42, "AAA");
        Add(42, 1, Side.Buy, 100, 5);
        _books.NowNs = 77;
        _books.OnOrderExecuted(new OrderExecuted(42, 1, 9, new Price(100), 3, 0));
        _books.OnTrade(new TradePrint(42, new Price(101), 8, Side.None, 0, 0, 0));
        _books.OnOrderExecuted(new OrderExecuted(42, 999, 10, new Price(100), 1, 0));
        Assert.That(_log, Is.EqualTo(new[] { "trade 0 0 3x100 Sell @77", "trade 0 0 8x101 None @77", "trade 0 0 1x100 None @77" }));
        VenueBookView book = _state.Book(Market.X, Market.A);
        Assert.That(Market.Bids(book), Is.EqualTo("100:2:1"));
        Assert.That((book.TradeCount, book.LastTradeQuantity, book.LastTradePrice.Nanos, book.LastTradeTimeNs), Is.EqualTo((3L, 1L, 100L, 77L)));
        Assert.That(_counters.UnknownOrders, Is.EqualTo(1));
    }

    [Test]
    public void ShouldReduceAndDeleteOrders()
    {
        Announce(42, "AAA");
        Add(42, 1, Side.Sell, 100, 5);
        _books.OnOrderTaken(42, 1, 2, 0);
        Assert.That(Market.Asks(_state.Book(Market.X, Market.A)), Is.EqualTo("100:3:1"));
        _books.OnOrderTaken(42, 1, long.MaxValue, 0);
        Assert.That(Market.Asks(_state.Book(Market.X, Market.A)), Is.Empty);
    }

    [Test]
    public void ShouldTellStatusOfAllInstruments()
    {
        Announce(42, "AAA");
        Announce(43, "YYY");
        _books.OnStatus(new StatusUpdate(-1, TradingStatus.Halted, 0));
        _books.OnStatus(new StatusUpdate(43, TradingStatus.Trading, 0));
        _books.Publish();
        Assert.That(_log, Is.EqualTo(new[]
        {
            "status 0 0 Halted @0", "status 1 0 Halted @0", "status 1 0 Trading @0", "quote 0 0 @0", "quote 1 0 @0",
        }));
    }

    [Test]
    public void ShouldVerifyByClearAndBySnapshot()
    {
        _books.StartSession(isFromFirstSequence: false);
        Announce(42, "AAA");
        Announce(43, "YYY");
        Assert.That(Trusts(), Is.EqualTo((BookTrust.Unverified, BookTrust.Unverified)));
        _books.OnClear(new BookClear(42, 0));
        _books.OnSnapshotComplete(43);
        Assert.That(Trusts(), Is.EqualTo((BookTrust.Verified, BookTrust.Verified)));
        _books.MarkStale();
        Assert.That(Trusts(), Is.EqualTo((BookTrust.Stale, BookTrust.Stale)));
        Add(42, 1, Side.Buy, 100, 5);
        Assert.That(Trusts().Item1, Is.EqualTo(BookTrust.Stale));
        _books.OnSnapshotComplete(-1);
        Assert.That(Trusts(), Is.EqualTo((BookTrust.Verified, BookTrust.Verified)));
    }

    [Test]
    public void ShouldForgetOrdersWithAClearOfAll()
    {
        Announce(42, "AAA");
        Add(42, 1, Side.Buy, 100, 5);
        _books.OnClear(new BookClear(-1, 0));
        Assert.That(Market.Bids(_state.Book(Market.X, Market.A)), Is.Empty);
        _books.OnOrderTaken(42, 1, 1, 0);
        Assert.That(_counters.UnknownOrders, Is.EqualTo(1));
    }

    [Test]
    public void ShouldCountOrderEventsOnALevelFeed()
    {
        Create(Market.Options());
        _books.Map(42, Market.X);
        Add(42, 1, Side.Buy, 100, 5);
        Assert.That(_counters.UnsupportedEvents, Is.EqualTo(1));
    }

    [Test]
    public void ShouldCountBooksCrossedAtTheEndOfAnEvent()
    {
        Announce(42, "AAA");
        Add(42, 1, Side.Buy, 100, 5);
        Add(42, 2, Side.Sell, 99, 5);
        _books.OnEndOfEvent();
        Assert.That(_counters.CrossedBooks, Is.EqualTo(1));
    }

    private (BookTrust X, BookTrust Y) Trusts() => (_state.Book(Market.X, Market.A).Trust, _state.Book(new InstrumentId(1), Market.A).Trust);

    private void Create(FeedOptions options)
    {
        _state = Market.State(_region);
        _counters = new FeedCounters();
        _log = [];
        _books = new FeedBooks<RecordingListener>(_state, options, _region, _counters, new RecordingListener(_log));
    }

    private void Announce(long security, string symbol) =>
        _books.OnInstrument(new InstrumentAnnouncement { SecurityId = security, Symbol = Encoding.ASCII.GetBytes(symbol) });

    private void Add(long security, ulong id, Side side, long price, long quantity) =>
        _books.OnOrderAdded(new OrderAdded(security, id, side, new Price(price), quantity, 0));
}
