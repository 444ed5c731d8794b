using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Matching;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DisplayedVenueTests
{
    private readonly FoldedBook _public = new();
    private readonly Ledger _ledger = new();

    [Test]
    public void ShouldAgreeWithASlowVenueOnRandomOrders(
        [Values] SelfTradePolicy policy, [Values(-1, 0, 4_000)] int firstShareBps, [Values(11UL, 12UL)] ulong seed)
    {
        ProRataParameters? proRata = firstShareBps < 0 ? null : new ProRataParameters { FirstShareBps = firstShareBps, MinimumAllocationShares = 20 };
        Exchange exchange = Create(policy, proRata);
        var naive = new NaiveBook(policy, proRata);
        var random = new DeterministicRandom(seed, (ulong)policy);
        for (int tag = 1; tag <= 700; tag++)
        {
            string because = $"{policy} {firstShareBps} seed {seed} step {tag}";
            if (random.NextBool(0.25))
            {
                int victim = 1 + random.NextInt32(tag);
                Assert.That(naive.Remove(victim), Is.EqualTo(_ledger.Remove(exchange, victim)), because);
            }
            else
            {
                IncomingOrder order = Random(random, tag);
                SubmitResult result = _ledger.Submit(exchange, in order);
                naive.Submit(in order);
                Assert.That(_ledger.Fills.Select(f => (f.RestingTag, f.Quantity, f.PriceNanos)), Is.EqualTo(naive.Fills), because);
                Assert.That(_ledger.Cancelled, Is.EqualTo(naive.Cancelled), because);
                Assert.That(_ledger.Shortened, Is.EqualTo(naive.Shortened), because);
                Assert.That(result.Filled, Is.EqualTo(naive.Fills.Sum(f => f.Quantity)), because);
                Assert.That(result.Filled == 0 || result.Filled >= Least(order), Is.True, because);
            }

            AssertSame(exchange, naive, because);
        }

        Assert.That(_public.Prints, Is.Not.Empty, "hidden orders must have traded");
    }

    [Test]
    public void ShouldShareByHand()
    {
        // 100 to go round, 40 % to the first: 40; then 60 by size over 60 + 300 + 39 standing (the first has 100 - 40 left): 9.02, 45.1, 5.86, the last below
        // the minimum of 6; of the 6 that are left the first in time gets all.
        Exchange exchange = Create(SelfTradePolicy.CancelNewest, new ProRataParameters { FirstShareBps = 4_000, MinimumAllocationShares = 6 });
        Rest(exchange, 1, Side.Sell, 100, 50);
        Rest(exchange, 2, Side.Sell, 300, 50);
        Rest(exchange, 3, Side.Sell, 39, 50);

        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Buy, Quantity = 100, LimitNanos = 50, Tag = 4 });

        Assert.That(_ledger.Fills.Select(f => (f.RestingTag, f.Quantity)), Is.EqualTo(new[] { (1, 40L + 9 + 6), (2, 45L) }));
    }

    [Test]
    public void ShouldShowAnIcebergPieceByPieceUnderNewIds()
    {
        Exchange exchange = Create(SelfTradePolicy.CancelNewest, null);
        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Sell, Quantity = 250, LimitNanos = 50, Tag = 1, Rests = true, DisplayQuantity = 100 });
        Rest(exchange, 2, Side.Sell, 70, 50);
        Assert.That(_public.Levels(Side.Sell), Is.EqualTo(new[] { (50L, 170L, 2) }));

        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Buy, Quantity = 130, LimitNanos = 50, Tag = 3 });
        Assert.That(_ledger.Fills.Select(f => (f.RestingTag, f.Quantity, f.RestingLeaves)), Is.EqualTo(new[] { (1, 100L, 150L), (2, 30L, 40L) }));
        Assert.That(_public.Levels(Side.Sell), Is.EqualTo(new[] { (50L, 140L, 2) }));

        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Buy, Quantity = 160, LimitNanos = 50, Tag = 4 });
        Assert.That(_ledger.Fills.Select(f => (f.RestingTag, f.Quantity)), Is.EqualTo(new[] { (2, 40L), (1, 100L), (1, 20L) }));
        Assert.That(_public.Levels(Side.Sell), Is.EqualTo(new[] { (50L, 30L, 1) }));
    }

    [Test]
    public void ShouldFillWhatIsShownBeforeWhatIsHiddenAndABetterPriceBeforeBoth()
    {
        Exchange exchange = Create(SelfTradePolicy.CancelNewest, null);
        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Sell, Quantity = 10, LimitNanos = 50, Tag = 1, Rests = true, IsHidden = true });
        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Sell, Quantity = 10, LimitNanos = 49, Tag = 2, Rests = true, IsHidden = true });
        Rest(exchange, 3, Side.Sell, 10, 50);
        Assert.That(_public.Levels(Side.Sell), Is.EqualTo(new[] { (50L, 10L, 1) }));

        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Buy, Quantity = 25, LimitNanos = 50, Tag = 4 });

        Assert.That(_ledger.Fills.Select(f => (f.RestingTag, f.PriceNanos)), Is.EqualTo(new[] { (2, 49L), (3, 50L), (1, 50L) }));
        Assert.That(_public.Prints, Is.EqualTo(new[] { (49L, 10L), (50L, 5L) }));
    }

    [Test]
    public void ShouldTellWhatStandsAheadInAQueue()
    {
        Exchange exchange = Create(SelfTradePolicy.CancelNewest, null);
        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Buy, Quantity = 500, LimitNanos = 50, Tag = 1, Rests = true, DisplayQuantity = 100 });
        Rest(exchange, 2, Side.Buy, 70, 50);
        Rest(exchange, 3, Side.Buy, 30, 50);
        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Buy, Quantity = 10, LimitNanos = 50, Tag = 4, Rests = true, IsHidden = true });

        Assert.That(Queue(exchange, 3), Is.EqualTo((170L, 2)));
        Assert.That(Queue(exchange, 4), Is.EqualTo((200L, 3)));
        _ledger.Submit(exchange, new IncomingOrder { Side = Side.Sell, Quantity = 120, LimitNanos = 50, Tag = 5 });
        Assert.That(Queue(exchange, 3), Is.EqualTo((50L, 1)), "the iceberg went behind");
        Assert.That(Queue(exchange, 1), Is.EqualTo((80L, 2)));
    }

    [Test]
    public void ShouldAllocateNothingOnceWarm()
    {
        var exchange = new Exchange(0, new VenueParameters { Name = "LIT", Kind = VenueKind.Lit, ProRata = new ProRataParameters() }, 1, new Deaf());
        Churn(exchange);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Churn(exchange);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void Churn(Exchange exchange)
    {
        for (int i = 0; i < 2_000; i++)
        {
            Side side = i % 2 == 0 ? Side.Buy : Side.Sell;
            exchange.Submit(0, new IncomingOrder { Side = side, Quantity = 100 + (i % 7), LimitNanos = 50 + (i % 5), Rests = true, IsHidden = i % 3 == 0, DisplayQuantity = i % 4 == 0 ? 30 : 0 });
            exchange.Submit(0, new IncomingOrder { Side = side, Quantity = 90, LimitNanos = side == Side.Buy ? 60 : 40, Minimum = 50 });
        }
    }

    private static long Least(IncomingOrder order) => order.IsAllOrNothing ? order.Quantity : order.Minimum;

    private static IncomingOrder Random(DeterministicRandom random, int tag)
    {
        long quantity = 1 + random.NextInt32(300);
        bool rests = random.NextBool(0.65);
        return new IncomingOrder
        {
            Side = random.NextBool(0.5) ? Side.Buy : Side.Sell,
            Quantity = quantity,
            LimitNanos = 95 + random.NextInt32(11),
            Owner = random.NextInt32(5),
            Tag = tag,
            Rests = rests,
            IsHidden = rests && random.NextBool(0.2),
            DisplayQuantity = rests && random.NextBool(0.3) ? 1 + random.NextInt32(60) : 0,
            IsAllOrNothing = !rests && random.NextBool(0.25),
            Minimum = !rests && random.NextBool(0.3) ? 1 + random.NextInt32((int)quantity) : 0,
        };
    }

    private void AssertSame(Exchange exchange, NaiveBook naive, string because)
    {
        LimitBook book = exchange.Book(0);
        foreach (Side side in new[] { Side.Buy, Side.Sell })
        {
            Assert.That(Levels(book.Ladder(side)), Is.EqualTo(naive.Levels(side)), because);
            Assert.That(Levels(book.Hidden(side)), Is.EqualTo(naive.Levels(side, isHidden: true)), because);
            Assert.That(_public.Levels(side), Is.EqualTo(naive.Levels(side)), "the public book: " + because);
        }

        foreach (int tag in _ledger.Slots.Keys)
        {
            Assert.That(_ledger.LeavesOf(tag), Is.EqualTo(naive.TotalOf(tag)), because);
        }

        Assert.That(book.BestNanos(Side.Buy), Is.LessThan(book.BestNanos(Side.Sell)), "crossed: " + because);
        if (naive.Fills.Count > 0)
        {
            _ledger.AssertConserved(exchange, because);
        }
    }

    private static List<(long Price, long Quantity, int Count)> Levels(LevelLadder? ladder)
    {
        var levels = new List<(long, long, int)>();
        for (int i = 0; i < (ladder?.Count ?? 0); i++)
        {
            levels.Add((ladder![i].PriceNanos, ladder[i].Quantity, ladder[i].OrderCount));
        }

        return levels;
    }

    private Exchange Create(SelfTradePolicy policy, ProRataParameters? proRata) =>
        new(0, new VenueParameters { Name = "LIT", Kind = VenueKind.Lit, SelfTrade = policy, ProRata = proRata }, 1, _ledger) { Publisher = _public };

    private void Rest(Exchange exchange, int tag, Side side, long quantity, long price) =>
        _ledger.Submit(exchange, new IncomingOrder { Side = side, Quantity = quantity, LimitNanos = price, Tag = tag, Rests = true });

    private (long Shares, int Orders) Queue(Exchange exchange, int tag)
    {
        exchange.GetQueue(0, _ledger.Slots[tag], out long shares, out int orders);
        return (shares, orders);
    }

    private sealed class Deaf : IExecutionListener
    {
        public void OnExecution(Exchange exchange, int instrument, in Execution execution)
        {
        }
    }
}
