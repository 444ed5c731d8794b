using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>Planned children become orders, or their parent waits.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    private int SendFirstStep(int slot)
    {
        int sent = 0;
        foreach (WaterfallChild planned in _record.Children)
        {
            if (planned.StepIndex != 0)
            {
                break;
            }

            sent += TrySend(slot, planned) ? 1 : 0;
        }

        return sent;
    }

    private bool TrySend(int slot, in WaterfallChild planned)
    {
        ref ParentOrderRecord parent = ref _parents[slot];
        var child = new ChildOrder
        {
            Id = new ChildOrderId(_lastChildId + 1),
            ParentId = parent.Order.Id,
            DecisionIndex = _record.DecisionIndex,
            StepIndex = planned.StepIndex,
            InstrumentId = parent.Order.InstrumentId,
            VenueId = planned.VenueId,
            Side = parent.Order.Side,
            Type = planned.Type,
            TimeInForce = planned.TimeInForce,
            Action = planned.Action,
            Quantity = planned.Quantity,
            LimitPrice = planned.LimitPrice,
            SendTimeNs = NowNs,
            TimeoutNs = planned.TimeoutNs,
            BeneficialOwner = parent.Order.BeneficialOwner,
            ClientId = parent.Order.ClientId,
            ShortSale = parent.Order.ShortSale,
            HasLocate = parent.Order.HasLocate,
        };
        RejectReason reason = Admit(slot, child);
        if (reason != RejectReason.None)
        {
            Alert(AlertKind.RiskReject, child.VenueId, child.InstrumentId, child.ParentId, reason, child.Quantity);
            return false;
        }

        _lastChildId++;
        _output.OnChildOrder(child);
        _venues.OnChildSent(child);
        long waitNs = child.TimeoutNs > 0 ? child.TimeoutNs : _options.AnswerTimeoutNs;
        _ = AddTimer(NowNs + waitNs, EngineTimerKind.ChildTimeout, child.Id.Value);
        return true;
    }

    private RejectReason Admit(int slot, in ChildOrder child)
    {
        Remember(_endedChildren, _children);
        if (_children.Count == _children.Capacity)
        {
            return RejectReason.CapacityExceeded;
        }

        if (child.Quantity <= 0 || child.Quantity > _parents[slot].AvailableQuantity)
        {
            return RejectReason.BadQuantity;
        }

        RejectReason reason = _risk.Check(child, new RiskMarket
        {
            Bid = _context.Bid,
            HasBid = _context.BidQuantity > 0,
            Ask = _context.Ask,
            HasAsk = _context.AskQuantity > 0,
            NowNs = NowNs,
        }).Reason;
        if (reason != RejectReason.None)
        {
            return reason;
        }

        if (!ParentOrderMachine.TrySendChild(ref _parents[slot], child))
        {
            throw new InvalidOperationException("Invariant: only a working parent decides, and no child is larger than what it has available.");
        }

        _risk.OnChildSent(child);
        _children.TryAdd(child.Id.Value, out int childSlot);
        _children[childSlot] = new ChildOrderRecord(child);
        _shownWhenSent[childSlot] = child.Action == RouteAction.Take
            ? _effective.DisplayedWithin(child.InstrumentId, child.VenueId, child.Side.Opposite(), child.LimitPrice)
            : 0;
        return RejectReason.None;
    }

    // Nothing could be sent now: try again later, a bounded number of times.
    private void Wait(int slot)
    {
        ref ParentOrderRecord parent = ref _parents[slot];
        if (_sessionEnded || parent.Order.TimeInForce == TimeInForce.ImmediateOrCancel || ++_waitCounts[slot] > _options.WaitCountMax || parent.DecisionCount >= _options.DecisionCountMax)
        {
            End(slot, ParentEvent.Exhaust);
        }
        else if (!_isWaiting[slot])
        {
            _isWaiting[slot] = AddTimer(NowNs + _options.RetryIntervalNs, EngineTimerKind.ParentRetry, parent.Order.Id.Value);
            if (!_isWaiting[slot])
            {
                End(slot, ParentEvent.Exhaust);
            }
        }
    }
}
