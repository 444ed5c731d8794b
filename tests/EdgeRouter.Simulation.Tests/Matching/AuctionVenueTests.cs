using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Matching;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AuctionVenueTests
{
    private const long Step = 1_000;
    private const long Bid = 100 * Step;
    private const long Ask = 106 * Step;

    private readonly Ledger _ledger = new();
    private readonly FoldedBook _public = new();
    private Exchange _lit = null!;
    private Exchange _auction = null!;

    [Test]
    public void ShouldTradeMostAtOnePriceOfTheNationalMarket([Values] SelfTradePolicy policy, [Values(31UL, 32UL, 33UL)] ulong seed)
    {
        Create(policy, new AuctionParameters());
        var random = new DeterministicRandom(seed, (ulong)policy);
        int tag = 0;
        int uncrossed = 0;
        for (int round = 0; round < 150; round++)
        {
            string because = $"{policy} seed {seed} round {round}";
            var standing = new Dictionary<int, IncomingOrder>();
            for (int i = random.NextInt32(8); i >= 0; i--)
            {
                IncomingOrder order = Random(random, ++tag);
                _ledger.Submit(_auction, in order);
                _seen[tag] = order;
            }

            foreach (int resting in _ledger.Slots.Keys)
            {
                standing[resting] = _seen[resting] with { Quantity = _ledger.LeavesOf(resting) };
            }

            _ledger.Fills.Clear();
            _auction.Uncross(0);
            AssertFair(standing, because);
            uncrossed += _ledger.Fills.Count > 0 ? 1 : 0;
            Assert.That(_ledger.Slots.Keys.All(t => _seen[t].Rests), Is.True, "what was for this auction only is gone: " + because);
            _ledger.AssertConserved(_auction, because);
        }

        Assert.That(uncrossed, Is.GreaterThan(30));
        Assert.That(_public.MessageCount, Is.EqualTo(_public.Prints.Count), "nothing but trades is public");
    }

    [Test]
    public void ShouldTakeTheMiddleOfAllPricesThatServe()
    {
        Create(SelfTradePolicy.CancelNewest, new AuctionParameters());
        Send(1, Side.Buy, 100, 105 * Step);
        Send(2, Side.Sell, 100, 102 * Step);
        Assert.That(_ledger.AuctionsCalled, Is.EqualTo(1), "the first order calls the auction");
        _auction.Uncross(0);

        // 102 to 105 serve alike; the middle is 103.5, in whole micros 103,500 nanos.
        Assert.That(_ledger.Fills.Single().PriceNanos, Is.EqualTo(103_500 - (103_500 % Step)));
        Send(3, Side.Buy, 100, 105 * Step);
        Assert.That(_ledger.AuctionsCalled, Is.EqualTo(2));
    }

    [Test]
    public void ShouldNotUncrossWithTooMuchSurplusOrInAHalt()
    {
        Create(SelfTradePolicy.CancelNewest, new AuctionParameters { SurplusFactorMax = 1.0 });
        Send(1, Side.Buy, 300, Ask);
        Send(2, Side.Sell, 100, Bid);
        _auction.Uncross(0);
        Assert.That(_ledger.Fills, Is.Empty, "200 too many against 100 that would trade");
        Send(3, Side.Sell, 50, Bid);
        _auction.SetTradingStatus(0, TradingStatus.Halted);
        _auction.Uncross(0);
        Assert.That(_ledger.Fills, Is.Empty);
        _auction.SetTradingStatus(0, TradingStatus.Trading);
        Send(4, Side.Sell, 10, Bid);
        _auction.Uncross(0);
        Assert.That(_ledger.Fills.Sum(f => f.Quantity), Is.EqualTo(160), "140 too many against 160");
    }

    private readonly Dictionary<int, IncomingOrder> _seen = [];

    // Against a search over every price, and every order's own terms.
    private void AssertFair(Dictionary<int, IncomingOrder> standing, string because)
    {
        Dictionary<int, long> got = standing.Keys.ToDictionary(t => t, t => _ledger.Fills.Where(f => f.RestingTag == t || f.TakerTag == t).Sum(f => f.Quantity));
        bool hasMinimum = standing.Values.Any(o => o.Minimum > 0 || o.IsAllOrNothing);
        (long volume, long price) = Search(standing.Values);
        if (!hasMinimum)
        {
            Assert.That(_ledger.Fills.Sum(f => f.Quantity), Is.EqualTo(volume), because);
            Assert.That(_ledger.Fills.Select(f => f.PriceNanos), Is.All.EqualTo(price), because);
        }

        Assert.That(_ledger.Fills.Select(f => f.PriceNanos).Distinct().Count(), Is.LessThan(2), because);
        foreach ((int tag, IncomingOrder order) in standing.Where(s => got[s.Key] > 0))
        {
            Assert.That(Accepts(order, _ledger.Fills[0].PriceNanos), Is.True, because);
            Assert.That(got[tag], Is.GreaterThanOrEqualTo(order.IsAllOrNothing ? order.Quantity : Math.Min(order.Minimum, order.Quantity)), because);
            IEnumerable<int> ahead = standing.Where(s => s.Value.Side == order.Side && s.Key < tag && LimitOf(s.Value) == LimitOf(order)
                && s.Value is { Minimum: 0, IsAllOrNothing: false }).Select(s => s.Key);
            Assert.That(ahead.Select(t => standing[t].Quantity - got[t]), Is.All.Zero, "who came first at a price is served first: " + because);
        }
    }

    private static (long Volume, long Price) Search(IReadOnlyCollection<IncomingOrder> orders)
    {
        var all = new List<(long Price, long Volume, long Surplus)>();
        for (long price = Bid; price <= Ask; price += Step)
        {
            long demand = orders.Where(o => o.Side == Side.Buy && Accepts(o, price)).Sum(o => o.Quantity);
            long supply = orders.Where(o => o.Side == Side.Sell && Accepts(o, price)).Sum(o => o.Quantity);
            all.Add((price, Math.Min(demand, supply), Math.Abs(demand - supply)));
        }

        long volume = all.Max(a => a.Volume);
        long surplus = all.Where(a => a.Volume == volume).Min(a => a.Surplus);
        List<long> prices = [.. all.Where(a => a.Volume == volume && a.Surplus == surplus).Select(a => a.Price)];
        long middle = (prices.Min() + prices.Max()) / 2;
        return (volume, middle / Step * Step);
    }

    private static long LimitOf(IncomingOrder order)
    {
        const long mid = (Bid + Ask) / 2;
        if (order.Peg == PegKind.None)
        {
            return order.LimitNanos;
        }

        return order.Side == Side.Buy ? Math.Min(mid, order.LimitNanos) : Math.Max(mid, order.LimitNanos);
    }

    private static bool Accepts(IncomingOrder order, long price) => order.Side == Side.Buy ? price <= LimitOf(order) : price >= LimitOf(order);

    private static IncomingOrder Random(DeterministicRandom random, int tag)
    {
        long quantity = 1 + random.NextInt32(300);
        Side side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
        bool isPeg = random.NextBool(0.3);
        return new IncomingOrder
        {
            Side = side,
            Quantity = quantity,
            LimitNanos = isPeg ? (side == Side.Buy ? long.MaxValue : long.MinValue) : (97 + random.NextInt32(13)) * Step,
            Owner = random.NextInt32(8),
            Tag = tag,
            Rests = random.NextBool(0.5),
            Peg = isPeg ? PegKind.Midpoint : PegKind.None,
            Minimum = tag % 3 == 0 && random.NextBool(0.3) ? 1 + random.NextInt32((int)quantity) : 0,
            IsAllOrNothing = tag % 3 == 0 && random.NextBool(0.1),
        };
    }

    private void Create(SelfTradePolicy policy, AuctionParameters parameters)
    {
        _lit = new Exchange(0, new VenueParameters { Name = "LIT", Kind = VenueKind.Lit }, 1, new Ledger());
        _auction = new Exchange(1, new VenueParameters { Name = "AUC", Kind = VenueKind.Auction, Auction = parameters, SelfTrade = policy }, 1, _ledger) { Publisher = _public };
        var national = new NationalBest([_lit, _auction]);
        _lit.Connect(national);
        _auction.Connect(national);
        _lit.Submit(0, new IncomingOrder { Side = Side.Buy, Quantity = 100, LimitNanos = Bid, Rests = true });
        _lit.Submit(0, new IncomingOrder { Side = Side.Sell, Quantity = 100, LimitNanos = Ask, Rests = true });
    }

    private void Send(int tag, Side side, long quantity, long limit) =>
        _ledger.Submit(_auction, new IncomingOrder { Side = side, Quantity = quantity, LimitNanos = limit, Tag = tag, Rests = true });
}
