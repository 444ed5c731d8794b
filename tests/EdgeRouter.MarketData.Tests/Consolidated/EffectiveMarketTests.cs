using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Consolidated;

/// <summary>Venue 0 offers 500 at 103, 200 at 104 and 300 at 105 and bids 400 at 100; venue 1 offers 100 at 104 and bids 600 at 99. Memory is 50.</summary>
public sealed class EffectiveMarketTests
{
    private NativeRegion _region = null!;
    private MarketState _state = null!;
    private LevelBookBuilder _builder = null!;
    private EffectiveMarket _market = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        _state = Market.State(_region);
        _builder = new LevelBookBuilder(_state, new FeedCounters());
        _market = new EffectiveMarket(_state, Market.Universe(), _region, memoryNs: 50);
        Show(0, Side.Sell, 1, 103, 500);
        Show(0, Side.Sell, 2, 104, 200);
        Show(0, Side.Sell, 3, 105, 300);
        Show(0, Side.Buy, 1, 100, 400);
        Show(1, Side.Sell, 1, 104, 100);
        Show(1, Side.Buy, 1, 99, 600);
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldShowTheFeedWhereNothingWasTaken()
    {
        Assert.That(Asks(now: 1), Is.EqualTo("103:500:1 104:200:1 105:300:1"));
        Assert.That((Shown(103), Shown(104), Shown(999), Shown(102)), Is.EqualTo((500L, 700L, 1000L, 0L)));
        Assert.That(Nbbo(1), Is.EqualTo((100L, 400L, 103L, 500L)));
    }

    [Test]
    public void ShouldTakeWhatAFullFillTook()
    {
        Take(103, filled: 200, shown: 500, exhausted: false);
        Assert.That(Asks(now: 1), Is.EqualTo("103:300:1 104:200:1 105:300:1"));
        Assert.That(Nbbo(1), Is.EqualTo((100L, 400L, 103L, 300L)));
        Assert.That(Market.Asks(_state.Book(Market.X, Market.A)), Does.StartWith("103:500:1"), "what the feed shows stays as it is");
    }

    [Test]
    public void ShouldMoveDeeperLevelsUp()
    {
        Take(104, filled: 600, shown: 700, exhausted: false);
        Assert.That(Asks(now: 1), Is.EqualTo("104:100:1 105:300:1"), "best first");
        Assert.That(Nbbo(1), Is.EqualTo((100L, 400L, 104L, 200L)), "together with venue 1");
    }

    [Test]
    public void ShouldBelieveAnExhaustedVenueToHaveNothingWithinTheLimit()
    {
        Take(104, filled: 150, shown: 700, exhausted: true);
        Assert.That(Asks(now: 1), Is.EqualTo("105:300:1"));
        Assert.That(Nbbo(1), Is.EqualTo((100L, 400L, 104L, 100L)), "venue 1 is the best now");
    }

    [Test]
    public void ShouldBelieveAMissToo()
    {
        Take(103, filled: 0, shown: 500, exhausted: true);
        Assert.That(Asks(now: 1), Is.EqualTo("104:200:1 105:300:1"));
    }

    [Test]
    public void ShouldNotTakeTwiceWhatTheFeedHasShown()
    {
        Take(103, filled: 200, shown: 500, exhausted: false);
        Show(0, Side.Sell, 1, 103, 400);
        Assert.That(Asks(now: 1), Is.EqualTo("103:300:1 104:200:1 105:300:1"), "half of the take is shown");
        Show(0, Side.Sell, 1, 103, 300);
        Assert.That(Asks(now: 1), Is.EqualTo("103:300:1 104:200:1 105:300:1"), "all of it is shown");
        Show(0, Side.Sell, 1, 103, 250);
        Assert.That(Asks(now: 1), Is.EqualTo("103:250:1 104:200:1 105:300:1"), "somebody else took 50");
    }

    [Test]
    public void ShouldNotTakeTwiceWhatTheFeedShowedBeforeTheReport()
    {
        long shown = Shown(103);
        Show(0, Side.Sell, 1, 103, 300);
        Take(103, filled: 200, shown, exhausted: false);
        Assert.That(Asks(now: 1), Is.EqualTo("103:300:1 104:200:1 105:300:1"));
    }

    [Test]
    public void ShouldForgetAfterItsTime()
    {
        Take(103, filled: 200, shown: 500, exhausted: false, now: 10);
        Assert.That(Asks(now: 59), Does.StartWith("103:300:1"));
        Assert.That(Asks(now: 60), Does.StartWith("103:500:1"));
        Assert.That(Asks(now: 61), Does.StartWith("103:500:1"));
        Take(103, filled: 100, shown: 500, exhausted: false, now: 100);
        Assert.That(Asks(now: 101), Does.StartWith("103:400:1"), "the first take is forgotten, the second is not");
    }

    [Test]
    public void ShouldLetNewLiquidityThrough()
    {
        Take(103, filled: 500, shown: 500, exhausted: false);
        Show(0, Side.Sell, 1, 103, 650);
        Assert.That(Asks(now: 1), Does.StartWith("103:150:1"));
        Take(104, filled: 100, shown: 850, exhausted: true);
        Show(0, Side.Sell, 2, 104, 260);
        Assert.That(Asks(now: 1), Is.EqualTo("104:60:1 105:300:1"));
    }

    [Test]
    public void ShouldAddUpTakesOfOneLimit()
    {
        Take(103, filled: 100, shown: 500, exhausted: false);
        Take(103, filled: 150, shown: 500, exhausted: false);
        Assert.That(Asks(now: 1), Does.StartWith("103:250:1"));
        Show(0, Side.Sell, 1, 103, 350);
        Assert.That(Asks(now: 1), Does.StartWith("103:250:1"), "150 of 250 are shown");
    }

    [TestCase(false, "103:100:1 104:200:1 105:300:1")] // 500 − 300 − 100
    [TestCase(true, "105:300:1")]
    public void ShouldKeepATakeWhenALaterOneReachesFurther(bool exhausted, string expected)
    {
        Take(103, filled: 300, shown: 500, exhausted: false);
        Take(104, filled: 100, shown: 700, exhausted);
        Assert.That(Asks(now: 1), Is.EqualTo(expected));
    }

    [TestCase(false, "104:100:1 105:300:1")] // 500 + 200 − 600
    [TestCase(true, "104:100:1 105:300:1")]
    public void ShouldKeepATakeWhenALaterOneReachesLessFar(bool exhausted, string expected)
    {
        Take(104, filled: 600, shown: 700, exhausted: false);
        Take(103, filled: 0, shown: 500, exhausted);
        Assert.That(Asks(now: 1), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldNotTakeTwiceAfterALimitChanged()
    {
        Take(103, filled: 300, shown: 500, exhausted: false);
        Show(0, Side.Sell, 1, 103, 200); // the feed shows the first take
        Take(104, filled: 100, shown: 400, exhausted: false);
        Assert.That(Asks(now: 1), Is.EqualTo("103:100:1 104:200:1 105:300:1"));
        Show(0, Side.Sell, 1, 103, 100); // and the second
        Assert.That(Asks(now: 1), Is.EqualTo("103:100:1 104:200:1 105:300:1"));
    }

    [Test]
    public void ShouldKeepSidesVenuesAndInstrumentsApart()
    {
        _market.OnTakeEnded(Market.X, Market.A, Side.Buy, new Price(100), 400, 400, isExhausted: false, 0);
        Assert.That(Asks(now: 1), Is.EqualTo("103:500:1 104:200:1 105:300:1"));
        Assert.That(Market.Bids(_market.State.Book(Market.X, Market.A)), Is.Empty);
        Assert.That(Nbbo(1), Is.EqualTo((99L, 600L, 103L, 500L)), "the other venue's bid is best now");
        _market.Refresh(new InstrumentId(1), 1);
        Assert.That(_market.Book.TryGetNbbo(new InstrumentId(1), out _), Is.False);
    }

    [Test]
    public void ShouldTakeOverTrustAndStatus()
    {
        _state.SetTrust(_state.BookIndexOf(Market.X, Market.A), BookTrust.Stale);
        _market.Refresh(Market.X, 1);
        Assert.That(_market.State.Book(Market.X, Market.A).Trust, Is.EqualTo(BookTrust.Stale));
        Assert.That(Nbbo(1), Is.EqualTo((99L, 600L, 104L, 100L)));
    }

    [Test]
    public void ShouldRefuseAMemoryWithoutTime() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new EffectiveMarket(_state, Market.Universe(), _region, 0));

    [Test]
    public void ShouldTakeNoMoreMemoryThanItSays()
    {
        using var region = new NativeRegion(MarketState.RequiredBytes(8, 4) + EffectiveMarket.RequiredBytes(8, 4));
        var state = new MarketState(Market.Universe(), region, new MarketCapacity { InstrumentCountMax = 8 });
        _ = new EffectiveMarket(state, Market.Universe(), region, 1);
        Assert.That(region.UsedBytes, Is.LessThanOrEqualTo(region.SizeBytes));
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        void Run(int n)
        {
            for (int i = 0; i < n; i++)
            {
                Take(103 + (i % 3), filled: 10, shown: 500, exhausted: i % 5 == 0, now: i * 7);
                _market.Refresh(Market.X, i * 7);
                _market.Book.TryGetNbbo(Market.X, out _);
            }
        }

        Run(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private void Take(long limit, long filled, long shown, bool exhausted, long now = 0) =>
        _market.OnTakeEnded(Market.X, Market.A, Side.Sell, new Price(limit), filled, shown, exhausted, now);

    private long Shown(long limit) => _market.DisplayedWithin(Market.X, Market.A, Side.Sell, new Price(limit));

    private string Asks(long now)
    {
        _market.Refresh(Market.X, now);
        return Market.Asks(_market.State.Book(Market.X, Market.A));
    }

    private (long Bid, long BidQuantity, long Ask, long AskQuantity) Nbbo(long now)
    {
        _market.Refresh(Market.X, now);
        Assert.That(_market.Book.TryGetNbbo(Market.X, out Nbbo nbbo), Is.True);
        return (nbbo.Bid.Nanos, nbbo.BidQuantity, nbbo.Ask.Nanos, nbbo.AskQuantity);
    }

    private void Show(int venue, Side side, int level, long price, long quantity) =>
        _builder.Apply(Market.X, new VenueId((byte)venue), Market.Level(side, BookAction.Overlay, level, price, quantity));
}
