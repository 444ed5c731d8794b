using System.Text;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Randomness;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Consolidated;

/// <summary>Two instruments with lots of 100, three lit venues.</summary>
public sealed class RoundLotTests
{
    private NativeRegion _region = null!;
    private Universe _universe = null!;
    private MarketState _state = null!;
    private LevelBookBuilder _builder = null!;
    private ConsolidatedBook _book = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        _universe = Lots(100);
        _state = new MarketState(_universe, _region, new MarketCapacity { InstrumentCountMax = 8 });
        _builder = new LevelBookBuilder(_state, new FeedCounters());
        _book = new ConsolidatedBook(_state, _region);
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldAggregateOddLotsAtTheLeastAggressivePriceNeeded()
    {
        Bids(0, (101, 40), (100, 30), (99, 50), (98, 500));
        Assert.That(Protected(0), Is.EqualTo((99L, 100L)), "40 + 30 + 50 = 120: one lot");
        Assert.That(Nbbo(), Is.EqualTo((99L, 100L, 0b1UL)));
        Assert.That(Odd(), Is.EqualTo((101L, 0b1UL)));
    }

    [Test]
    public void ShouldRoundDownWhatStandsAtTheBest()
    {
        Bids(0, (101, 350), (100, 30));
        Bids(1, (101, 199));
        Assert.That((Protected(0), Protected(1)), Is.EqualTo(((101L, 300L), (101L, 100L))));
        Assert.That(Nbbo(), Is.EqualTo((101L, 400L, 0b11UL)));
        Assert.That(Odd(), Is.EqualTo((0L, 0UL)));
    }

    [Test]
    public void ShouldKeepOddLotsApartFromTheBest()
    {
        Bids(0, (103, 99));
        Bids(1, (102, 1), (101, 100));
        Bids(2, (103, 5), (101, 200));
        Assert.That(Protected(0), Is.EqualTo((0L, 0L)));
        Assert.That(Nbbo(), Is.EqualTo((101L, 300L, 0b110UL)));
        Assert.That(Odd(), Is.EqualTo((103L, 0b101UL)));
        Assert.That(_book.TryGetFarTouch(Market.X, Side.Sell, out Price touch), Is.True);
        Assert.That(touch.Nanos, Is.EqualTo(101));
        Assert.That(_book.TryGetFarTouch(Market.X, Side.Buy, out _), Is.False);
    }

    [Test]
    public void ShouldNotAddUpAcrossAHole()
    {
        Bids(0, (101, 60), (100, 0), (99, 900));
        Assert.That(Protected(0), Is.EqualTo((0L, 0L)), "nobody knows what stands at the second level");
        Bids(0, (101, 0), (100, 500));
        Assert.That(Protected(0), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void ShouldNotWrapWithAbsurdQuantities()
    {
        Bids(0, (101, 99), (100, long.MaxValue));
        Bids(1, (100, long.MaxValue));
        Assert.That(Protected(0), Is.EqualTo((100L, long.MaxValue - (long.MaxValue % 100))));
        Assert.That(Nbbo(), Is.EqualTo((100L, long.MaxValue, 0b11UL)));
    }

    [Test]
    public void ShouldProtectNothingOfAVenueThatDoesNotCount()
    {
        Bids(0, (101, 500));
        Assert.That(_book.UsableVenues(Market.X), Is.EqualTo(0b111UL));
        _state.SetTrust(_state.BookIndexOf(Market.X, new VenueId(0)), BookTrust.Stale);
        Assert.That(Protected(0), Is.EqualTo((0L, 0L)));
        Assert.That((_book.UsableVenues(Market.X), _book.IsUsable(Market.X, new VenueId(0))), Is.EqualTo((0b110UL, false)));
    }

    [Test]
    public void ShouldFollowLotsAndProtectionOfTheUniverse()
    {
        Bids(0, (101, 40));
        Bids(1, (100, 700));
        Assert.That(Nbbo(), Is.EqualTo((100L, 700L, 0b10UL)));
        _universe.Adopt(Lots(10), 2);
        Assert.That(Nbbo(), Is.EqualTo((101L, 40L, 0b1UL)));
        _universe.Adopt(Lots(10, unprotected: 0), 3);
        Assert.That(Nbbo(), Is.EqualTo((100L, 700L, 0b10UL)));
        Assert.That(_state.Venues[0].IsProtected, Is.False);
    }

    [Test]
    public void ShouldTakeTheLotThatAVenueAnnounced()
    {
        var feed = new FeedBooks<NullMarketListener>(_state, Market.Options() with { AutoRegister = true }, _region, new FeedCounters(), default);
        feed.OnLevel(Market.Level(Side.Buy, BookAction.Overlay, 1, 101, 40, security: 900));
        var registered = new InstrumentId(2);
        Assert.That(_state.RoundLotOf(registered), Is.EqualTo(1));
        Assert.That(_book.ProtectedOf(registered, Market.A, Side.Buy).Quantity, Is.EqualTo(40));
        Announce(feed, 900, "NEW", 0);
        Assert.That(_state.RoundLotOf(registered), Is.EqualTo(1));
        Announce(feed, 900, "NEW", 25);
        Assert.That(_book.ProtectedOf(registered, Market.A, Side.Buy).Quantity, Is.EqualTo(25));
        Announce(feed, 901, "AAA", 5);
        Assert.That(_state.RoundLotOf(Market.X), Is.EqualTo(100), "the universe is right about its own");
    }

    [Test]
    public void ShouldSeeWhatOurOwnTakesLeftAsOddLots()
    {
        var effective = new EffectiveMarket(_state, _universe, _region, memoryNs: 1000);
        Bids(0, (101, 300), (100, 300));
        effective.Refresh(Market.X, 1);
        Assert.That(effective.Book.ProtectedOf(Market.X, Market.A, Side.Buy), Is.EqualTo(new ProtectedQuote(new Price(101), 300)));
        effective.OnTakeEnded(Market.X, Market.A, Side.Buy, new Price(101), 250, 300, isExhausted: false, 1);
        effective.Refresh(Market.X, 2);
        Assert.That(effective.Book.ProtectedOf(Market.X, Market.A, Side.Buy), Is.EqualTo(new ProtectedQuote(new Price(100), 300)));
        Assert.That(effective.Book.OddLotsOf(Market.X).Bid.Nanos, Is.EqualTo(101));
        effective.Refresh(Market.X, 1001);
        Assert.That(effective.Book.ProtectedOf(Market.X, Market.A, Side.Buy), Is.EqualTo(new ProtectedQuote(new Price(101), 300)));
    }

    [Test]
    public void ShouldAgreeWithTheDefinitionOnRandomBooks()
    {
        const ulong Seed = 20;
        var random = new DeterministicRandom(Seed);
        for (int i = 0; i < 3_000; i++)
        {
            int venue = random.NextInt32(3);
            Disturb(ref random, venue);
            (long Price, long Quantity)[] levels = [.. Enumerable.Range(0, 1 + random.NextInt32(10)).Select(k => (1_000L - (3 * k), 0L))];
            for (int k = 0; k < levels.Length; k++)
            {
                levels[k] = (levels[k].Price - random.NextInt32(3), random.NextBool(0.7) ? 1 + random.NextInt32(60) : 100 * (1 + random.NextInt32(5)));
            }

            Bids(venue, levels);
            Asks(venue, [.. levels.Select(l => (2_001 - l.Price, l.Quantity))]);
            for (int v = 0; v < 3; v++)
            {
                Assert.That(Protected(v), Is.EqualTo(Defined(v, Side.Buy)), $"seed {Seed}, step {i}");
                ProtectedQuote ask = _book.ProtectedOf(Market.X, new VenueId((byte)v), Side.Sell);
                Assert.That((ask.Price.Nanos, ask.Quantity), Is.EqualTo(Defined(v, Side.Sell)), $"seed {Seed}, step {i}");
            }

            (long Price, long Quantity)[] shown = [.. Enumerable.Range(0, 3).Select(v => Defined(v, Side.Buy)).Where(p => p.Quantity > 0)];
            long best = shown.Length == 0 ? 0 : shown.Max(p => p.Price);
            Assert.That((Nbbo().Price, Nbbo().Quantity), Is.EqualTo((best, shown.Where(p => p.Price == best).Sum(p => p.Quantity))), $"seed {Seed}, step {i}");
        }
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        Bids(0, (101, 40), (100, 300));
        Span<DepthLevel> levels = stackalloc DepthLevel[5];
        long before = 0;
        for (int i = 0; i < 200; i++)
        {
            before = i == 100 ? GC.GetAllocatedBytesForCurrentThread() : before;
            _state.Touch(_state.BookIndexOf(Market.X, Market.A));
            _book.TryGetNbbo(Market.X, out _);
            _book.CopyLevels(Market.X, Side.Buy, levels);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static Universe Lots(int lot, int unprotected = -1) => new(
        [
            new Instrument { Id = new InstrumentId(0), Symbol = "AAA", RoundLot = lot },
            new Instrument { Id = new InstrumentId(1), Symbol = "YYY", RoundLot = lot },
        ],
        [.. Enumerable.Range(0, 3).Select(v => new Venue { Id = new VenueId((byte)v), Name = $"V{v}", Kind = VenueKind.Lit, IsProtected = v != unprotected })]);

    private static void Announce(FeedBooks<NullMarketListener> feed, long security, string symbol, long lot) =>
        feed.OnInstrument(new InstrumentAnnouncement { SecurityId = security, Symbol = Encoding.ASCII.GetBytes(symbol), RoundLot = lot });

    private void Disturb(ref DeterministicRandom random, int venue)
    {
        int index = _state.BookIndexOf(Market.X, new VenueId((byte)venue));
        _state.HeaderOf(index).Status = random.NextBool(0.2) ? TradingStatus.Halted : TradingStatus.Trading;
        _state.SetTrust(index, random.NextBool(0.2) ? BookTrust.Stale : BookTrust.Verified);
    }

    // Rule 600(b): the best price at which all shares at it or better make a round lot. Written down from the definition: every price is tried.
    private (long Price, long Quantity) Defined(int venue, Side side)
    {
        VenueBookView book = _state.Book(Market.X, new VenueId((byte)venue));
        if (book.Trust == BookTrust.Stale || book.Status == TradingStatus.Halted)
        {
            return (0, 0);
        }

        (long Price, long Quantity)[] levels = [.. book.Prices(side).ToArray().Zip(book.Quantities(side).ToArray()).Where(l => l.Second > 0)];
        int sign = side == Side.Buy ? 1 : -1;
        foreach (long price in levels.Select(l => l.Price).OrderByDescending(p => sign * p))
        {
            long shares = levels.Where(l => sign * l.Price >= sign * price).Sum(l => l.Quantity);
            if (shares >= 100)
            {
                return (price, shares / 100 * 100);
            }
        }

        return (0, 0);
    }

    private (long Price, long Quantity) Protected(int venue)
    {
        ProtectedQuote quote = _book.ProtectedOf(Market.X, new VenueId((byte)venue), Side.Buy);
        return (quote.Price.Nanos, quote.Quantity);
    }

    private (long Price, long Quantity, ulong Venues) Nbbo()
    {
        _book.TryGetNbbo(Market.X, out Nbbo nbbo);
        return (nbbo.Bid.Nanos, nbbo.BidQuantity, nbbo.BidVenues);
    }

    private (long Price, ulong Venues) Odd() => (_book.OddLotsOf(Market.X).Bid.Nanos, _book.OddLotsOf(Market.X).BidVenues);

    private void Bids(int venue, params (long Price, long Quantity)[] levels) => Show(venue, Side.Buy, levels);

    private void Asks(int venue, params (long Price, long Quantity)[] levels) => Show(venue, Side.Sell, levels);

    private void Show(int venue, Side side, (long Price, long Quantity)[] levels)
    {
        var venueId = new VenueId((byte)venue);
        _builder.Apply(Market.X, venueId, Market.Level(side, BookAction.DeleteThrough, 1, 0, 0));
        for (int i = 0; i < levels.Length; i++)
        {
            _builder.Apply(Market.X, venueId, Market.Level(side, BookAction.Overlay, i + 1, levels[i].Price, levels[i].Quantity));
        }
    }
}
