using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Faults;

/// <summary>Clients: parents of every kind, sound and unsound ones, cancelled and changed at any moment.</summary>
internal sealed class OrderFlow(ulong seed, FaultMarket market)
{
    private readonly Dictionary<long, long> _owners = [];
    private DeterministicRandom _random = new(seed, 2);
    private long _lastId;
    private long _lastReplaceId;

    public ParentOrder Next(long nowNs)
    {
        int instrument = _random.NextInt32(FaultWorld.InstrumentCount);
        Side side = _random.NextBool(0.5) ? Side.Buy : Side.Sell;
        OrderType type = (OrderType)_random.NextInt32(4);
        TimeInForce tif = _random.NextInt32(6) switch { 0 or 1 => TimeInForce.ImmediateOrCancel, 2 => TimeInForce.GoodTillDate, _ => TimeInForce.Day };
        long quantity = Quantity();
        bool isShort = side == Side.Sell && _random.NextBool(0.2);
        var order = new ParentOrder
        {
            Id = new ParentOrderId(++_lastId),
            InstrumentId = new InstrumentId(instrument),
            Side = side,
            Type = type,
            TimeInForce = tif,
            PermittedActions = (RouteActions)(1 + _random.NextInt32(7)) | (_random.NextBool(0.6) ? RouteActions.Aggressive : RouteActions.None),
            UrgencyPercent = (byte)_random.NextInt32(101),
            NoExploration = _random.NextBool(0.2),
            Quantity = quantity,
            LimitPrice = Limit(instrument, side, type),
            ArrivalTimeNs = nowNs,
            HorizonNs = _random.NextBool(0.3) ? (1 + _random.NextInt32(400)) * TimeUnits.Millisecond : 0,
            MinimumQuantity = _random.NextBool(0.15) ? Math.Min(quantity, 100 * (1 + _random.NextInt32(4))) : 0,
            BeneficialOwner = _random.NextInt32(3),
            ExcludedVenues = _random.NextBool(0.2) ? 1UL << _random.NextInt32(FaultWorld.VenueCount) : 0,
            ExpireTimeNs = tif == TimeInForce.GoodTillDate ? nowNs + ((1 + _random.NextInt32(900)) * TimeUnits.Millisecond) : 0,
            PegOffsetNanos = type == OrderType.PrimaryPeg ? _random.NextInt32(3) * FaultWorld.Tick : 0,
            Instructions = Instructions(),
            PolicyId = (byte)(_random.NextBool(0.5) ? 0 : _random.NextInt32(FaultWorld.FirstPolicyCount + 1)),
            ClientId = _random.NextInt32(FaultWorld.ClientCount),
            ShortSale = isShort ? (ShortSale)(1 + _random.NextInt32(2)) : ShortSale.None,
            HasLocate = isShort && _random.NextBool(0.7),
        };
        order = _random.NextBool(0.03) ? Spoil(order) : order;
        return order with { BeneficialOwner = OwnerOf(order) };
    }

    /// <summary>For whom a parent is.</summary>
    public long OwnerOf(ParentOrderId id) => _owners[id.Value];

    public ParentOrderId Some() => new(Math.Max(1, _lastId - _random.NextInt32(12)));

    public ParentReplace Change(long nowNs)
    {
        int instrument = _random.NextInt32(FaultWorld.InstrumentCount);
        return new ParentReplace
        {
            ParentId = Some(),
            ReplaceId = ++_lastReplaceId,
            Quantity = Quantity(),
            MinimumQuantity = market.IsStrict && _random.NextBool(0.3) ? 100 * (1 + _random.NextInt32(3)) : 0,
            LimitPrice = Limit(instrument, _random.NextBool(0.5) ? Side.Buy : Side.Sell, OrderType.Limit),
            ExpireTimeNs = _random.NextBool(0.2) ? nowNs + TimeUnits.Second : 0,
            UrgencyPercent = (byte)_random.NextInt32(101),
            TimeNs = nowNs,
        };
    }

    private long Quantity() => _random.NextBool(0.15) ? 1 + _random.NextInt32(350) : 100 * (1 + _random.NextInt32(20));

    private Price Limit(int instrument, Side side, OrderType type)
    {
        if (type == OrderType.Market || (type != OrderType.Limit && _random.NextBool(0.4)))
        {
            return default;
        }

        long away = _random.NextInt32(9) - 3;
        long nanos = (market.FairTicks(instrument) + (side.Sign() * away)) * FaultWorld.Tick;
        return new Price(market.IsStrict && _random.NextBool(0.9) ? nanos - (nanos % market.TickNanos(instrument)) : nanos);
    }

    // An id that comes again is for whom it was.
    private long OwnerOf(in ParentOrder order)
    {
        _owners.TryAdd(order.Id.Value, order.BeneficialOwner);
        return _owners[order.Id.Value];
    }

    private RoutingInstructions Instructions() => _random.NextInt32(10) switch
    {
        0 => RoutingInstructions.LitOnly,
        1 => RoutingInstructions.DarkOnly,
        2 => RoutingInstructions.PostOnly,
        3 or 4 or 5 => RoutingInstructions.Conditional,
        6 => RoutingInstructions.DarkOnly | RoutingInstructions.Conditional,
        _ => RoutingInstructions.None,
    };

    private ParentOrder Spoil(in ParentOrder order) => _random.NextInt32(6) switch
    {
        0 => order with { Quantity = 0 },
        1 => order with { Id = Some() },
        2 => order with { InstrumentId = new InstrumentId(9) },
        3 => order with { LimitPrice = new Price(FaultWorld.Tick + 1), Type = OrderType.Limit },
        4 => order with { Side = Side.None },
        _ => order with { PolicyId = 99 },
    };
}
