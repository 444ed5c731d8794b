using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>Takes what a venue says of a child order. Late, repeated and contradictory reports are defined and counted (<see cref="Transitions"/>).</summary>
    /// <param name="report">The report.</param>
    public void OnExecutionReport(in ExecutionReport report)
    {
        BeginInput(report.ReceiveTimeNs);
        if (!_children.TryFind(report.ChildId.Value, out int slot) || _children[slot].Order.VenueId != report.VenueId)
        {
            _output.OnReport(report);
            Alert(AlertKind.UnknownReport, report.VenueId, default, report.ParentId, RejectReason.UnknownOrder, report.ChildId.Value);
            return;
        }

        ref ChildOrderRecord child = ref _children[slot];
        ExecutionReport full = report with { ParentId = child.Order.ParentId };
        _output.OnReport(full);
        ChildTransition transition = ChildOrderMachine.Apply(ref child, full);
        _transitions.Add(transition);
        _risk.Apply(child.Order, transition);
        if (transition.Kind != TransitionKind.Duplicate)
        {
            _venues.OnReport(child.Order, full);
        }

        if (transition.FilledQuantity > 0)
        {
            ScheduleMarkOut(child.Order, full, transition.FilledQuantity);
        }

        if (transition.Ended)
        {
            RememberTake(slot);
            _endedChildren.Enqueue(child.Order.Id.Value);
        }

        UpdateParent(child.Order, transition);
        _output.Release();
    }

    private void RememberTake(int slot)
    {
        ref ChildOrderRecord child = ref _children[slot];
        ChildOrder order = child.Order;
        if (order.Action == RouteAction.Take && child.State != ChildOrderState.Rejected)
        {
            bool isExhausted = child.CumulativeQuantity < order.Quantity;
            _effective.OnTakeEnded(
                order.InstrumentId, order.VenueId, order.Side.Opposite(), order.LimitPrice, child.CumulativeQuantity, _shownWhenSent[slot], isExhausted, NowNs);
        }
    }

    private void UpdateParent(in ChildOrder child, in ChildTransition transition)
    {
        if (!_parents.TryFind(child.ParentId.Value, out int slot))
        {
            return;
        }

        ref ParentOrderRecord parent = ref _parents[slot];
        ParentTransition result = ParentOrderMachine.Apply(ref parent, transition);
        if (result.OverFilled)
        {
            Alert(AlertKind.OverFill, child.VenueId, child.InstrumentId, child.ParentId, RejectReason.None, parent.FilledQuantity - parent.Order.Quantity);
        }

        if (result.Ended)
        {
            Finish(slot);
            CancelChildren(slot);
        }
        else if (parent.OpenChildCount == 0 && !parent.IsTerminal && (transition.Ended || transition.ReservedChange != 0))
        {
            GoOn(slot);
        }
    }

    private void GoOn(int slot)
    {
        ref ParentOrderRecord parent = ref _parents[slot];
        if (parent.State == ParentOrderState.PendingCancel)
        {
            End(slot, ParentEvent.CompleteCancel);
        }
        else if (_sessionEnded || parent.DecisionCount >= _options.DecisionCountMax)
        {
            End(slot, ParentEvent.Exhaust);
        }
        else if (IsExpired(parent))
        {
            End(slot, ParentEvent.Expire);
        }
        else
        {
            Enqueue(slot);
        }
    }

    private bool IsExpired(in ParentOrderRecord parent) => NowNs >= DeadlineOf(parent.Order);

    // When an order's time is over; never for one without a horizon, or with one beyond the end of time.
    private static long DeadlineOf(in ParentOrder order) =>
        order.HorizonNs <= 0 || order.ArrivalTimeNs > long.MaxValue - order.HorizonNs ? long.MaxValue : order.ArrivalTimeNs + order.HorizonNs;

    // Ends a parent now if nothing of it can still execute; otherwise cancels its children, whose reports end it.
    private void Stop(int slot, ParentEvent what)
    {
        if (_parents[slot].OpenChildCount == 0)
        {
            End(slot, what);
            return;
        }

        CancelChildren(slot);
    }

    private void CancelChildren(int slot)
    {
        long parentId = _parents[slot].Order.Id.Value;
        for (int i = 0; _parents[slot].OpenChildCount > 0 && i < _children.Capacity; i++)
        {
            if (_children.IsUsed(i) && _children[i].Order.ParentId.Value == parentId)
            {
                CancelChild(ref _children[i]);
            }
        }
    }

    private void End(int slot, ParentEvent what)
    {
        if (ParentOrderMachine.TryApply(ref _parents[slot], what))
        {
            Finish(slot);
        }
    }

    private void Finish(int slot)
    {
        ref ParentOrderRecord parent = ref _parents[slot];
        ReadEndTouch(parent.Order.InstrumentId, out Price bid, out Price ask);
        _output.OnParentDone(parent.ToOutcome(NowNs, bid, ask));
        _openParentCount--;
        _endedParents.Enqueue(parent.Order.Id.Value);
    }

    private void EndSession()
    {
        _sessionEnded = true;
        for (int i = 0; i < _parents.Capacity; i++)
        {
            if (_parents.IsUsed(i) && !_parents[i].IsTerminal)
            {
                Stop(i, ParentEvent.Exhaust);
            }
        }
    }

    private void CancelChild(ref ChildOrderRecord child)
    {
        if (child.State == ChildOrderState.PendingCancel || !ChildOrderMachine.RequestCancel(ref child, NowNs))
        {
            return;
        }

        ChildOrder order = child.Order;
        _output.OnChildCancel(new CancelRequest
        {
            ChildId = order.Id,
            ParentId = order.ParentId,
            VenueId = order.VenueId,
            InstrumentId = order.InstrumentId,
            SendTimeNs = NowNs,
        });
        _ = AddTimer(NowNs + _options.AnswerTimeoutNs, EngineTimerKind.ChildTimeout, order.Id.Value);
    }
}
