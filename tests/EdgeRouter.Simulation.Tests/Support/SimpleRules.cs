using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Simulation.Tests.Support;

/// <summary>Three ways to route that need no model.</summary>
internal static class SimpleRules
{
    private const long Tick = 10_000_000;

    /// <summary>One venue after the other in the static order, each at the national touch, later a tick deeper each round.</summary>
    public static IReadOnlyList<(int, OrderType, long, long)> Static(MarketSimulator market, int step, int instrument, Side side, long left)
    {
        int[] order = Enumerable.Range(0, market.Universe.Venues.Length).OrderBy(v => market.Universe.Venues[v].StaticRank).ThenBy(v => v).ToArray();
        int venue = order[step % order.Length];
        int round = step / order.Length;
        if (!market.Universe.Venues[venue].IsDisplayed)
        {
            return round == 0 ? [(venue, OrderType.MidpointPeg, 0L, left)] : [];
        }

        (long bid, long ask) = TestMarket.National(market, instrument);
        return [(venue, OrderType.Limit, (side == Side.Buy ? ask : bid) + (side.Sign() * round * Tick), left)];
    }

    /// <summary>Whoever shows the best price, the largest of them, fees or not.</summary>
    public static IReadOnlyList<(int, OrderType, long, long)> BestDisplayed(MarketSimulator market, int step, int instrument, Side side, long left)
    {
        Assert.That(step, Is.LessThan(60), "each step must take something");
        (int Venue, long Price, long Quantity) best = Displayed(market, instrument, side, "").OrderBy(l => side.Sign() * l.Price).ThenByDescending(l => l.Quantity).ThenBy(l => l.Venue).First();
        return [(best.Venue, OrderType.Limit, best.Price, Math.Min(left, best.Quantity))];
    }

    /// <summary>The natural dark venue once, then all fast displayed venues at once in the order of price and fee.</summary>
    public static IReadOnlyList<(int, OrderType, long, long)> Sensible(MarketSimulator market, int step, int instrument, Side side, long left)
    {
        for (int v = 0; step == 0 && v < market.Universe.Venues.Length; v++)
        {
            if (market.Universe.Venues[v].Name == "DRKA")
            {
                return [(v, OrderType.MidpointPeg, 0L, left)];
            }
        }

        var children = new Dictionary<int, (long Limit, long Quantity)>();
        foreach ((int venue, long price, long shown) in Displayed(market, instrument, side, "SLOW").OrderBy(l => (side.Sign() * l.Price) + market.Universe.Venues[l.Venue].TakerFeeNanos).ThenBy(l => l.Venue))
        {
            long quantity = Math.Min(left, shown);
            left -= quantity;
            if (quantity > 0)
            {
                children[venue] = (price, quantity + (children.TryGetValue(venue, out (long Limit, long Quantity) sofar) ? sofar.Quantity : 0));
            }
        }

        return [.. children.Select(c => (c.Key, OrderType.Limit, c.Value.Limit, c.Value.Quantity))];
    }

    private static IEnumerable<(int Venue, long Price, long Quantity)> Displayed(MarketSimulator market, int instrument, Side side, string without) =>
        Enumerable.Range(0, market.Universe.Venues.Length).Where(v => market.Universe.Venues[v].Name != without)
            .SelectMany(v => TestMarket.Levels(market, v, instrument, side.Opposite()).Select(l => (v, l.Price.Nanos, l.Quantity)));
}
