using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <summary>Writes domain values as messages of the protocol, message header included. Every method returns the length in bytes, or 0 when the target is
/// too short, and allocates nothing. 512 bytes hold any message but a session start, a decision, scores, a configuration and a packet.</summary>
public static partial class ProtocolWriter
{
    /// <summary>Writes a parent order.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="order">The order.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in ParentOrder order)
    {
        if (!ParentOrderNewEncoder.TryWrapWithHeader(target, out ParentOrderNewEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ParentId = order.Id.Value;
        e.Quantity = order.Quantity;
        e.LimitPrice = order.LimitPrice.Nanos;
        e.ArrivalTimeNs = order.ArrivalTimeNs;
        e.HorizonNs = order.HorizonNs;
        e.MinimumQuantity = order.MinimumQuantity;
        e.BeneficialOwner = order.BeneficialOwner;
        e.ExcludedVenues = order.ExcludedVenues;
        e.InstrumentId = order.InstrumentId.Value;
        e.Side = (Side)order.Side;
        e.OrderType = (OrderType)order.Type;
        e.TimeInForce = (TimeInForce)order.TimeInForce;
        e.PermittedActions = (RouteActions)order.PermittedActions;
        e.UrgencyPercent = order.UrgencyPercent;
        e.ObjectiveProfile = order.ObjectiveProfile;
        e.NoExploration = ToBoolean(order.NoExploration);
        e.ExpireTimeNs = order.ExpireTimeNs;
        e.PegOffset = order.PegOffsetNanos;
        e.ArrivalBid = order.ArrivalBid.Nanos;
        e.ArrivalAsk = order.ArrivalAsk.Nanos;
        e.ClientId = order.ClientId;
        e.Instructions = (RoutingInstructions)order.Instructions;
        e.PolicyId = order.PolicyId;
        e.ShortSale = (ShortSale)order.ShortSale;
        e.HasLocate = ToBoolean(order.HasLocate);
        return e.EncodedLength;
    }

    /// <summary>Writes the end of a parent order.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="outcome">How it ended.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in ParentOutcome outcome)
    {
        if (!ParentOrderDoneEncoder.TryWrapWithHeader(target, out ParentOrderDoneEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ParentId = outcome.ParentId.Value;
        e.Quantity = outcome.Quantity;
        e.FilledQuantity = outcome.FilledQuantity;
        NotionalEncoder notional = e.FilledNotional;
        notional.Low = unchecked((ulong)outcome.FilledNotionalNanos);
        notional.High = (long)(outcome.FilledNotionalNanos >> 64);
        e.Fee = outcome.FeeNanos;
        e.ArrivalTimeNs = outcome.ArrivalTimeNs;
        e.EndTimeNs = outcome.EndTimeNs;
        e.ArrivalBid = outcome.ArrivalBid.Nanos;
        e.ArrivalAsk = outcome.ArrivalAsk.Nanos;
        e.EndBid = outcome.EndBid.Nanos;
        e.EndAsk = outcome.EndAsk.Nanos;
        e.DecisionCount = outcome.DecisionCount;
        e.ChildCount = outcome.ChildCount;
        e.InstrumentId = outcome.InstrumentId.Value;
        e.Side = (Side)outcome.Side;
        e.State = (ParentOrderState)outcome.State;
        e.RejectReason = (RejectReason)outcome.RejectReason;
        return e.EncodedLength;
    }

    /// <summary>Writes the sender's wish to cancel a parent.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="parentId">Which.</param>
    public static int WriteParentCancel(Span<byte> target, in MessageEnvelope envelope, ParentOrderId parentId)
    {
        if (!ParentOrderCancelEncoder.TryWrapWithHeader(target, out ParentOrderCancelEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ParentId = parentId.Value;
        return e.EncodedLength;
    }

    /// <summary>Writes a child order.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="order">The order.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in ChildOrder order)
    {
        if (!ChildOrderNewEncoder.TryWrapWithHeader(target, out ChildOrderNewEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ChildId = order.Id.Value;
        e.ParentId = order.ParentId.Value;
        e.Quantity = order.Quantity;
        e.LimitPrice = order.LimitPrice.Nanos;
        e.SendTimeNs = order.SendTimeNs;
        e.TimeoutNs = order.TimeoutNs;
        e.BeneficialOwner = order.BeneficialOwner;
        e.DecisionIndex = order.DecisionIndex;
        e.InstrumentId = order.InstrumentId.Value;
        e.VenueId = order.VenueId.Value;
        e.Side = (Side)order.Side;
        e.OrderType = (OrderType)order.Type;
        e.TimeInForce = (TimeInForce)order.TimeInForce;
        e.Action = (RouteAction)order.Action;
        e.StepIndex = order.StepIndex;
        e.MinimumQuantity = order.MinimumQuantity;
        e.FirmUpOf = order.FirmUpOf.Value;
        e.Bid = order.Bid.Nanos;
        e.Ask = order.Ask.Nanos;
        e.ClientId = order.ClientId;
        e.IsIntermarketSweep = ToBoolean(order.IsIntermarketSweep);
        e.IsConditional = ToBoolean(order.IsConditional);
        e.ShortSale = (ShortSale)order.ShortSale;
        e.HasLocate = ToBoolean(order.HasLocate);
        return e.EncodedLength;
    }

    /// <summary>Writes the wish to cancel a child.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="request">Which.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in CancelRequest request)
    {
        if (!ChildOrderCancelEncoder.TryWrapWithHeader(target, out ChildOrderCancelEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ChildId = request.ChildId.Value;
        e.ParentId = request.ParentId.Value;
        e.SendTimeNs = request.SendTimeNs;
        e.InstrumentId = request.InstrumentId.Value;
        e.VenueId = request.VenueId.Value;
        return e.EncodedLength;
    }

    /// <summary>Writes that a child order fell into doubt.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="doubt">Which.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in ChildDoubt doubt)
    {
        if (!ChildDoubtEncoder.TryWrapWithHeader(target, out ChildDoubtEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ChildId = doubt.ChildId.Value;
        e.TimeNs = doubt.TimeNs;
        return e.EncodedLength;
    }

    private static Boolean ToBoolean(bool value) => value ? Boolean.True : Boolean.False;
}
