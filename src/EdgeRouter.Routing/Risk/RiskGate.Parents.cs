using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Risk;

/// <content>Parent orders at the door.</content>
public sealed partial class RiskGate
{
    /// <summary>Checks a parent order, so that one that could never trade is refused at the door: kill switches, client, restricted list, locate, and the
    /// limits for parent orders.</summary>
    /// <param name="order">The order, with the national best quote on its arrival.</param>
    /// <returns>Whether it may be taken.</returns>
    public RiskVerdict CheckParent(in ParentOrder order)
    {
        if ((uint)order.InstrumentId.Value >= (uint)_instruments.Length)
        {
            return new RiskVerdict(RejectReason.UnknownInstrument, order.InstrumentId.Value, _instruments.Length);
        }

        ref readonly InstrumentRisk instrument = ref _instruments[order.InstrumentId.Value];
        RejectReason reason = JudgeClient(order.ClientId, instrument, out _);
        if (reason == RejectReason.None && order.Side is not (Side.Buy or Side.Sell))
        {
            reason = RejectReason.BadSide;
        }

        if (reason == RejectReason.None && IsRestricted(order.InstrumentId, instrument))
        {
            reason = RejectReason.Restricted;
        }

        if (reason == RejectReason.None && IsHardToBorrow(order.InstrumentId, instrument) && !order.HasLocate && order.Side == Side.Sell && order.ShortSale != ShortSale.None)
        {
            reason = RejectReason.NoLocate;
        }

        return reason == RejectReason.None ? JudgeParentSize(order) : new RiskVerdict(reason, order.Quantity, 0);
    }

    private RiskVerdict JudgeParentSize(in ParentOrder order)
    {
        if (order.Quantity > (Limits.ParentQuantityMax ?? long.MaxValue))
        {
            return new RiskVerdict(RejectReason.SizeLimit, order.Quantity, Limits.ParentQuantityMax!.Value);
        }

        if (Limits.ParentNotionalMax is not { } most)
        {
            return default;
        }

        long limitNanos = order.Type == OrderType.Market ? 0 : order.LimitPrice.Nanos;
        long farNanos = order.Side == Side.Buy ? order.ArrivalAsk.Nanos : order.ArrivalBid.Nanos;
        Int128 notional = Math.BigMul(order.Quantity, limitNanos > 0 ? limitNanos : farNanos);
        return notional > (Int128)most * Price.NanosPerUnit ? InUnits(RejectReason.NotionalLimit, notional, (Int128)most * Price.NanosPerUnit) : default;
    }
}
