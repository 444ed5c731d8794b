using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using Domain = EdgeRouter.Core.Domain;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Execution reports, marks, timers, controls, alerts.</content>
public static partial class ProtocolReader
{
    private static bool ReadExecutionReport<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ExecutionReportDecoder.TryWrap(body, blockLength, version, out ExecutionReportDecoder d))
        {
            return false;
        }

        var report = new ExecutionReport
        {
            ChildId = new ChildOrderId(d.ChildId),
            ParentId = new ParentOrderId(d.ParentId),
            VenueId = new VenueId(d.VenueId),
            Type = (Orders.ExecutionType)d.ExecutionType,
            State = (Orders.ChildOrderState)d.State,
            Liquidity = (Orders.LiquidityFlag)d.Liquidity,
            RejectReason = (Orders.RejectReason)d.RejectReason,
            ExecutionId = d.ExecutionId,
            LastQuantity = d.LastQuantity,
            LastPrice = new Price(d.LastPrice),
            CumulativeQuantity = d.CumulativeQuantity,
            LeavesQuantity = d.LeavesQuantity,
            FeeNanos = d.Fee,
            VenueTimeNs = d.VenueTimeNs,
            ReceiveTimeNs = d.ReceiveTimeNs,
            ReferenceExecutionId = d.ReferenceExecutionId,
            Bid = new Price(d.Bid),
            Ask = new Price(d.Ask),
            LinkSequence = d.Envelope.Reserved,
        };
        visitor.OnExecutionReport(MessageEnvelope.From(d.Envelope), report);
        return true;
    }

    private static bool ReadMarkOut<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!MarkOutDecoder.TryWrap(body, blockLength, version, out MarkOutDecoder d))
            return false;
        var markOut = new MarkOut
        {
            ChildId = new ChildOrderId(d.ChildId),
            ParentId = new ParentOrderId(d.ParentId),
            VenueId = new VenueId(d.VenueId),
            InstrumentId = new InstrumentId(d.InstrumentId),
            Side = (Domain.Side)d.Side,
            HorizonNs = d.HorizonNs,
            FillPrice = new Price(d.FillPrice),
            FillQuantity = d.FillQuantity,
            Midpoint = new Price(d.Midpoint),
            TimeNs = d.TimeNs,
        };
        visitor.OnMarkOut(MessageEnvelope.From(d.Envelope), markOut);
        return true;
    }

    private static bool ReadTimer<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!TimerDecoder.TryWrap(body, blockLength, version, out TimerDecoder d))
            return false;
        visitor.OnTimer(MessageEnvelope.From(d.Envelope), d.NowNs);
        return true;
    }

    private static bool ReadControl<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ControlDecoder.TryWrap(body, blockLength, version, out ControlDecoder d))
            return false;
        var control = new ControlInput
        {
            Kind = (Orders.ControlKind)d.Kind,
            VenueId = new VenueId(d.VenueId),
            InstrumentId = new InstrumentId(d.InstrumentId),
            TimeNs = d.NowNs,
            ClientId = d.ClientId,
            Value = d.Value,
            Value2 = d.Value2,
            LinkSequence = d.Envelope.Reserved,
        };
        visitor.OnControl(MessageEnvelope.From(d.Envelope), control);
        return true;
    }

    private static bool ReadAlert<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!AlertDecoder.TryWrap(body, blockLength, version, out AlertDecoder d))
            return false;
        var alert = new EngineAlert
        {
            Kind = (Orders.AlertKind)d.Kind,
            VenueId = new VenueId(d.VenueId),
            InstrumentId = new InstrumentId(d.InstrumentId),
            ParentId = new ParentOrderId(d.ParentId),
            RejectReason = (Orders.RejectReason)d.RejectReason,
            Value = d.Value,
            TimeNs = d.TimeNs,
            ClientId = d.ClientId,
            Limit = d.Limit,
        };
        visitor.OnAlert(MessageEnvelope.From(d.Envelope), alert);
        return true;
    }
}
