using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Simulation.Tests.Support;

/// <summary>Plays the same random parents through a simple routing rule and gives each one's cost in basis points of the arrival midpoint, fees included.</summary>
internal sealed class ParentRun(MarketSimulator market, ulong seed)
{
    private const long Second = TestMarket.Second;
    private const int StepMax = 60;
    private long _lastId;

    public delegate IReadOnlyList<(int Venue, OrderType Type, long LimitNanos, long Quantity)> Rule(
        MarketSimulator market, int step, int instrument, Side side, long left);

    public List<double> Play(Rule rule)
    {
        var random = new DeterministicRandom(seed, 99);
        var costs = new List<double>();
        int count = 0;
        for (long at = market.StartTimeNs + (10 * Second); at < market.EndTimeNs - (5 * Second); at += (3 * Second) + (long)(random.NextDouble() * 3 * Second))
        {
            Side side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
            long quantity = 100 * (2 + random.NextInt32(29));
            TestMarket.RunTo(market, at);
            costs.Add(PlayOne(rule, count++ % market.Universe.Instruments.Length, side, quantity));
        }

        return costs;
    }

    private double PlayOne(Rule rule, int instrument, Side side, long quantity)
    {
        (long bid, long ask) = TestMarket.National(market, instrument);
        double mid = (bid + ask) / 2.0;
        long left = quantity;
        double cost = 0.0;
        for (int step = 0; step < StepMax && left > 0; step++)
        {
            foreach (ExecutionReport trade in Send(rule(market, step, instrument, side, left), instrument, side))
            {
                left -= trade.LastQuantity;
                cost += (side.Sign() * (trade.LastPrice.Nanos - mid) * trade.LastQuantity) + trade.FeeNanos;
            }
        }

        Assert.That(left, Is.Zero, "every rule sweeps until it is done");
        return 1e4 * cost / (mid * quantity);
    }

    private IEnumerable<ExecutionReport> Send(IReadOnlyList<(int Venue, OrderType Type, long LimitNanos, long Quantity)> children, int instrument, Side side)
    {
        foreach ((int venue, OrderType type, long limit, long quantity) in children)
        {
            market.Submit(TestMarket.Order(++_lastId, new VenueId((byte)venue), side, quantity, limit) with
            {
                InstrumentId = new InstrumentId(instrument),
                Type = type,
            });
        }

        int open = children.Count;
        var trades = new List<ExecutionReport>();
        while (open > 0)
        {
            market.AdvanceTo(Math.Min(market.NextReportTimeNs, market.NextEventTimeNs));
            while (market.TryTakeReport(market.TimeNs, out ExecutionReport report))
            {
                Assert.That(report.Type, Is.Not.EqualTo(ExecutionType.Rejected));
                open -= report.State is ChildOrderState.Filled or ChildOrderState.Cancelled ? 1 : 0;
                trades.AddRange(report.Type == ExecutionType.Trade ? [report] : []);
            }
        }

        return trades;
    }
}
