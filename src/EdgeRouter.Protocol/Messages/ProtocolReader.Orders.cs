using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using Domain = EdgeRouter.Core.Domain;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Parent and child orders.</content>
public static partial class ProtocolReader
{
    private static bool ReadParentOrder<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ParentOrderNewDecoder.TryWrap(body, blockLength, version, out ParentOrderNewDecoder d))
        {
            return false;
        }

        var order = new ParentOrder
        {
            Id = new ParentOrderId(d.ParentId),
            InstrumentId = new InstrumentId(d.InstrumentId),
            Side = (Domain.Side)d.Side,
            Type = (Orders.OrderType)d.OrderType,
            TimeInForce = (Orders.TimeInForce)d.TimeInForce,
            PermittedActions = (Orders.RouteActions)d.PermittedActions,
            UrgencyPercent = d.UrgencyPercent,
            ObjectiveProfile = d.ObjectiveProfile,
            NoExploration = d.NoExploration == Boolean.True,
            Quantity = d.Quantity,
            LimitPrice = new Price(d.LimitPrice),
            ArrivalTimeNs = d.ArrivalTimeNs,
            HorizonNs = d.HorizonNs,
            MinimumQuantity = d.MinimumQuantity,
            BeneficialOwner = d.BeneficialOwner,
            ExcludedVenues = d.ExcludedVenues,
            ExpireTimeNs = d.ExpireTimeNs,
            PegOffsetNanos = d.PegOffset,
            ArrivalBid = new Price(d.ArrivalBid),
            ArrivalAsk = new Price(d.ArrivalAsk),
            ClientId = d.ClientId,
            Instructions = (Orders.RoutingInstructions)d.Instructions,
            PolicyId = d.PolicyId,
            ShortSale = d.HasShortSale ? (Orders.ShortSale)d.ShortSale : Orders.ShortSale.None,
            HasLocate = d.HasLocate == Boolean.True,
        };
        visitor.OnParentOrder(MessageEnvelope.From(d.Envelope), order);
        return true;
    }

    private static bool ReadParentOutcome<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ParentOrderDoneDecoder.TryWrap(body, blockLength, version, out ParentOrderDoneDecoder d))
        {
            return false;
        }

        NotionalDecoder notional = d.FilledNotional;
        var outcome = new ParentOutcome
        {
            ParentId = new ParentOrderId(d.ParentId),
            InstrumentId = new InstrumentId(d.InstrumentId),
            Side = (Domain.Side)d.Side,
            State = (Orders.ParentOrderState)d.State,
            Quantity = d.Quantity,
            FilledQuantity = d.FilledQuantity,
            FilledNotionalNanos = new Int128(unchecked((ulong)notional.High), notional.Low),
            FeeNanos = d.Fee,
            ArrivalTimeNs = d.ArrivalTimeNs,
            EndTimeNs = d.EndTimeNs,
            ArrivalBid = new Price(d.ArrivalBid),
            ArrivalAsk = new Price(d.ArrivalAsk),
            EndBid = new Price(d.EndBid),
            EndAsk = new Price(d.EndAsk),
            DecisionCount = d.DecisionCount,
            ChildCount = d.ChildCount,
            RejectReason = (Orders.RejectReason)d.RejectReason,
        };
        visitor.OnParentOutcome(MessageEnvelope.From(d.Envelope), outcome);
        return true;
    }

    private static bool ReadParentCancel<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ParentOrderCancelDecoder.TryWrap(body, blockLength, version, out ParentOrderCancelDecoder d))
        {
            return false;
        }

        visitor.OnParentCancel(MessageEnvelope.From(d.Envelope), new ParentOrderId(d.ParentId));
        return true;
    }

    private static bool ReadChildOrder<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ChildOrderNewDecoder.TryWrap(body, blockLength, version, out ChildOrderNewDecoder d))
        {
            return false;
        }

        var order = new ChildOrder
        {
            Id = new ChildOrderId(d.ChildId),
            ParentId = new ParentOrderId(d.ParentId),
            DecisionIndex = d.DecisionIndex,
            StepIndex = d.StepIndex,
            InstrumentId = new InstrumentId(d.InstrumentId),
            VenueId = new VenueId(d.VenueId),
            Side = (Domain.Side)d.Side,
            Type = (Orders.OrderType)d.OrderType,
            TimeInForce = (Orders.TimeInForce)d.TimeInForce,
            Action = (Orders.RouteAction)d.Action,
            Quantity = d.Quantity,
            LimitPrice = new Price(d.LimitPrice),
            SendTimeNs = d.SendTimeNs,
            TimeoutNs = d.TimeoutNs,
            BeneficialOwner = d.BeneficialOwner,
            MinimumQuantity = d.MinimumQuantity,
            IsIntermarketSweep = d.IsIntermarketSweep == Boolean.True,
            IsConditional = d.IsConditional == Boolean.True,
            FirmUpOf = new ChildOrderId(d.FirmUpOf),
            ClientId = d.ClientId,
            ShortSale = d.HasShortSale ? (Orders.ShortSale)d.ShortSale : Orders.ShortSale.None,
            HasLocate = d.HasLocate == Boolean.True,
            Bid = new Price(d.Bid),
            Ask = new Price(d.Ask),
        };
        visitor.OnChildOrder(MessageEnvelope.From(d.Envelope), order);
        return true;
    }

    private static bool ReadCancelRequest<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ChildOrderCancelDecoder.TryWrap(body, blockLength, version, out ChildOrderCancelDecoder d))
        {
            return false;
        }

        var request = new CancelRequest
        {
            ChildId = new ChildOrderId(d.ChildId),
            ParentId = new ParentOrderId(d.ParentId),
            VenueId = new VenueId(d.VenueId),
            InstrumentId = new InstrumentId(d.InstrumentId),
            SendTimeNs = d.SendTimeNs,
        };
        visitor.OnCancelRequest(MessageEnvelope.From(d.Envelope), request);
        return true;
    }

    private static bool ReadChildDoubt<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ChildDoubtDecoder.TryWrap(body, blockLength, version, out ChildDoubtDecoder d))
            return false;
        visitor.OnChildDoubt(MessageEnvelope.From(d.Envelope), new ChildDoubt { ChildId = new ChildOrderId(d.ChildId), TimeNs = d.TimeNs });
        return true;
    }
}
