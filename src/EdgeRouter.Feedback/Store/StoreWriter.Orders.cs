using System.Globalization;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Store;

/// <content>Parents and children.</content>
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
        s.Bind(18, order.ExpireTimeNs);
        s.Bind(19, order.PegOffsetNanos);
        s.Bind(20, (long)order.Instructions);
        s.Bind(21, order.PolicyId);
        s.Bind(22, order.ClientId);
        s.Bind(23, (long)order.ShortSale);
        s.Bind(24, order.HasLocate ? 1L : 0L);
        RunCounted(s);
    }

    /// <inheritdoc/>
    public void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
    {
        if (outcome.State == ParentOrderState.Rejected)
            AddRefused(outcome);
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
        RunCounted(s);
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
        s.Bind(17, order.MinimumQuantity);
        s.Bind(18, order.IsIntermarketSweep ? 1L : 0L);
        s.Bind(19, order.IsConditional ? 1L : 0L);
        s.Bind(20, order.FirmUpOf.Value);
        s.Bind(21, order.ClientId);
        s.Bind(22, (long)order.ShortSale);
        s.Bind(23, order.HasLocate ? 1L : 0L);
        s.Bind(24, order.Bid.Nanos);
        s.Bind(25, order.Ask.Nanos);
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
    public void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt)
    {
        _doubt.Bind(1, doubt.TimeNs);
        _doubt.Bind(2, _sessionId);
        _doubt.Bind(3, doubt.ChildId.Value);
        _doubt.Run();
    }

    private void AddRefused(in ParentOutcome outcome)
    {
        SqliteStatement s = _refused;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, outcome.ParentId.Value);
        s.Bind(4, outcome.InstrumentId.Value);
        s.Bind(5, (long)outcome.Side);
        s.Bind(6, outcome.Quantity);
        s.Bind(7, outcome.EndTimeNs);
        s.Bind(8, (long)outcome.RejectReason);
        s.Run();
    }
}
