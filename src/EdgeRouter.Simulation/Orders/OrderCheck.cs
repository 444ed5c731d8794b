using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Orders;

/// <summary>The rules that a venue holds an arriving order against.</summary>
internal static class OrderCheck
{
    /// <summary>The largest order that a venue takes, shares.</summary>
    public const long QuantityMax = 10_000_000;

    private const VenueCapabilities Undisplayed =
        VenueCapabilities.MinimumQuantity | VenueCapabilities.MidpointPeg | VenueCapabilities.ImmediateOrCancel;

    /// <summary>Why the venue refuses, or <see cref="RejectReason.None"/>.</summary>
    public static RejectReason Check(in ChildOrder order, VenueParameters venue, IReadOnlyList<InstrumentParameters> instruments, TickRule[] ticks)
    {
        if ((uint)order.InstrumentId.Value >= (uint)instruments.Count)
        {
            return RejectReason.UnknownInstrument;
        }

        if (order.Side is not (Side.Buy or Side.Sell))
        {
            return RejectReason.BadSide;
        }

        int roundLot = instruments[order.InstrumentId.Value].RoundLot;
        if (order.Quantity <= 0 || order.Quantity % venue.LotShares != 0 || (!venue.AcceptsOddLots && order.Quantity % roundLot != 0))
        {
            return RejectReason.BadQuantity;
        }

        if (order.Quantity > QuantityMax)
        {
            return RejectReason.SizeLimit;
        }

        if (order.MinimumQuantity < 0 || order.MinimumQuantity > order.Quantity)
        {
            return RejectReason.BadMinimumQuantity;
        }

        if (!IsSupported(in order, venue.Kind, venue.Capabilities ?? AllOf(venue.Kind)))
        {
            return RejectReason.VenueUnsupported;
        }

        return IsPriceGood(in order, ticks[order.InstrumentId.Value]) ? RejectReason.None : RejectReason.BadPrice;
    }

    /// <summary>The worst price that an order accepts: its limit, or none.</summary>
    public static long LimitNanos(in ChildOrder order)
    {
        bool isOpen = order.Type == OrderType.Market || (PegOf(order.Type) != PegKind.None && order.LimitPrice.Nanos == 0);
        if (!isOpen)
        {
            return order.LimitPrice.Nanos;
        }

        return order.Side == Side.Buy ? long.MaxValue : long.MinValue;
    }

    /// <summary>What an order of a type follows.</summary>
    public static PegKind PegOf(OrderType type) => type switch
    {
        OrderType.MidpointPeg => PegKind.Midpoint,
        OrderType.PrimaryPeg => PegKind.Primary,
        OrderType.MarketPeg => PegKind.Market,
        _ => PegKind.None,
    };

    // All that venues of a kind can do here.
    private static VenueCapabilities AllOf(VenueKind kind) => kind switch
    {
        VenueKind.Midpoint => Undisplayed | VenueCapabilities.Conditional,
        VenueKind.Auction => Undisplayed,
        _ => VenueCapabilities.All & ~VenueCapabilities.Conditional,
    };

    private static bool IsSupported(in ChildOrder order, VenueKind kind, VenueCapabilities capabilities)
    {
        bool isDisplayed = kind is VenueKind.Lit or VenueKind.Inverted;
        bool isImmediate = order.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;
        bool isType = order.Type switch
        {
            OrderType.Limit => true,
            OrderType.Market => isImmediate,
            OrderType.MidpointPeg => Has(capabilities, VenueCapabilities.MidpointPeg),
            OrderType.PrimaryPeg or OrderType.MarketPeg => isDisplayed && Has(capabilities, VenueCapabilities.PrimaryPeg),
            _ => false,
        };
        bool isTime = order.TimeInForce is TimeInForce.Day or TimeInForce.GoodTillCancel
            || (isImmediate && Has(capabilities, VenueCapabilities.ImmediateOrCancel));
        bool isMinimum = order.MinimumQuantity == 0 || (Has(capabilities, VenueCapabilities.MinimumQuantity) && (isImmediate || !isDisplayed));
        bool isConditional = !order.IsConditional || (kind == VenueKind.Midpoint && !isImmediate && Has(capabilities, VenueCapabilities.Conditional));
        return isType && isTime && isMinimum && isConditional;
    }

    private static bool Has(VenueCapabilities all, VenueCapabilities wanted) => (all & wanted) == wanted;

    // A peg's limit may be absent; that of a midpoint peg need not stand on a tick: it bounds a midpoint.
    private static bool IsPriceGood(in ChildOrder order, TickRule ticks)
    {
        long limit = order.LimitPrice.Nanos;
        return order.Type switch
        {
            OrderType.Market => true,
            OrderType.MidpointPeg => limit >= 0,
            OrderType.PrimaryPeg or OrderType.MarketPeg => limit == 0 || (limit > 0 && ticks.IsOnTick(order.LimitPrice)),
            _ => limit > 0 && ticks.IsOnTick(order.LimitPrice),
        };
    }
}
