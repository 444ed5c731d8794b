using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Tests.Support;

/// <summary>Random markets of ten venues with books of odd and round lots, halts, stale books, self-help, bands and parents of every kind. The national
/// best quote is worked out from the quotes, as the router does. The same for the same seed.</summary>
internal sealed class RandomMarkets
{
    internal const int VenueCount = 10;

    private DeterministicRandom _random;

    internal RandomMarkets(ulong seed, WaterfallOptions options)
    {
        _random = new DeterministicRandom(seed);
        VenueKind[] kinds =
        [
            VenueKind.Midpoint, VenueKind.Midpoint, VenueKind.Inverted, VenueKind.Lit, VenueKind.Lit, VenueKind.Lit, VenueKind.Lit, VenueKind.Inverted,
            VenueKind.Auction, VenueKind.Lit,
        ];
        World = new Universe(
            [new Instrument { Id = new InstrumentId(0), Symbol = "TEST", Ticks = new TickTable([new TickBand(0, 100_000), new TickBand(1_000_000_000, 10_000_000)]) }],
            [.. kinds.Select((k, i) => new Venue
            {
                Id = new VenueId((byte)i),
                Name = $"V{i}",
                Kind = k,
                StaticRank = i / 2,
                LatencyNs = 7_000 * (i % 4),
                IsProtected = i != 9,
                Capabilities = i == 6 ? VenueCapabilities.All & ~VenueCapabilities.IntermarketSweep : i == 7 ? VenueCapabilities.All & ~VenueCapabilities.MinimumQuantity : VenueCapabilities.All,
            })]);
        Rows = new RowSet(World, options);
    }

    internal Universe World { get; }

    internal RowSet Rows { get; }

    internal VenueQuote[] Quotes { get; } = new VenueQuote[VenueCount];

    internal Instrument Instrument { get; private set; } = null!;

    internal RowTries Tries { get; private set; }

    internal ulong Closed { get; private set; }

    internal ulong Stale { get; private set; }

    internal void Next(RoutingContext context)
    {
        bool isCheap = _random.NextBool(0.2);
        long tick = isCheap ? 100_000 : 10_000_000;
        long middle = isCheap ? 9_990 - 5 + _random.NextInt32(10) : 2_000;
        Instrument = World.Instruments[0] with { RoundLot = _random.NextBool(0.3) ? 1 : 100 };
        Side side = _random.NextBool(0.5) ? Side.Buy : Side.Sell;
        Closed = Sparse(0.04);
        Stale = _random.NextBool(0.2) ? Sparse(0.15) : 0;
        context.SelfHelpVenues = _random.NextBool(0.2) ? Sparse(0.2) : 0;
        context.BarredVenues = _random.NextBool(0.2) ? Sparse(0.1) : 0;
        context.HaltedVenues = _random.NextBool(0.05) ? Sparse(0.2) : 0;
        FillQuotes(side, middle, tick);
        context.Load(new ParentOrderRecord(Parent(side, middle, tick), default, default), Instrument, _random.NextInt32(4), 5);
        FindBest(context, side);
        if (_random.NextBool(0.15))
        {
            context.LimitBandLow = new Price((middle - 1 - _random.NextInt32(6)) * tick);
            context.LimitBandHigh = new Price((middle + 1 + _random.NextInt32(6)) * tick);
        }

        Tries = RandomTries();
        Rows.Build(context, Quotes, Closed, Stale, Tries);
        for (int i = 0; i < context.RowCount; i++)
        {
            context.Scores[i] = _random.NextInt32(4_000_000) - 1_000_000;
        }

        context.HasScores = true;
    }

    private ParentOrder Parent(Side side, long middle, long tick) => new()
    {
        Id = new ParentOrderId((long)_random.NextUInt64()),
        Side = side,
        Type = _random.NextInt32(20) switch { 0 => OrderType.MidpointPeg, 1 => OrderType.PrimaryPeg, < 8 => OrderType.Market, _ => OrderType.Limit },
        Quantity = 1 + _random.NextInt32(_random.NextBool(0.5) ? 500 : 5_000),
        LimitPrice = new Price(((middle + (side.Sign() * (_random.NextInt32(9) - 2))) * tick) + (_random.NextBool(0.1) ? 3 : 0)),
        PermittedActions = _random.NextInt32(10) switch { < 5 => RouteActions.All, < 8 => RouteActions.Take, _ => (RouteActions)_random.NextInt32(8) },
        ExcludedVenues = _random.NextBool(0.4) ? Sparse(0.15) : 0,
        MinimumQuantity = _random.NextBool(0.2) ? _random.NextInt32(600) : 0,
        PegOffsetNanos = _random.NextBool(0.2) ? _random.NextInt32(3) * tick / 2 : 0,
        Instructions = _random.NextBool(0.15) ? (RoutingInstructions)_random.NextInt32(8) : RoutingInstructions.None,
        UrgencyPercent = (byte)_random.NextInt32(101),
    };

    // Displayed sizes within two levels: an odd lot may stand before the first round lot. Sometimes the market is locked or crossed.
    private void FillQuotes(Side side, long middle, long tick)
    {
        for (int v = 0; v < VenueCount; v++)
        {
            if (!World.Venues[v].IsDisplayed)
            {
                Quotes[v] = default;
                continue;
            }

            long best = middle + (side.Sign() * (1 + _random.NextInt32(4) - (_random.NextBool(0.04) ? 2 : 0)));
            long near = middle - (side.Sign() * _random.NextInt32(3));
            long first = _random.NextBool(0.08) ? 0 : 1 + _random.NextInt32(_random.NextBool(0.3) ? 99 : 900);
            long second = 100 + _random.NextInt32(400);
            bool isRound = first >= Instrument.RoundLot;
            long away = isRound ? 0 : _random.NextInt32(3);
            Quotes[v] = new VenueQuote
            {
                FarPrice = new Price(best * tick),
                FarQuantity = first,
                DepthQuantity = first + second,
                NearPrice = new Price(near * tick),
                NearQuantity = _random.NextBool(0.1) ? 0 : 100,
                ProtectedPrice = new Price((best + (side.Sign() * away)) * tick),
                ProtectedQuantity = first == 0 ? 0 : isRound ? first : _random.NextBool(0.2) ? 0 : first + second,
                LatencyNs = _random.NextBool(0.5) ? 0 : 1_000 * _random.NextInt32(3_000),
            };
        }
    }

    // The near side has round lots only.
    private void FindBest(RoutingContext context, Side side)
    {
        (Price Price, long Quantity) far = default;
        (Price Price, long Quantity) near = default;
        for (int v = 0; v < VenueCount; v++)
        {
            Venue venue = World.Venues[v];
            ulong bit = 1UL << v;
            VenueQuote quote = Quotes[v];
            if (!venue.IsDisplayed || !venue.IsProtected || ((Closed | Stale | context.SelfHelpVenues) & bit) != 0)
            {
                continue;
            }

            far = Better(side.Opposite(), far, quote.ProtectedPrice, quote.ProtectedQuantity);
            near = Better(side, near, quote.NearPrice, quote.NearQuantity);
        }

        (context.Bid, context.BidQuantity) = side == Side.Buy ? near : far;
        (context.Ask, context.AskQuantity) = side == Side.Buy ? far : near;
    }

    private static (Price Price, long Quantity) Better(Side side, (Price Price, long Quantity) best, Price price, long quantity)
    {
        bool isBetter = quantity > 0 && (best.Quantity == 0 || (side == Side.Buy ? price > best.Price : price < best.Price));
        return isBetter ? (price, quantity) : best;
    }

    private ulong Sparse(double probability)
    {
        ulong mask = 0;
        for (int v = 0; v < VenueCount; v++)
        {
            mask |= _random.NextBool(probability) ? 1UL << v : 0;
        }

        return mask;
    }

    private RowTries RandomTries()
    {
        var tries = default(RowTries);
        for (int i = _random.NextInt32(8); i > 0; i--)
        {
            var venueId = new VenueId((byte)_random.NextInt32(VenueCount));
            var action = (RouteAction)_random.NextInt32(3);
            tries.Add(venueId, action);
            if (_random.NextBool(0.3))
            {
                tries.AddReject(venueId, action);
            }

            if (_random.NextBool(0.3))
            {
                tries.AddFade(venueId, action);
            }
        }

        return tries;
    }
}
