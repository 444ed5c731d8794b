using System.Globalization;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Store;

/// <content>Parents, children, reports, marks, alerts.</content>
internal sealed partial class StoreWriter
{
    /// <inheritdoc/>
    public void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
    {
        SqliteStatement s = _parent;
        s.Bind(1, _sessionId);
        s.Bind(2, order.Id.Value);
        s.Bind(3, order.InstrumentId.Value);
        s.Bind(4, (long)order.Side);
        s.Bind(5, order.Quantity);
        s.Bind(6, order.ArrivalTimeNs);
        s.Bind(7, (long)order.Type);
        s.Bind(8, (long)order.TimeInForce);
        s.Bind(9, (long)order.PermittedActions);
        s.Bind(10, order.UrgencyPercent);
        s.Bind(11, order.ObjectiveProfile);
        s.Bind(12, order.NoExploration ? 1L : 0L);
        s.Bind(13, order.LimitPrice.Nanos);
        s.Bind(14, order.HorizonNs);
        s.Bind(15, order.MinimumQuantity);
        s.Bind(16, order.BeneficialOwner);
        s.Bind(17, unchecked((long)order.ExcludedVenues));
        RunCounted(s);
    }

    /// <inheritdoc/>
    public void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
    {
        if (outcome.RejectReason == RejectReason.Duplicate)
        {
            _duplicateCount++; // The row belongs to the parent that had the id first.
            return;
        }

        SqliteStatement s = _outcome;
        s.Bind(1, _sessionId);
        s.Bind(2, outcome.ParentId.Value);
        s.Bind(3, outcome.InstrumentId.Value);
        s.Bind(4, (long)outcome.Side);
        s.Bind(5, outcome.Quantity);
        s.Bind(6, outcome.ArrivalTimeNs);
        s.Bind(7, (long)outcome.State);
        s.Bind(8, outcome.FilledQuantity);
        s.Bind(9, outcome.FilledNotionalNanos.ToString(CultureInfo.InvariantCulture));
        s.Bind(10, outcome.FeeNanos);
        s.Bind(11, outcome.EndTimeNs);
        s.Bind(12, outcome.ArrivalBid.Nanos);
        s.Bind(13, outcome.ArrivalAsk.Nanos);
        s.Bind(14, outcome.EndBid.Nanos);
        s.Bind(15, outcome.EndAsk.Nanos);
        s.Bind(16, outcome.DecisionCount);
        s.Bind(17, outcome.ChildCount);
        s.Bind(18, (long)outcome.RejectReason);
        s.Run();
    }

    /// <inheritdoc/>
    public void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
    {
        SqliteStatement s = _child;
        s.Bind(1, _sessionId);
        s.Bind(2, order.Id.Value);
        s.Bind(3, order.ParentId.Value);
        s.Bind(4, order.DecisionIndex);
        s.Bind(5, order.StepIndex);
        s.Bind(6, order.InstrumentId.Value);
        s.Bind(7, order.VenueId.Value);
        s.Bind(8, (long)order.Side);
        s.Bind(9, (long)order.Type);
        s.Bind(10, (long)order.TimeInForce);
        s.Bind(11, (long)order.Action);
        s.Bind(12, order.Quantity);
        s.Bind(13, order.LimitPrice.Nanos);
        s.Bind(14, order.SendTimeNs);
        s.Bind(15, order.TimeoutNs);
        s.Bind(16, order.BeneficialOwner);
        RunCounted(s);
    }

    /// <inheritdoc/>
    public void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request)
    {
        _cancel.Bind(1, request.SendTimeNs);
        _cancel.Bind(2, _sessionId);
        _cancel.Bind(3, request.ChildId.Value);
        _cancel.Run();
    }

    /// <inheritdoc/>
    public void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
        SqliteStatement s = _execution;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, report.ChildId.Value);
        s.Bind(4, report.ParentId.Value);
        s.Bind(5, report.VenueId.Value);
        s.Bind(6, unchecked((long)report.ExecutionId));
        s.Bind(7, (long)report.Type);
        s.Bind(8, (long)report.State);
        s.Bind(9, (long)report.Liquidity);
        s.Bind(10, (long)report.RejectReason);
        s.Bind(11, report.LastQuantity);
        s.Bind(12, report.LastPrice.Nanos);
        s.Bind(13, report.CumulativeQuantity);
        s.Bind(14, report.LeavesQuantity);
        s.Bind(15, report.FeeNanos);
        s.Bind(16, report.VenueTimeNs);
        s.Bind(17, report.ReceiveTimeNs);
        s.Run();
        if (report.Type == ExecutionType.Trade)
            _fillCount++;
    }

    /// <inheritdoc/>
    public void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut)
    {
        SqliteStatement s = _markOut;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, markOut.ChildId.Value);
        s.Bind(4, markOut.ParentId.Value);
        s.Bind(5, markOut.VenueId.Value);
        s.Bind(6, markOut.InstrumentId.Value);
        s.Bind(7, (long)markOut.Side);
        s.Bind(8, markOut.HorizonNs);
        s.Bind(9, markOut.FillPrice.Nanos);
        s.Bind(10, markOut.FillQuantity);
        s.Bind(11, markOut.Midpoint.Nanos);
        s.Bind(12, markOut.TimeNs);
        s.Run();
    }

    /// <inheritdoc/>
    public void OnAlert(in MessageEnvelope envelope, in EngineAlert alert)
    {
        SqliteStatement s = _alert;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, (long)alert.Kind);
        s.Bind(4, alert.VenueId.Value);
        s.Bind(5, alert.InstrumentId.Value);
        s.Bind(6, alert.ParentId.Value);
        s.Bind(7, (long)alert.RejectReason);
        s.Bind(8, alert.Value);
        s.Bind(9, alert.TimeNs);
        s.Run();
    }
}
