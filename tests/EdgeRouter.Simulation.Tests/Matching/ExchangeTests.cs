using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Tests.Matching;

public sealed class ExchangeTests : IExecutionListener
{
    private readonly List<Execution> _fills = [];
    private Exchange _exchange = null!;

    void IExecutionListener.OnExecution(Exchange exchange, int instrument, in Execution execution) => _fills.Add(execution);

    [SetUp]
    public void CreateExchange()
    {
        _fills.Clear();
        _exchange = new Exchange(0, new VenueParameters { Name = "LIT", Kind = VenueKind.Lit }, 1, this);
    }

    [Test]
    public void ShouldFillBestPriceFirstAndEarliestFirstAtOnePrice()
    {
        Rest(Side.Sell, 100, 102, tag: 1);
        Rest(Side.Sell, 100, 101, tag: 2);
        Rest(Side.Sell, 100, 101, tag: 3);

        SubmitResult result = Take(Side.Buy, 250, 102);

        Assert.That(result, Is.EqualTo(new SubmitResult(250, -1)));
        Assert.That(
            _fills.Select(f => (f.RestingTag, f.Quantity, f.PriceNanos, f.RestingLeaves)),
            Is.EqualTo(new[] { (2, 100L, 101L, 0L), (3, 100L, 101L, 0L), (1, 50L, 102L, 50L) }));
        Assert.That(_fills.Select(f => f.TradeId), Is.Unique);
    }

    [Test]
    public void ShouldKeepPlaceInQueueWhenReducedByExecution()
    {
        Rest(Side.Buy, 100, 50, tag: 1);
        Rest(Side.Buy, 100, 50, tag: 2);
        Take(Side.Sell, 30, 50);
        Take(Side.Sell, 100, 50);

        Assert.That(_fills.Select(f => (f.RestingTag, f.Quantity)), Is.EqualTo(new[] { (1, 30L), (1, 70L), (2, 30L) }));
    }

    [Test]
    public void ShouldNotTradeThroughItsLimitNorRestWhenImmediate()
    {
        Rest(Side.Sell, 100, 102, tag: 1);

        Assert.That(Take(Side.Buy, 100, 101).Filled, Is.Zero);
        Assert.That(_exchange.Book(0).Ladder(Side.Buy).Count, Is.Zero);
    }

    [Test]
    public void ShouldFillAllOrNothing()
    {
        Rest(Side.Sell, 100, 101, tag: 1);
        var order = new IncomingOrder { Side = Side.Buy, Quantity = 150, LimitNanos = 101, IsAllOrNothing = true };

        Assert.That(_exchange.Submit(0, in order).Filled, Is.Zero);
        Assert.That(_exchange.Submit(0, order with { Quantity = 100 }).Filled, Is.EqualTo(100));
    }

    [Test]
    public void ShouldStopAtAnOrderOfTheSameOwner()
    {
        Rest(Side.Sell, 100, 101, tag: 1, owner: 5);
        Rest(Side.Sell, 100, 102, tag: 2, owner: 7);
        Rest(Side.Sell, 100, 103, tag: 3, owner: 5);

        SubmitResult result = _exchange.Submit(0, new IncomingOrder { Side = Side.Buy, Quantity = 300, LimitNanos = 103, Owner = 7, Rests = true });

        Assert.That(result, Is.EqualTo(new SubmitResult(100, -1)));
        Assert.That(_exchange.Book(0).Ladder(Side.Buy).Count, Is.Zero);
    }

    [Test]
    public void ShouldTradeAtTheMidpointInTimeOrderWithinLimits()
    {
        Exchange dark = CreateDarkOver(bid: 100, ask: 104);
        dark.Submit(0, new IncomingOrder { Side = Side.Sell, Quantity = 50, LimitNanos = 103, Tag = 1, Rests = true });
        dark.Submit(0, new IncomingOrder { Side = Side.Sell, Quantity = 50, LimitNanos = long.MinValue, Tag = 2, Rests = true });
        dark.Submit(0, new IncomingOrder { Side = Side.Sell, Quantity = 50, LimitNanos = 102, Tag = 3, Rests = true });

        long tooLow = dark.Submit(0, new IncomingOrder { Side = Side.Buy, Quantity = 80, LimitNanos = 101 }).Filled;
        long filled = dark.Submit(0, new IncomingOrder { Side = Side.Buy, Quantity = 80, LimitNanos = 102 }).Filled;

        Assert.That(tooLow, Is.Zero);
        Assert.That(filled, Is.EqualTo(80));
        Assert.That(_fills.Select(f => (f.RestingTag, f.Quantity, f.PriceNanos)), Is.EqualTo(new[] { (2, 50L, 102L), (3, 30L, 102L) }));
    }

    [Test]
    public void ShouldNotTradeAtTheMidpointOfALockedMarket()
    {
        Exchange dark = CreateDarkOver(bid: 100, ask: 100);
        dark.Submit(0, new IncomingOrder { Side = Side.Sell, Quantity = 50, LimitNanos = long.MinValue, Rests = true });

        Assert.That(dark.Submit(0, new IncomingOrder { Side = Side.Buy, Quantity = 50, LimitNanos = long.MaxValue }).Filled, Is.Zero);
    }

    [Test]
    public void ShouldAgreeWithANaiveBookOnRandomOrders([Values(1UL, 2UL, 3UL)] ulong seed)
    {
        var random = new DeterministicRandom(seed);
        var naive = new NaiveBook();
        var slots = new Dictionary<int, int>();
        for (int tag = 1; tag <= 2_000; tag++)
        {
            if (random.NextBool(0.3))
            {
                int victim = 1 + random.NextInt32(tag);
                bool isResting = slots.Remove(victim, out int slot);
                if (isResting)
                {
                    _exchange.Remove(0, slot);
                }

                Assert.That(naive.Remove(victim), Is.EqualTo(isResting), $"seed {seed} step {tag}");
                continue;
            }

            Side side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
            long limit = 95 + random.NextInt32(11);
            long quantity = 1 + random.NextInt32(300);
            long owner = random.NextInt32(4);
            bool rests = random.NextBool(0.7);
            _fills.Clear();
            SubmitResult result = _exchange.Submit(0, new IncomingOrder { Side = side, Quantity = quantity, LimitNanos = limit, Owner = owner, Tag = tag, Rests = rests });
            List<(int Tag, long Quantity, long Price)> expected = naive.Submit(side, quantity, limit, owner, tag, rests);
            Assert.That(_fills.Select(f => (f.RestingTag, f.Quantity, f.PriceNanos)), Is.EqualTo(expected), $"seed {seed} step {tag}");
            foreach (Execution fill in _fills.Where(f => f.RestingLeaves == 0))
            {
                slots.Remove(fill.RestingTag);
            }

            if (result.RestingSlot >= 0)
            {
                slots[tag] = result.RestingSlot;
            }

            Assert.That(Levels(Side.Buy), Is.EqualTo(naive.Levels(Side.Buy)), $"seed {seed} step {tag}");
            Assert.That(Levels(Side.Sell), Is.EqualTo(naive.Levels(Side.Sell)), $"seed {seed} step {tag}");
        }
    }

    private Exchange CreateDarkOver(long bid, long ask)
    {
        // Two displayed venues, since one alone would match a locked pair.
        var other = new Exchange(1, new VenueParameters { Name = "LIT2", Kind = VenueKind.Lit }, 1, this);
        var dark = new Exchange(2, new VenueParameters { Name = "DARK", Kind = VenueKind.Midpoint, Hidden = new HiddenParameters() }, 1, this);
        Rest(Side.Buy, 100, bid, tag: 9);
        other.Submit(0, new IncomingOrder { Side = Side.Sell, Quantity = 100, LimitNanos = ask, Rests = true });
        dark.Connect(new NationalBest([_exchange, other, dark]));
        return dark;
    }

    private List<(long Price, long Quantity, int Count)> Levels(Side side)
    {
        LevelLadder ladder = _exchange.Book(0).Ladder(side);
        var levels = new List<(long, long, int)>();
        for (int i = 0; i < ladder.Count; i++)
        {
            levels.Add((ladder[i].PriceNanos, ladder[i].Quantity, ladder[i].OrderCount));
        }

        return levels;
    }

    private void Rest(Side side, long quantity, long price, int tag, long owner = 0) =>
        _exchange.Submit(0, new IncomingOrder { Side = side, Quantity = quantity, LimitNanos = price, Tag = tag, Owner = owner, Rests = true });

    private SubmitResult Take(Side side, long quantity, long limit) =>
        _exchange.Submit(0, new IncomingOrder { Side = side, Quantity = quantity, LimitNanos = limit });
}
