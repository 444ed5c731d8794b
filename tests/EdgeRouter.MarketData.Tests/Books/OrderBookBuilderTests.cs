using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Randomness;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Books;

public sealed class OrderBookBuilderTests
{
    private NativeRegion _region = null!;
    private MarketState _state = null!;
    private FeedCounters _counters = null!;
    private OrderBookBuilder _builder = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        Create(new OrderBookCapacity { OrderCountMax = 512, LevelCountMax = 32 });
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldAddUpOrdersOfAPrice()
    {
        Add(1, Side.Buy, 100, 10);
        Add(2, Side.Buy, 99, 20);
        Add(3, Side.Buy, 100, 5);
        Add(4, Side.Sell, 101, 7);
        Add(5, Side.Sell, 103, 8);
        Add(6, Side.Sell, 102, 9);
        Assert.That(Market.Bids(Book), Is.EqualTo("100:15:2 99:20:1"));
        Assert.That(Market.Asks(Book), Is.EqualTo("101:7:1 102:9:1 103:8:1"));
    }

    [Test]
    public void ShouldKeepTheOrderWhenReducedAndDropItWhenDone()
    {
        Add(1, Side.Buy, 100, 10);
        Add(2, Side.Buy, 100, 20);
        Assert.That(_builder.Take(1, 4, out _, out Side side), Is.True);
        Assert.That(side, Is.EqualTo(Side.Buy));
        Assert.That(Market.Bids(Book), Is.EqualTo("100:26:2"));
        _builder.Take(1, 6, out _, out _);
        Assert.That(Market.Bids(Book), Is.EqualTo("100:20:1"));
        _builder.Take(2, long.MaxValue, out _, out _);
        Assert.That(Market.Bids(Book), Is.Empty);
        Assert.That(_builder.OrderCount, Is.Zero);
        Assert.That(_counters.OverExecutions, Is.Zero);
    }

    [Test]
    public void ShouldCountAnUnknownOrder()
    {
        Assert.That(_builder.Take(99, 1, out _, out Side side), Is.False);
        Assert.That(side, Is.EqualTo(Side.None));
        Assert.That(_counters.UnknownOrders, Is.EqualTo(1));
    }

    [Test]
    public void ShouldRemoveAnOverExecutedOrderAndCountIt()
    {
        Add(1, Side.Sell, 101, 10);
        Add(2, Side.Sell, 101, 1);
        _builder.Take(1, 11, out _, out _);
        Assert.That(_counters.OverExecutions, Is.EqualTo(1));
        Assert.That(Market.Asks(Book), Is.EqualTo("101:1:1"));
    }

    [Test]
    public void ShouldReplaceAnOrderWhoseIdComesAgain()
    {
        Add(1, Side.Sell, 101, 10);
        Add(1, Side.Sell, 102, 3);
        Assert.That(_counters.DuplicateOrders, Is.EqualTo(1));
        Assert.That(Market.Asks(Book), Is.EqualTo("102:3:1"));
    }

    [Test]
    public void ShouldRefuseAnOrderWithoutQuantityOrSide()
    {
        Add(1, Side.Sell, 101, 0);
        Add(2, Side.None, 101, 5);
        Add(3, Side.Buy, 101, -5);
        Assert.That(_counters.BadOrders, Is.EqualTo(3));
        Assert.That(_builder.OrderCount, Is.Zero);
    }

    [Test]
    public void ShouldMarkTheBookStaleWhenTheOrderTableIsFull()
    {
        Create(new OrderBookCapacity { OrderCountMax = 3, LevelCountMax = 8 });
        for (ulong id = 1; id <= 4; id++)
        {
            Add(id, Side.Buy, 100, 1);
        }

        Assert.That(_counters.CapacityDrops, Is.EqualTo(1));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Stale));
        Assert.That(Market.Bids(Book), Is.EqualTo("100:3:3"));
    }

    [Test]
    public void ShouldMarkTheBookStaleWhenThePriceLadderIsFull()
    {
        Create(new OrderBookCapacity { OrderCountMax = 100, LevelCountMax = 3 });
        for (ulong id = 1; id <= 4; id++)
        {
            Add(id, Side.Buy, 100 + (long)id, 1);
        }

        Assert.That(_counters.CapacityDrops, Is.EqualTo(1));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Stale));
        Assert.That(_builder.OrderCount, Is.EqualTo(3));
        _builder.Take(1, long.MaxValue, out _, out _);
        Add(9, Side.Buy, 104, 2);
        Assert.That(Market.Bids(Book), Is.EqualTo("104:2:1 103:1:1 102:1:1"));
    }

    [Test]
    public void ShouldClearOneBookOnly()
    {
        for (ulong id = 1; id <= 200; id++)
        {
            Add(id, Side.Buy, 100 + (long)(id % 5), 1, (int)(id % 2));
        }

        _builder.Clear(Market.X);
        Assert.That(Market.Bids(Book), Is.Empty);
        Assert.That(_builder.OrderCount, Is.EqualTo(100));
        for (ulong id = 1; id <= 200; id += 2)
        {
            _builder.Take(id, 1, out _, out _);
        }

        Assert.That(_builder.OrderCount, Is.Zero);
        Assert.That(_counters.UnknownOrders, Is.Zero);
    }

    [Test]
    public void ShouldPublishALevelThatMovesUpFromBelowTheTenth()
    {
        for (ulong i = 0; i < 12; i++)
        {
            Add(i + 1, Side.Buy, 100 - (long)i, 1 + (long)i);
        }

        Assert.That(Book.BidPrices[9], Is.EqualTo(91));
        _builder.Take(5, long.MaxValue, out _, out _);
        Assert.That(Book.BidPrices[9], Is.EqualTo(90));
        Assert.That(Book.BidQuantities[9], Is.EqualTo(11));
    }

    [Test]
    public void ShouldAgreeWithANaiveBookOverRandomOrders()
    {
        const ulong Seed = 4711;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        var naive = new Dictionary<ulong, (int Instrument, Side Side, long Price, long Quantity)>();
        for (int i = 0; i < 30_000; i++)
        {
            Step(ref random, naive, i);
            if (i % 10 == 0)
            {
                AssertAgrees(naive, 0);
                AssertAgrees(naive, 1);
            }
        }

        Assert.That(_builder.OrderCount, Is.EqualTo(naive.Count));
        Assert.That(_counters.CapacityDrops, Is.Zero);
    }

    private void Step(ref DeterministicRandom random, Dictionary<ulong, (int Instrument, Side Side, long Price, long Quantity)> naive, int step)
    {
        if (naive.Count < 100 || (naive.Count < 400 && random.NextBool(0.5)))
        {
            (int Instrument, Side Side, long Price, long Quantity) order =
                (random.NextInt32(2), random.NextBool(0.5) ? Side.Buy : Side.Sell, 1000 + random.NextInt32(30), 1 + random.NextInt32(100));
            ulong id = SplitMix64.Mix((ulong)step);
            naive.Add(id, order);
            Add(id, order.Side, order.Price, order.Quantity, order.Instrument);
            return;
        }

        ulong chosen = naive.Keys.ElementAt(random.NextInt32(naive.Count));
        (int instrument, Side side, long price, long quantity) = naive[chosen];
        long taken = random.NextBool(0.3) ? quantity : 1 + random.NextInt32((int)quantity);
        _builder.Take(chosen, taken, out _, out _);
        if (taken == quantity)
        {
            naive.Remove(chosen);
        }
        else
        {
            naive[chosen] = (instrument, side, price, quantity - taken);
        }
    }

    private void AssertAgrees(Dictionary<ulong, (int Instrument, Side Side, long Price, long Quantity)> naive, int instrument)
    {
        VenueBookView book = _state.Book(new InstrumentId(instrument), Market.A);
        foreach (Side side in new[] { Side.Buy, Side.Sell })
        {
            var levels = naive.Values.Where(o => o.Instrument == instrument && o.Side == side).GroupBy(o => o.Price)
                .Select(g => (Price: g.Key, Quantity: g.Sum(o => o.Quantity), Count: g.Count()))
                .OrderBy(l => side == Side.Buy ? -l.Price : l.Price).Take(10).ToList();
            for (int k = 0; k < 10; k++)
            {
                (long Price, long Quantity, int Count) expected = k < levels.Count ? levels[k] : default;
                Assert.That((book.Prices(side)[k], book.Quantities(side)[k], book.OrderCounts(side)[k]), Is.EqualTo(expected));
            }
        }
    }

    private VenueBookView Book => _state.Book(Market.X, Market.A);

    private void Create(OrderBookCapacity capacity)
    {
        _state = Market.State(_region);
        _counters = new FeedCounters();
        _builder = new OrderBookBuilder(_state, Market.A, _region, capacity, _counters);
    }

    private void Add(ulong id, Side side, long price, long quantity, int instrument = 0) =>
        _builder.Add(new InstrumentId(instrument), new OrderAdded(7, id, side, new Price(price), quantity, 0));
}
