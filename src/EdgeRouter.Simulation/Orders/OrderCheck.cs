using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Orders;

/// <summary>The rules that a venue holds an arriving order against.</summary>
internal static class OrderCheck
{
    /// <summary>The largest order that a venue takes, shares.</summary>
    public const long QuantityMax = 10_000_000;

    /// <summary>Why the venue refuses, or <see cref="RejectReason.None"/>.</summary>
    public static RejectReason Check(in ChildOrder order, VenueParameters venue, IReadOnlyList<InstrumentParameters> instruments)
    {
        if ((uint)order.InstrumentId.Value >= (uint)instruments.Count)
        {
            return RejectReason.UnknownInstrument;
        }

        if (order.Side is not (Side.Buy or Side.Sell))
        {
            return RejectReason.BadSide;
        }

        if (order.Quantity <= 0 || order.Quantity % venue.LotShares != 0)
        {
            return RejectReason.BadQuantity;
        }

        if (order.Quantity > QuantityMax)
        {
            return RejectReason.SizeLimit;
        }

        if (!IsSupported(in order, venue.Kind))
        {
            return RejectReason.VenueRejected;
        }

        return IsPriceGood(in order, instruments[order.InstrumentId.Value].TickNanos) ? RejectReason.None : RejectReason.BadPrice;
    }

    /// <summary>The worst price that an order accepts: its limit, or none.</summary>
    public static long LimitNanos(in ChildOrder order)
    {
        bool isOpen = order.Type == OrderType.Market || (order.Type == OrderType.MidpointPeg && order.LimitPrice.Nanos == 0);
        if (!isOpen)
        {
            return order.LimitPrice.Nanos;
        }

        return order.Side == Side.Buy ? long.MaxValue : long.MinValue;
    }

    private static bool IsSupported(in ChildOrder order, VenueKind kind)
    {
        bool isType = order.Type switch
        {
            OrderType.Limit => true,
            OrderType.Market => order.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill,
            OrderType.MidpointPeg => kind == VenueKind.Midpoint,
            _ => false,
        };
        bool isTime = order.TimeInForce is TimeInForce.Day or TimeInForce.GoodTillCancel or TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;
        return isType && isTime;
    }

    // A peg's limit may be absent, and need not stand on a tick: it bounds a midpoint.
    private static bool IsPriceGood(in ChildOrder order, long tickNanos)
    {
        long limit = order.LimitPrice.Nanos;
        return order.Type switch
        {
            OrderType.Market => true,
            OrderType.MidpointPeg => limit >= 0,
            _ => limit > 0 && limit % tickNanos == 0,
        };
    }
}
