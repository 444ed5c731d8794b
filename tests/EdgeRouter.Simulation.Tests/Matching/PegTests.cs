using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Matching;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PegTests
{
    private const long Tick = 10;

    private readonly Ledger _ledger = new();
    private readonly FoldedBook _public = new();
    private readonly Exchange _here;
    private readonly Exchange _there;
    private readonly NationalBest _national;
    private readonly int[] _quotes = [-1, -1];

    public PegTests()
    {
        _here = new Exchange(0, new VenueParameters { Name = "HERE", Kind = VenueKind.Lit }, 1, _ledger) { Publisher = _public };
        _there = new Exchange(1, new VenueParameters { Name = "THERE", Kind = VenueKind.Lit }, 1, new Deaf());
        _national = new NationalBest([_here, _there]);
        _here.Connect(_national, [new TickRule(Tick)]);
        _there.Connect(_national, [new TickRule(Tick)]);
    }

    [Test]
    public void ShouldFollowWhatItFollows()
    {
        Quote(1_000, 1_060);
        Peg(1, Side.Buy, PegKind.Primary, long.MaxValue);
        Peg(2, Side.Buy, PegKind.Market, long.MaxValue);
        Peg(3, Side.Buy, PegKind.Midpoint, long.MaxValue);
        Peg(4, Side.Buy, PegKind.Primary, 1_010);
        Assert.That(Prices(), Is.EqualTo(new[] { 1_000L, 1_050, 1_030, 1_000 }));
        Assert.That(_public.Levels(Side.Buy), Is.EqualTo(new[] { (1_050L, 100L, 1), (1_000L, 200L, 2) }), "the midpoint peg is not shown");

        Quote(1_020, 1_070);
        Assert.That(Prices(), Is.EqualTo(new[] { 1_020L, 1_060, 1_045, 1_010 }));
        Quote(980, 1_000);
        Assert.That(Prices(), Is.EqualTo(new[] { 980L, 990, 990, 980 }), "no peg holds another, or itself, up");
        Assert.That(_ledger.Fills, Is.Empty);
    }

    [Test]
    public void ShouldStandATickOffWhatItWouldCross()
    {
        Quote(1_000, 1_060);
        _ledger.Submit(_here, new IncomingOrder { Side = Side.Sell, Quantity = 50, LimitNanos = 1_040, Tag = 1, Rests = true, IsHidden = true });
        Peg(2, Side.Buy, PegKind.Midpoint, long.MaxValue);
        Assert.That(Prices(), Is.EqualTo(new[] { 1_030L }));
        Quote(1_040, 1_080);
        Assert.That(Prices(), Is.EqualTo(new[] { 1_030L }), "the midpoint is 1,060, a hidden offer stands at 1,040");
        _ledger.Remove(_here, 1);
        Quote(1_040, 1_090);
        Assert.That(Prices(), Is.EqualTo(new[] { 1_065L }));
    }

    [Test]
    public void ShouldNeverCrossWhateverHappens([Values(51UL, 52UL, 53UL)] ulong seed)
    {
        var random = new DeterministicRandom(seed, 1);
        var peggedTags = new Dictionary<int, (PegKind Kind, Side Side, long Limit)>();
        int atTarget = 0;
        for (int tag = 1; tag <= 1_500; tag++)
        {
            string because = $"seed {seed} step {tag}";
            long bid = 900 + (Tick * random.NextInt32(20));
            Side side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
            if (random.NextBool(0.3))
            {
                Quote(bid, bid + (Tick * (1 + random.NextInt32(8))));
            }
            else if (random.NextBool(0.4))
            {
                _ledger.Remove(_here, 1 + random.NextInt32(tag));
            }
            else if (random.NextBool(0.4))
            {
                bool isFree = random.NextBool(0.6);
                long limit = isFree ? (side == Side.Buy ? long.MaxValue : long.MinValue) : bid;
                var kind = (PegKind)(1 + random.NextInt32(3));
                peggedTags[tag] = (kind, side, limit);
                Peg(tag, side, kind, limit);
            }
            else
            {
                _ledger.Submit(_here, new IncomingOrder { Side = side, Quantity = 1 + random.NextInt32(200), LimitNanos = bid, Tag = tag, Rests = random.NextBool(0.7), IsHidden = random.NextBool(0.2) });
            }

            Settle();
            Assert.That(_here.Book(0).BestNanos(Side.Buy), Is.LessThan(_here.Book(0).BestNanos(Side.Sell)), because);
            _ledger.AssertConserved(_here, because);
            Assert.That(_public.Levels(Side.Buy).Select(l => (l.Price, l.Quantity)), Is.EqualTo(Levels(Side.Buy)), because);
            Assert.That(_public.Levels(Side.Sell).Select(l => (l.Price, l.Quantity)), Is.EqualTo(Levels(Side.Sell)), because);
            atTarget += peggedTags.Count(p => _ledger.Slots.TryGetValue(p.Key, out int slot) && IsAtTarget(p.Value, _here.Book(0).Order(slot).PriceNanos, because));
        }

        Assert.That(atTarget, Is.GreaterThan(500));
    }

    // At its target, or short of it where it is held back; never beyond.
    private bool IsAtTarget((PegKind Kind, Side Side, long Limit) peg, long price, string because)
    {
        if (!_national.TryGetPegReference(0, out long bid, out long ask))
        {
            return false;
        }

        (long near, long far) = peg.Side == Side.Buy ? (bid, ask - Tick) : (ask, bid + Tick);
        long target = peg.Kind == PegKind.Primary ? near : peg.Kind == PegKind.Market ? far : (bid + ask) / 2;
        target = peg.Side == Side.Buy ? Math.Min(target, peg.Limit) : Math.Max(target, peg.Limit);
        Assert.That(peg.Side.Sign() * (price - target), Is.LessThanOrEqualTo(0), because);
        return price == target;
    }

    private void Peg(int tag, Side side, PegKind kind, long limit)
    {
        _ledger.Submit(_here, new IncomingOrder { Side = side, Quantity = 100, LimitNanos = limit, Tag = tag, Rests = true, Peg = kind });
        Settle();
    }

    private void Quote(long bid, long ask)
    {
        foreach (int slot in _quotes.Where(s => s >= 0))
        {
            _there.Remove(0, slot);
        }

        _quotes[0] = _there.Submit(0, new IncomingOrder { Side = Side.Buy, Quantity = 100, LimitNanos = bid, Rests = true }).RestingSlot;
        _quotes[1] = _there.Submit(0, new IncomingOrder { Side = Side.Sell, Quantity = 100, LimitNanos = ask, Rests = true }).RestingSlot;
        Settle();
    }

    private void Settle()
    {
        for (int count = _national.MovedCount; count > 0; count--)
        {
            _here.RepricePegs(_national.TakeMoved());
        }
    }

    private long[] Prices()
    {
        LimitBook book = _here.Book(0);
        return [.. book.Pegs.ToArray().Select(slot => book.Order(slot).PriceNanos)];
    }

    private List<(long Price, long Quantity)> Levels(Side side)
    {
        LevelLadder ladder = _here.Book(0).Ladder(side);
        return [.. Enumerable.Range(0, ladder.Count).Select(i => (ladder[i].PriceNanos, ladder[i].Quantity))];
    }

    private sealed class Deaf : IExecutionListener
    {
        public void OnExecution(Exchange exchange, int instrument, in Execution execution)
        {
        }
    }
}
