using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Tests.Support;

internal static class TestMarket
{
    public const long Second = 1_000_000_000;

    public static MarketParameters Short(int seconds) => MarketParameters.CreateDefault() with { DurationSeconds = seconds };

    public static VenueId Venue(MarketSimulator market, string name)
    {
        foreach (Venue venue in market.Universe.Venues)
        {
            if (venue.Name == name)
            {
                return venue.Id;
            }
        }

        throw new ArgumentException(name, nameof(name));
    }

    public static void RunTo(MarketSimulator market, long timeNs)
    {
        while (market.AdvanceTo(timeNs))
        {
        }
    }

    public static List<(Price Price, long Quantity)> Levels(MarketSimulator market, int venue, int instrument, Side side)
    {
        var levels = new (Price, long)[64];
        int count = market.CopyLevels(new VenueId((byte)venue), new InstrumentId(instrument), side, levels);
        return [.. levels.Take(count)];
    }

    public static string Picture(MarketSimulator market)
    {
        var lines = new List<string>();
        for (int v = 0; v < market.Universe.Venues.Length; v++)
        {
            for (int i = 0; i < market.Universe.Instruments.Length; i++)
            {
                foreach (Side side in new[] { Side.Buy, Side.Sell })
                {
                    lines.Add($"{v} {i} {side}: {string.Join(' ', Levels(market, v, i, side))}");
                }
            }
        }

        return string.Join('\n', lines);
    }

    public static (long BidNanos, long AskNanos) National(MarketSimulator market, int instrument)
    {
        long bid = long.MinValue;
        long ask = long.MaxValue;
        for (int v = 0; v < market.Universe.Venues.Length; v++)
        {
            bid = Levels(market, v, instrument, Side.Buy).Select(l => l.Price.Nanos).Prepend(bid).Max();
            ask = Levels(market, v, instrument, Side.Sell).Select(l => l.Price.Nanos).Prepend(ask).Min();
        }

        return (bid, ask);
    }

    public static ChildOrder Order(long id, VenueId venue, Side side, long quantity, long limitNanos, TimeInForce timeInForce = TimeInForce.ImmediateOrCancel) => new()
    {
        Id = new ChildOrderId(id),
        ParentId = new ParentOrderId(id / 100),
        InstrumentId = new InstrumentId(0),
        VenueId = venue,
        Side = side,
        Type = OrderType.Limit,
        TimeInForce = timeInForce,
        Quantity = quantity,
        LimitPrice = new Price(limitNanos),
        BeneficialOwner = 7,
    };

    /// <summary>Runs on for a twentieth of a second, longer than any way there and back, and takes what arrived.</summary>
    public static List<ExecutionReport> TakeAll(MarketSimulator market)
    {
        var reports = new List<ExecutionReport>();
        long end = market.TimeNs + (Second / 20);
        while (market.TimeNs < end)
        {
            market.AdvanceTo(Math.Min(end, market.NextReportTimeNs));
            while (market.TryTakeReport(market.TimeNs, out ExecutionReport report))
            {
                reports.Add(report);
            }
        }

        return reports;
    }
}
