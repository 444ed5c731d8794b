using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Faults;

/// <summary>The accounts of a run, made from its records alone and by other code than the router's; says what they break.</summary>
internal sealed partial class RecordBook(Findings findings) : ProtocolVisitor
{
    private readonly Dictionary<long, ParentReplace> _changes = [];
    private readonly PositionAccount _positions = new();
    private int _count;

    public Dictionary<long, ParentAccount> Parents { get; } = [];

    public Dictionary<long, ChildAccount> Children { get; } = [];

    /// <summary>Takes the records that it has not seen yet.</summary>
    public void Read(IReadOnlyList<byte[]> records)
    {
        RecordBook self = this;
        while (_count < records.Count)
        {
            ReadOnlySpan<byte> record = records[_count];
            _count++;
            _ = ProtocolReader.Dispatch(record, ref self);
        }
    }

    public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
    {
        if (!IsRefused(envelope))
        {
            findings.Require(Parents.TryAdd(order.Id.Value, new ParentAccount(order)), Invariant.EndsOnce, $"parent {order.Id.Value} was accepted twice");
        }
    }

    public override void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace) => _changes[replace.ReplaceId] = replace;

    public override void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome)
    {
        if (IsRefused(envelope) || outcome.RejectReason != RejectReason.None || !Parents.TryGetValue(outcome.ParentId.Value, out ParentAccount? parent))
        {
            return;
        }

        // What else the change asked for does not widen what children may do.
        long minimum = _changes.TryGetValue(outcome.ReplaceId, out ParentReplace change) ? change.MinimumQuantity : 0;
        parent.Order = parent.Order with { Quantity = outcome.Quantity, LimitPrice = outcome.LimitPrice, MinimumQuantity = minimum };
    }

    public override void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
    {
        if (IsRefused(envelope))
        {
            return;
        }

        long id = outcome.ParentId.Value;
        if (!Parents.TryGetValue(id, out ParentAccount? parent))
        {
            findings.Require(false, Invariant.EndsOnce, $"parent {id} ended and was never accepted");
            return;
        }

        parent.EndCount++;
        findings.Require(parent.EndCount == 1, Invariant.EndsOnce, $"parent {id} ended twice");
        findings.Require(
            parent.IsUnclear || outcome.FilledQuantity == parent.Executed,
            Invariant.QuantityConserved,
            $"parent {id} ended with {outcome.FilledQuantity} executed; its children's fills are {parent.Executed}");
    }

    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
    {
        var child = new ChildAccount(order, _count - 1, envelope.TimeNs) { PositionNanos = _positions.Worst(Children.Values, order) };
        findings.Require(Children.TryAdd(order.Id.Value, child), Invariant.SentOnce, $"child {order.Id.Value} is in the journal twice");
        if (!Parents.TryGetValue(order.ParentId.Value, out ParentAccount? parent))
        {
            findings.Require(false, Invariant.InsideParent, $"child {order.Id.Value} is of no parent");
            return;
        }

        child.MinimumRequired = parent.MinimumOf(order);
        parent.Children.Add(child);
        findings.Require(parent.EndCount == 0, Invariant.EndsOnce, $"child {order.Id.Value} left after its parent {order.ParentId.Value} had ended");
        Hold(parent.Order, order);
        HoldReference(order, envelope.TimeNs);
        findings.Require(
            order.Quantity >= child.MinimumRequired && order.MinimumQuantity >= child.MinimumRequired,
            Invariant.MinimumKept,
            $"child {order.Id.Value} of {order.Quantity} shares, at least {order.MinimumQuantity}: its parent {order.ParentId.Value} wants {child.MinimumRequired}");
        if (Children.TryGetValue(order.FirmUpOf.Value, out ChildAccount? conditional))
        {
            conditional.IsEnded = true;
        }
    }

    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
        if (Children.TryGetValue(report.ChildId.Value, out ChildAccount? child) && child.Order.VenueId == report.VenueId)
        {
            child.Take(report with { ReceiveTimeNs = envelope.TimeNs });
            _positions.Mark(child.Order.InstrumentId, report.Bid, report.Ask, report.LastQuantity > 0 ? report.LastPrice : default);
        }
    }

    private static bool IsRefused(in MessageEnvelope envelope) => (envelope.Flags & MessageEnvelope.RefusedFlag) != 0;

    private void Hold(in ParentOrder parent, in ChildOrder child)
    {
        long id = child.Id.Value;
        bool isLit = child.VenueId.Value < 3;
        bool isWithin = parent.Type == OrderType.Market || parent.LimitPrice.Nanos == 0
            || (child.LimitPrice.Nanos - parent.LimitPrice.Nanos) * parent.Side.Sign() <= 0;
        bool isPermitted = child.Action switch
        {
            RouteAction.Take => (parent.PermittedActions & RouteActions.Take) != 0 && (parent.Instructions & RoutingInstructions.PostOnly) == 0,
            RouteAction.Post => (parent.PermittedActions & RouteActions.Post) != 0 && parent.TimeInForce != TimeInForce.ImmediateOrCancel,
            _ => (parent.PermittedActions & RouteActions.Midpoint) != 0
                || ((parent.Instructions & RoutingInstructions.Conditional) != 0 && (child.IsConditional || child.FirmUpOf.Value != 0)),
        };
        bool mayLit = (parent.Instructions & RoutingInstructions.DarkOnly) == 0;
        bool mayDark = (parent.Instructions & RoutingInstructions.LitOnly) == 0;
        findings.Require(child.Side == parent.Side && child.InstrumentId == parent.InstrumentId, Invariant.InsideParent, $"child {id} is another order than its parent");
        findings.Require(isWithin, Invariant.InsideParent, $"child {id} at {child.LimitPrice} is outside its parent's limit {parent.LimitPrice}");
        findings.Require(isPermitted, Invariant.InsideParent, $"child {id} does {child.Action} (conditional {child.IsConditional}), its parent {parent.Id.Value} permits {parent.PermittedActions}, {parent.Instructions}, {parent.TimeInForce}");
        findings.Require((isLit ? mayLit : mayDark) && ((parent.ExcludedVenues >> child.VenueId.Value) & 1) == 0, Invariant.InsideParent, $"child {id} goes to a venue that its parent excludes");
        findings.Require(
            child.ClientId == parent.ClientId && child.BeneficialOwner == parent.BeneficialOwner && child.ShortSale == parent.ShortSale && child.HasLocate == parent.HasLocate,
            Invariant.InsideParent,
            $"child {id} is for somebody else than its parent");
    }
}
