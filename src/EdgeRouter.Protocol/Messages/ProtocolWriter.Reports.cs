using EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Execution reports, marks, timers, controls, alerts.</content>
public static partial class ProtocolWriter
{
    /// <summary>Writes what a venue says.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="report">The report.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in ExecutionReport report)
    {
        if (!ExecutionReportEncoder.TryWrapWithHeader(target, out ExecutionReportEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ChildId = report.ChildId.Value;
        e.ParentId = report.ParentId.Value;
        e.ExecutionId = report.ExecutionId;
        e.LastQuantity = report.LastQuantity;
        e.LastPrice = report.LastPrice.Nanos;
        e.CumulativeQuantity = report.CumulativeQuantity;
        e.LeavesQuantity = report.LeavesQuantity;
        e.Fee = report.FeeNanos;
        e.VenueTimeNs = report.VenueTimeNs;
        e.ReceiveTimeNs = report.ReceiveTimeNs;
        e.VenueId = report.VenueId.Value;
        e.ExecutionType = (ExecutionType)report.Type;
        e.State = (ChildOrderState)report.State;
        e.Liquidity = (LiquidityFlag)report.Liquidity;
        e.RejectReason = (RejectReason)report.RejectReason;
        e.ReferenceExecutionId = report.ReferenceExecutionId;
        e.Bid = report.Bid.Nanos;
        e.Ask = report.Ask.Nanos;
        return e.EncodedLength;
    }

    /// <summary>Writes a midpoint after a fill.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="markOut">The mark.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in MarkOut markOut)
    {
        if (!MarkOutEncoder.TryWrapWithHeader(target, out MarkOutEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ChildId = markOut.ChildId.Value;
        e.ParentId = markOut.ParentId.Value;
        e.HorizonNs = markOut.HorizonNs;
        e.FillPrice = markOut.FillPrice.Nanos;
        e.FillQuantity = markOut.FillQuantity;
        e.Midpoint = markOut.Midpoint.Nanos;
        e.TimeNs = markOut.TimeNs;
        e.InstrumentId = markOut.InstrumentId.Value;
        e.VenueId = markOut.VenueId.Value;
        e.Side = (Side)markOut.Side;
        return e.EncodedLength;
    }

    /// <summary>Writes that time passed.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="nowNs">Engine time.</param>
    public static int WriteTimer(Span<byte> target, in MessageEnvelope envelope, long nowNs)
    {
        if (!TimerEncoder.TryWrapWithHeader(target, out TimerEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.NowNs = nowNs;
        return e.EncodedLength;
    }

    /// <summary>Writes a control input.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="control">The input.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in ControlInput control)
    {
        if (!ControlEncoder.TryWrapWithHeader(target, out ControlEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.NowNs = control.TimeNs;
        e.InstrumentId = control.InstrumentId.Value;
        e.Kind = (ControlKind)control.Kind;
        e.VenueId = control.VenueId.Value;
        e.ClientId = control.ClientId;
        e.Value = control.Value;
        e.Value2 = control.Value2;
        return e.EncodedLength;
    }

    /// <summary>Writes an alert.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="alert">The alert.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in EngineAlert alert)
    {
        if (!AlertEncoder.TryWrapWithHeader(target, out AlertEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.TimeNs = alert.TimeNs;
        e.ParentId = alert.ParentId.Value;
        e.Value = alert.Value;
        e.InstrumentId = alert.InstrumentId.Value;
        e.Kind = (AlertKind)alert.Kind;
        e.VenueId = alert.VenueId.Value;
        e.RejectReason = (RejectReason)alert.RejectReason;
        e.ClientId = alert.ClientId;
        e.Limit = alert.Limit;
        return e.EncodedLength;
    }
}
