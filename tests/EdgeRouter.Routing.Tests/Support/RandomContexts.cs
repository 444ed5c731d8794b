using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Tests.Support;

/// <summary>Random decisions over eight venues, quotes included; the same for the same seed.</summary>
internal sealed class RandomContexts
{
    private const long TickNanos = 10_000_000;

    private DeterministicRandom _random;

    internal RandomContexts(ulong seed)
    {
        _random = new DeterministicRandom(seed);
        VenueKind[] kinds =
        [
            VenueKind.Midpoint, VenueKind.Midpoint, VenueKind.Inverted, VenueKind.Lit, VenueKind.Lit, VenueKind.Lit, VenueKind.Auction, VenueKind.Lit,
        ];
        World = new Universe(
            [new Instrument { Id = new InstrumentId(0), Symbol = "TEST" }],
            [.. kinds.Select((k, i) => new Venue { Id = new VenueId((byte)i), Name = $"V{i}", Kind = k, StaticRank = i / 2, LatencyNs = 1_000 * i, TakerFeeNanos = i })]);
        Rows = new RowSet(World);
        Quotes = new VenueQuote[kinds.Length];
    }

    internal Universe World { get; }

    internal RowSet Rows { get; }

    internal VenueQuote[] Quotes { get; }

    internal ulong Closed { get; private set; }

    internal ulong Stale { get; private set; }

    internal void Next(RoutingContext context)
    {
        Side side = _random.NextBool(0.5) ? Side.Buy : Side.Sell;
        long bidTicks = 1_000 + _random.NextInt32(50);
        long askTicks = bidTicks + _random.NextInt32(4) - (_random.NextBool(0.05) ? 1 : 0);
        ParentOrder order = new()
        {
            Id = new ParentOrderId((long)_random.NextUInt64()),
            Side = side,
            Type = _random.NextBool(0.3) ? OrderType.Market : OrderType.Limit,
            Quantity = 1 + _random.NextInt32(5_000),
            LimitPrice = new Price(((bidTicks + _random.NextInt32(7) - 2) * TickNanos) + (_random.NextBool(0.1) ? 3 : 0)),
            PermittedActions = (RouteActions)_random.NextInt32(8),
            ExcludedVenues = _random.NextUInt64() & _random.NextUInt64() & _random.NextUInt64(),
        };
        Instrument instrument = World.Instruments[0] with { RoundLot = _random.NextBool(0.3) ? 1 : 100 };
        context.Load(new ParentOrderRecord(order, default, default), instrument, _random.NextInt32(4), 5);
        (context.Bid, context.BidQuantity) = (new Price(bidTicks * TickNanos), _random.NextInt32(20) * 50);
        (context.Ask, context.AskQuantity) = (new Price(askTicks * TickNanos), _random.NextInt32(20) * 50);
        Closed = _random.NextUInt64() & _random.NextUInt64() & _random.NextUInt64();
        Stale = _random.NextUInt64() & _random.NextUInt64() & _random.NextUInt64();
        FillQuotes(context);
        Rows.Build(context, Quotes, Closed, Stale, RandomTries());
        for (int i = 0; i < context.RowCount; i++)
        {
            context.Scores[i] = _random.NextBool(0.02) ? long.MaxValue - _random.NextInt32(2) : _random.NextInt32(4_000_000) - 1_000_000;
        }

        context.HasScores = true;
    }

    private void FillQuotes(RoutingContext context)
    {
        for (int v = 0; v < Quotes.Length; v++)
        {
            long away = _random.NextBool(0.5) ? 0 : _random.NextInt32(3) * TickNanos;
            long farQuantity = _random.NextBool(0.1) ? 0 : _random.NextInt32(900);
            Quotes[v] = new VenueQuote
            {
                FarPrice = new Price(context.FarTouch.Nanos + (context.Side.Sign() * away)),
                FarQuantity = farQuantity,
                DepthQuantity = farQuantity,
                NearPrice = new Price(context.NearTouch.Nanos - (context.Side.Sign() * away)),
                NearQuantity = 100,
            };
        }
    }

    private RowTries RandomTries()
    {
        var tries = default(RowTries);
        for (int i = _random.NextInt32(12); i > 0; i--)
        {
            tries.Add(new VenueId((byte)_random.NextInt32(8)), (RouteAction)_random.NextInt32(3));
        }

        return tries;
    }
}
