using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Consolidated;

public sealed class TouchedInstrumentsTests
{
    private static readonly InstrumentId Y = new(1);
    private NativeRegion _region = null!;
    private TouchedInstruments _touched = null!;
    private FeedBooks<Listener> _first = null!;
    private FeedBooks<Listener> _second = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        MarketState state = Market.State(_region);
        _touched = new TouchedInstruments(new ConsolidatedBook(state, _region), _region);
        _first = Feed(state, 0);
        _second = Feed(state, 1);
        Level(_first, 7, Side.Buy, 1, 100, 5);
        Level(_first, 8, Side.Buy, 1, 100, 5);
        _first.Publish();
        _touched.Clear();
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldListEachInstrumentOnceInFeedOrder()
    {
        Level(_first, 8, Side.Buy, 1, 101, 5);
        Level(_first, 7, Side.Buy, 1, 101, 5);
        _first.Publish();
        Level(_first, 8, Side.Sell, 1, 105, 5);
        _first.Publish();
        Assert.That(_touched.Listed.ToArray(), Is.EqualTo(new[] { Y, Market.X }));
        _touched.Clear();
        Assert.That(_touched.Listed.IsEmpty, Is.True);
        Level(_first, 8, Side.Sell, 1, 104, 5);
        _first.Publish();
        Assert.That(_touched.Listed.ToArray(), Is.EqualTo(new[] { Y }));
    }

    [Test]
    public void ShouldLeaveOutQuantitiesDeeperLevelsAndWorsePrices()
    {
        Level(_first, 7, Side.Buy, 1, 100, 9);
        Level(_first, 7, Side.Buy, 2, 99, 9);
        Level(_second, 7, Side.Buy, 1, 98, 9);
        _first.Publish();
        _second.Publish();
        Assert.That(_touched.Listed.IsEmpty, Is.True);
        Level(_second, 7, Side.Buy, 1, 100, 9);
        _second.Publish();
        Assert.That(_touched.Listed.IsEmpty, Is.True, "one more venue at the same price");
    }

    [Test]
    public void ShouldListWhatAGapAndARecoveryTouch()
    {
        _first.MarkStale();
        _first.Publish();
        Assert.That(_touched.Listed.ToArray(), Is.EqualTo(new[] { Market.X, Y }));
        Assert.That(_touched.HasOpened(Y), Is.False, "one venue less");
        _touched.Clear();
        _first.OnSnapshotComplete(8);
        _first.Publish();
        Assert.That(_touched.Listed.ToArray(), Is.EqualTo(new[] { Y }));
        Assert.That(_touched.HasOpened(Y), Is.True, "it counts again");
        _touched.Clear();
        Assert.That(_touched.HasOpened(Y), Is.False);
    }

    [Test]
    public void ShouldSayWhenAMarketIsInOrderAgain()
    {
        Level(_second, 8, Side.Sell, 1, 105, 5);
        _second.Publish();
        Assert.That(_touched.HasOpened(Y), Is.True, "the first offer");
        _touched.Clear();
        Level(_second, 8, Side.Sell, 1, 104, 5);
        _second.Publish();
        Assert.That(_touched.HasOpened(Y), Is.False, "only a price");
        Level(_second, 8, Side.Sell, 1, 100, 5);
        _second.Publish();
        Assert.That(_touched.HasOpened(Y), Is.False, "locked");
        Level(_second, 8, Side.Sell, 1, 101, 5);
        _second.Publish();
        Assert.That(_touched.HasOpened(Y), Is.True, "not locked any more");
    }

    [Test]
    public void ShouldListEveryStatus()
    {
        _second.OnStatus(new StatusUpdate(8, TradingStatus.Unknown, 0));
        Assert.That(_touched.Listed.ToArray(), Is.EqualTo(new[] { Y }), "though no price changed");
        Assert.That(_touched.HasOpened(Y), Is.True);
        _touched.Clear();
        _first.OnStatus(new StatusUpdate(-1, TradingStatus.Halted, 0));
        _first.Publish();
        Assert.That(_touched.Listed.ToArray(), Is.EqualTo(new[] { Market.X, Y }));
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        long before = 0;
        for (int i = 0; i < 200; i++)
        {
            before = i == 100 ? GC.GetAllocatedBytesForCurrentThread() : before;
            Level(_first, 7 + (i & 1), Side.Buy, 1, 100 + (i % 7), 5);
            _first.Publish();
            _touched.Clear();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void Level(FeedBooks<Listener> feed, long security, Side side, int level, long price, long quantity) =>
        feed.OnLevel(Market.Level(side, BookAction.Overlay, level, price, quantity, security: security));

    private FeedBooks<Listener> Feed(MarketState state, byte venue)
    {
        var feed = new FeedBooks<Listener>(state, Market.Options() with { VenueId = new VenueId(venue) }, _region, new FeedCounters(), new Listener(_touched));
        feed.Map(7, Market.X);
        feed.Map(8, Y);
        return feed;
    }

    private readonly struct Listener(TouchedInstruments touched) : IMarketListener
    {
        public void OnQuote(InstrumentId instrumentId, VenueId venueId, long timeNs) => touched.OnQuote(instrumentId);

        public void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs)
        {
        }

        public void OnStatus(InstrumentId instrumentId, VenueId venueId, TradingStatus status, long timeNs) => touched.OnStatus(instrumentId);

        public void OnGap(VenueId venueId, long timeNs)
        {
        }
    }
}
