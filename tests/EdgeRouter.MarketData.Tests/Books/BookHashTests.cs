using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Books;

public sealed class BookHashTests
{
    private NativeRegion _region = null!;

    [SetUp]
    public void SetUp() => _region = Market.Region();

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldNotDependOnTheOrderOfRegistration() =>
        Assert.That(BookHash.Compute(Build([500, 400])), Is.EqualTo(BookHash.Compute(Build([400, 500]))));

    [Test]
    public void ShouldDependOnEveryFact()
    {
        ulong[] hashes =
        [
            BookHash.Compute(Build([400])),
            BookHash.Compute(Build([401])),
            BookHash.Compute(Build([400], price: 101)),
            BookHash.Compute(Build([400], quantity: 11)),
            BookHash.Compute(Build([400], orders: 2)),
            BookHash.Compute(Build([400], side: Side.Sell)),
            BookHash.Compute(Build([400], level: 2)),
        ];
        Assert.That(hashes.Distinct().Count(), Is.EqualTo(hashes.Length));
    }

    [Test]
    public void ShouldNotRememberLevelsThatAreGone()
    {
        MarketState state = Build([400]);
        ulong before = BookHash.Compute(state);
        var builder = new LevelBookBuilder(state, new FeedCounters());
        builder.Apply(new InstrumentId(2), Market.A, Market.Level(Side.Buy, BookAction.New, 1, 77, 7));
        Assert.That(BookHash.Compute(state), Is.Not.EqualTo(before));
        builder.Apply(new InstrumentId(2), Market.A, Market.Level(Side.Buy, BookAction.Delete, 1, 77, 0));
        Assert.That(BookHash.Compute(state), Is.EqualTo(before));
    }

    // Both ways end in the same books.
    [TestCase(1, true)]
    [TestCase(2, false)]
    [TestCase(3, false)]
    public void ShouldTellTheWayThatBooksWent(int packetsPerSample, bool isSeen)
    {
        ulong way = PathOf(packetsPerSample, price: 77);
        ulong again = PathOf(packetsPerSample, price: 77);
        ulong other = PathOf(packetsPerSample, price: 78);
        Assert.That(again, Is.EqualTo(way));
        Assert.That(other != way, Is.EqualTo(isSeen), "the level is gone after the second packet");
    }

    private static ulong PathOf(int packetsPerSample, long price)
    {
        using NativeRegion region = Market.Region();
        MarketState state = Market.State(region);
        var builder = new LevelBookBuilder(state, new FeedCounters());
        var path = new BookPathHash(state, packetsPerSample);
        state.TryRegister(Market.A, 400, out InstrumentId instrument);
        builder.Apply(instrument, Market.A, Market.Level(Side.Buy, BookAction.New, 1, price, 7));
        path.OnPacket();
        builder.Apply(instrument, Market.A, Market.Level(Side.Buy, BookAction.Delete, 1, price, 0));
        path.OnPacket();
        path.OnPacket();
        Assert.That(path.SampleCount, Is.EqualTo(3 / packetsPerSample));
        return path.Value;
    }

    [Test]
    public void ShouldPrintTheBooks()
    {
        using var text = new StringWriter();
        BookPrinter.Write(Build([400], price: 1_500_000_000, quantity: 12, orders: 3), text);
        string[] lines = text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Is.EqualTo("#400 at V0: unverified, status unknown"));
        Assert.That(lines[1].TrimStart(), Does.StartWith("1").And.Contain("12 (3) @ 1.5 | -"));
        Assert.That(lines, Has.Length.EqualTo(2));
    }

    [Test]
    public void ShouldRefuseACapacityBelowTheUniverse()
    {
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => _ = new MarketState(Market.Universe(), _region, new MarketCapacity { InstrumentCountMax = 1 }))!;
        Assert.That(e.Id, Is.EqualTo("ER1120"));
    }

    [TestCase(2, 4)]
    [TestCase(300, 16)]
    public void ShouldFitIntoTheBytesItAsksFor(int instruments, int venues)
    {
        using var region = new NativeRegion(MarketState.RequiredBytes(instruments, venues) + Market.Options(new()).RequiredBytes(instruments));
        var state = new MarketState(Market.Universe(venues), region, new MarketCapacity { InstrumentCountMax = instruments });
        FeedOptions options = Market.Options(new());
        Assert.DoesNotThrow(() => _ = new FeedHandler<ToyProtocol, NullMarketListener, Core.Probes.NoProbe>(options, state, region, default, default));
    }

    private MarketState Build(long[] ids, long price = 100, long quantity = 10, int orders = 1, Side side = Side.Buy, int level = 1)
    {
        MarketState state = Market.State(_region);
        var builder = new LevelBookBuilder(state, new FeedCounters());
        foreach (long id in ids)
        {
            state.TryRegister(new VenueId(0), id, out InstrumentId instrument);
            builder.Apply(instrument, Market.A, Market.Level(side, BookAction.Change, level, price, quantity + (id % 100), orders));
        }

        return state;
    }
}
