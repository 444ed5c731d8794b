using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>Makes the order of a planned child: one place for the router that sends it and for the tool that explains it.</summary>
public static class PlannedOrder
{
    /// <summary>The order of a planned child.</summary>
    /// <param name="order">The parent.</param>
    /// <param name="planned">The plan.</param>
    /// <param name="id">Id that it would leave under.</param>
    /// <param name="decisionIndex">The parent's decision.</param>
    /// <param name="timeNs">Engine time of the decision; the plan's delay comes on top.</param>
    /// <param name="bid">National best bid; 0 = none.</param>
    /// <param name="ask">National best offer; 0 = none.</param>
    public static ChildOrder Of(in ParentOrder order, in WaterfallChild planned, long id, int decisionIndex, long timeNs, Price bid, Price ask) => new()
    {
        Id = new ChildOrderId(id),
        ParentId = order.Id,
        DecisionIndex = decisionIndex,
        StepIndex = planned.StepIndex,
        InstrumentId = order.InstrumentId,
        VenueId = planned.VenueId,
        Side = order.Side,
        Type = planned.Type,
        TimeInForce = planned.TimeInForce,
        Action = planned.Action,
        Quantity = planned.Quantity,
        LimitPrice = planned.LimitPrice,
        SendTimeNs = timeNs + planned.DelayNs,
        TimeoutNs = planned.TimeoutNs,
        BeneficialOwner = order.BeneficialOwner,
        MinimumQuantity = planned.MinimumQuantity,
        IsIntermarketSweep = planned.IsIntermarketSweep,
        ClientId = order.ClientId,
        ShortSale = order.ShortSale,
        HasLocate = order.HasLocate,
        Bid = bid,
        Ask = ask,
    };
}
