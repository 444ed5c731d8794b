using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Matching;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MidpointVenueTests
{
    private readonly Ledger _ledger = new();
    private readonly FoldedBook _public = new();
    private readonly List<Order> _naive = [];
    private Exchange _lit = null!;
    private Exchange _dark = null!;
    private int _litBid = -1;
    private int _litAsk = -1;

    [Test]
    public void ShouldAgreeWithASlowQueueOnRandomOrders([Values] SelfTradePolicy policy, [Values(21UL, 22UL)] ulong seed)
    {
        Create(policy);
        var random = new DeterministicRandom(seed, (ulong)policy);
        int fills = 0;
        for (int tag = 1; tag <= 1_500; tag++)
        {
            string because = $"{policy} seed {seed} step {tag}";
            if (tag % 20 == 1)
            {
                Quote(96 + random.NextInt32(5), 100 + random.NextInt32(6));
            }

            if (random.NextBool(0.25))
            {
                int victim = 1 + random.NextInt32(tag);
                Assert.That(_naive.RemoveAll(o => o.Tag == victim) > 0, Is.EqualTo(_ledger.Remove(_dark, victim)), because);
                continue;
            }

            IncomingOrder order = Random(random, tag);
            _ledger.Submit(_dark, in order);
            List<(int, long, long)> expected = Match(order, policy);
            fills += expected.Count;
            Assert.That(_ledger.Fills.Select(f => (f.RestingTag, f.Quantity, f.PriceNanos)), Is.EqualTo(expected), because);
            Assert.That(_ledger.Slots.Keys.Order(), Is.EqualTo(_naive.Select(o => o.Tag).Order()), because);
            if (fills > 0)
            {
                _ledger.AssertConserved(_dark, because);
            }
        }

        Assert.That(fills, Is.GreaterThan(100));
        Assert.That(_public.MessageCount, Is.EqualTo(_public.Prints.Count), "nothing but trades is public");
    }

    [Test]
    public void ShouldHoldInterestForTheFirmOrderAlone()
    {
        Create(SelfTradePolicy.CancelNewest);
        Quote(100, 104);
        Rest(1, Side.Sell, 300);
        Rest(2, Side.Sell, 500);
        var wanted = new IncomingOrder { Side = Side.Buy, Quantity = 700, LimitNanos = long.MaxValue, Minimum = 400, Tag = 50 };

        Assert.That(_dark.Hold(0, wanted with { Minimum = 600 }, key: 8), Is.Zero, "no single order is so large");
        Assert.That(_dark.Hold(0, in wanted, key: 9), Is.EqualTo(500), "the first is too small for the minimum");
        _ledger.Submit(_dark, new IncomingOrder { Side = Side.Buy, Quantity = 900, LimitNanos = long.MaxValue, Tag = 3 });
        Assert.That(_ledger.Fills.Select(f => (f.RestingTag, f.Quantity)), Is.EqualTo(new[] { (1, 300L) }));
        _ledger.Submit(_dark, new IncomingOrder { Side = Side.Buy, Quantity = 200, LimitNanos = long.MaxValue, Tag = 4, FirmUpOf = 9 });
        Assert.That(_ledger.Fills.Select(f => (f.RestingTag, f.Quantity)), Is.EqualTo(new[] { (2, 200L) }));
        _dark.Release(0, Side.Buy, 9);
        _ledger.Submit(_dark, new IncomingOrder { Side = Side.Buy, Quantity = 900, LimitNanos = long.MaxValue, Tag = 5 });
        Assert.That(_ledger.Fills.Select(f => (f.RestingTag, f.Quantity)), Is.EqualTo(new[] { (2, 300L) }));
    }

    private void Create(SelfTradePolicy policy)
    {
        var deaf = new Ledger();
        _lit = new Exchange(0, new VenueParameters { Name = "LIT", Kind = VenueKind.Lit }, 1, deaf);
        _dark = new Exchange(1, new VenueParameters { Name = "DARK", Kind = VenueKind.Midpoint, Hidden = new HiddenParameters(), SelfTrade = policy }, 1, _ledger) { Publisher = _public };
        var national = new NationalBest([_lit, _dark]);
        _lit.Connect(national);
        _dark.Connect(national);
    }

    private void Quote(long bid, long ask)
    {
        foreach (int slot in new[] { _litBid, _litAsk }.Where(s => s >= 0))
        {
            _lit.Remove(0, slot);
        }

        _litBid = _lit.Submit(0, new IncomingOrder { Side = Side.Buy, Quantity = 100, LimitNanos = Math.Min(bid, ask - 1), Rests = true }).RestingSlot;
        _litAsk = _lit.Submit(0, new IncomingOrder { Side = Side.Sell, Quantity = 100, LimitNanos = ask, Rests = true }).RestingSlot;
    }

    private void Rest(int tag, Side side, long quantity) =>
        _ledger.Submit(_dark, new IncomingOrder { Side = side, Quantity = quantity, LimitNanos = side == Side.Buy ? long.MaxValue : long.MinValue, Tag = tag, Rests = true });

    private static IncomingOrder Random(DeterministicRandom random, int tag)
    {
        Side side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
        long quantity = 1 + random.NextInt32(300);
        bool isFree = random.NextBool(0.4);
        return new IncomingOrder
        {
            Side = side,
            Quantity = quantity,
            LimitNanos = isFree ? (side == Side.Buy ? long.MaxValue : long.MinValue) : 97 + random.NextInt32(8),
            Owner = random.NextInt32(6),
            Tag = tag,
            Rests = random.NextBool(0.7),
            Minimum = random.NextBool(0.4) ? 1 + random.NextInt32((int)quantity) : 0,
        };
    }

    private List<(int Tag, long Quantity, long Price)> Match(IncomingOrder incoming, SelfTradePolicy policy)
    {
        var fills = new List<(int, long, long)>();
        long bid = _lit.Book(0).Ladder(Side.Buy).BestNanos;
        long mid = bid + ((_lit.Book(0).Ladder(Side.Sell).BestNanos - bid) / 2);
        long left = incoming.Quantity;
        bool isStopped = false;
        foreach (Order resting in _naive.Where(o => o.Side != incoming.Side && Accepts(incoming.Side, incoming.LimitNanos, mid)).ToArray())
        {
            if (left == 0 || isStopped)
            {
                break;
            }

            if (incoming.Owner != 0 && incoming.Owner == resting.Owner)
            {
                left = Prevent(resting, policy, left, ref isStopped);
                continue;
            }

            long quantity = Math.Min(left, resting.Quantity);
            bool isLargeEnough = quantity >= Math.Min(left, incoming.Minimum) && quantity >= Math.Min(resting.Quantity, resting.Minimum);
            if (isLargeEnough && Accepts(resting.Side, resting.Limit, mid))
            {
                fills.Add((resting.Tag, quantity, mid));
                resting.Quantity -= quantity;
                left -= quantity;
            }
        }

        _naive.RemoveAll(o => o.Quantity == 0);
        if (left > 0 && incoming.Rests && !isStopped)
        {
            _naive.Add(new Order { Tag = incoming.Tag, Side = incoming.Side, Quantity = left, Limit = incoming.LimitNanos, Owner = incoming.Owner, Minimum = incoming.Minimum });
        }

        return fills;
    }

    private long Prevent(Order resting, SelfTradePolicy policy, long left, ref bool isStopped)
    {
        long smaller = Math.Min(left, resting.Quantity);
        isStopped = policy is SelfTradePolicy.CancelNewest or SelfTradePolicy.CancelBoth;
        if (policy is SelfTradePolicy.CancelOldest or SelfTradePolicy.CancelBoth)
        {
            _naive.Remove(resting);
        }

        resting.Quantity -= policy == SelfTradePolicy.DecrementAndCancel ? smaller : 0;
        return policy == SelfTradePolicy.DecrementAndCancel ? left - smaller : left;
    }

    private static bool Accepts(Side side, long limit, long price) => side == Side.Buy ? price <= limit : price >= limit;

    private sealed class Order
    {
        public int Tag;
        public Side Side;
        public long Quantity;
        public long Limit;
        public long Owner;
        public long Minimum;
    }
}
