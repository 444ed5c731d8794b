using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Consolidated;

public sealed class ConsolidatedBookTests
{
    private NativeRegion _region = null!;
    private MarketState _state = null!;
    private LevelBookBuilder _builder = null!;
    private ConsolidatedBook _book = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        _state = Market.State(_region);
        _builder = new LevelBookBuilder(_state, new FeedCounters());
        _book = new ConsolidatedBook(_state, _region);
        for (int venue = 0; venue < 4; venue++)
        {
            SetStatus(venue, TradingStatus.Trading);
        }

        Level(0, Side.Buy, 1, 100, 10);
        Level(0, Side.Sell, 1, 103, 7);
        Level(1, Side.Buy, 1, 101, 20);
        Level(1, Side.Buy, 2, 100, 4);
        Level(1, Side.Sell, 1, 104, 8);
        Level(2, Side.Buy, 1, 101, 5);
        Level(2, Side.Sell, 1, 103, 9);
        Level(3, Side.Buy, 1, 102, 1000); // a midpoint venue: not displayed
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldJoinTheVenuesAtTheBest()
    {
        Assert.That(_book.TryGetNbbo(Market.X, out Nbbo nbbo), Is.True);
        Assert.That((nbbo.Bid.Nanos, nbbo.BidQuantity, nbbo.BidVenues), Is.EqualTo((101L, 25L, 0b110UL)));
        Assert.That((nbbo.Ask.Nanos, nbbo.AskQuantity, nbbo.AskVenues), Is.EqualTo((103L, 16L, 0b101UL)));
        Assert.That(nbbo.Midpoint.Nanos, Is.EqualTo(102));
        Assert.That((nbbo.IsLocked, nbbo.IsCrossed), Is.EqualTo((false, false)));
    }

    [Test]
    public void ShouldCutHalfANanoTowardsTheBid()
    {
        var odd = new Nbbo { Bid = new Price(-4), Ask = new Price(-1), BidVenues = 1, AskVenues = 1 };
        Assert.That(odd.Midpoint.Nanos, Is.EqualTo(-3));
    }

    [Test]
    public void ShouldSeeLockedAndCrossedMarkets()
    {
        Level(0, Side.Sell, 1, 101, 1);
        _book.TryGetNbbo(Market.X, out Nbbo locked);
        Assert.That((locked.IsLocked, locked.IsCrossed), Is.EqualTo((true, false)));
        Level(0, Side.Sell, 1, 100, 1);
        _book.TryGetNbbo(Market.X, out Nbbo crossed);
        Assert.That((crossed.IsLocked, crossed.IsCrossed), Is.EqualTo((false, true)));
    }

    [Test]
    public void ShouldLeaveOutStaleAndHaltedVenues()
    {
        _state.SetTrust(_state.BookIndexOf(Market.X, new VenueId(1)), BookTrust.Stale);
        _book.TryGetNbbo(Market.X, out Nbbo nbbo);
        Assert.That((nbbo.BidQuantity, nbbo.BidVenues), Is.EqualTo((5L, 0b100UL)));
        SetStatus(2, TradingStatus.Halted);
        _book.TryGetNbbo(Market.X, out nbbo);
        Assert.That((nbbo.Bid.Nanos, nbbo.BidVenues), Is.EqualTo((100L, 0b1UL)));
        Assert.That(_book.IsUsable(Market.X, new VenueId(2)), Is.False);
    }

    [Test]
    public void ShouldLeaveOutUnverifiedBooksOnlyWhenToldTo()
    {
        var strict = new ConsolidatedBook(_state, _region, allowUnverified: false);
        Assert.That(strict.TryGetNbbo(Market.X, out _), Is.False);
        _state.SetTrust(_state.BookIndexOf(Market.X, new VenueId(0)), BookTrust.Verified);
        Assert.That(strict.TryGetNbbo(Market.X, out Nbbo nbbo), Is.True);
        Assert.That((nbbo.BidVenues, nbbo.AskVenues), Is.EqualTo((1UL, 1UL)));
    }

    [Test]
    public void ShouldSayWhenASideIsMissing()
    {
        Assert.That(_book.TryGetNbbo(new InstrumentId(1), out Nbbo nbbo), Is.False);
        Assert.That(nbbo.BidVenues, Is.Zero);
    }

    [Test]
    public void ShouldMergeDepthOverVenues()
    {
        Span<DepthLevel> levels = stackalloc DepthLevel[3];
        Assert.That(_book.CopyLevels(Market.X, Side.Buy, levels), Is.EqualTo(2));
        Assert.That(levels[0], Is.EqualTo(new DepthLevel(101, 25, 0b110)));
        Assert.That(levels[1], Is.EqualTo(new DepthLevel(100, 14, 0b011)));
        Assert.That(_book.CopyLevels(Market.X, Side.Sell, levels), Is.EqualTo(2));
        Assert.That(levels[1], Is.EqualTo(new DepthLevel(104, 8, 0b010)));
    }

    private void SetStatus(int venue, TradingStatus status)
    {
        int index = _state.BookIndexOf(Market.X, new VenueId((byte)venue));
        _state.HeaderOf(index).Status = status;
        _state.Touch(index);
    }

    private void Level(int venue, Side side, int level, long price, long quantity) =>
        _builder.Apply(Market.X, new VenueId((byte)venue), Market.Level(side, BookAction.Overlay, level, price, quantity));
}
