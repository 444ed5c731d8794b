using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.State;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Venues;

namespace EdgeRouter.Engine;

/// <content>Venues answer.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>Takes what a venue says of a child order. Late, repeated and contradictory reports are defined, counted (<see cref="Transitions"/>) and
    /// alerted; nothing that a venue says can break the state.</summary>
    /// <param name="report">The report.</param>
    public void OnExecutionReport(in ExecutionReport report)
    {
        BeginInput(report.ReceiveTimeNs);
        ExecutionReport full = Complete(report, out int slot);
        _output.OnReport(full);
        if (slot < 0)
        {
            State.Links.Note(report.VenueId, report.LinkSequence);
            Alert(new EngineAlert
            {
                Kind = AlertKind.UnknownReport,
                VenueId = report.VenueId,
                ParentId = report.ParentId,
                RejectReason = RejectReason.UnknownOrder,
                Value = report.ChildId.Value,
            });
            return;
        }

        ReportEffect effect = State.Report(full);
        AlertHealth(full.VenueId, full.RejectReason);
        AlertChild(full, effect);
        if (effect.Child.Ended)
        {
            RememberTake(effect);
        }

        if (effect.Child.InvitedQuantity > 0 && effect.ParentSlot >= 0)
        {
            FirmUp(effect, full);
        }

        FollowParent(effect, full);
        _output.Release();
    }

    private ExecutionReport Complete(in ExecutionReport report, out int slot)
    {
        if (!State.TryFindChild(report, out slot))
        {
            slot = -1;
            return report;
        }

        ref readonly ChildOrder order = ref State.Children[slot].Order;
        _ = TryGetTouch(order.InstrumentId, out Price bid, out Price ask);
        return report with { ParentId = order.ParentId, Bid = bid, Ask = ask };
    }

    private void AlertChild(in ExecutionReport report, in ReportEffect effect)
    {
        bool isContradictory = effect.Child.Kind == TransitionKind.Contradictory;
        bool isLateFill = effect.Child.FilledQuantity != 0 && (effect.Child.Kind == TransitionKind.Late || effect.Parent.AfterEnd);
        if (isContradictory || isLateFill)
        {
            Alert(new EngineAlert
            {
                Kind = isContradictory ? AlertKind.ContradictoryReport : AlertKind.LateFill,
                VenueId = report.VenueId,
                InstrumentId = State.Children[effect.ChildSlot].Order.InstrumentId,
                ParentId = report.ParentId,
                RejectReason = report.RejectReason,
                Value = report.ChildId.Value,
                Limit = (long)effect.Child.Anomaly,
            });
        }

        if (effect.IsMarkLost)
        {
            AlertCapacity(report.ChildId.Value);
        }
    }

    private void AlertHealth(VenueId venueId, RejectReason reason)
    {
        if (State.LastHealthChange != VenueHealthChange.None)
        {
            Alert(new EngineAlert
            {
                Kind = State.LastHealthChange == VenueHealthChange.Disabled ? AlertKind.VenueDisabled : AlertKind.VenueBackOff,
                VenueId = venueId,
                RejectReason = reason,
            });
        }
    }

    private void RememberTake(in ReportEffect effect)
    {
        ref ChildOrderRecord child = ref State.Children[effect.ChildSlot];
        ref readonly ChildOrder order = ref child.Order;
        bool isShownByNow = NowNs - order.SendTimeNs > _options.OwnTakeMemoryNs; // A last report that comes late says nothing of today's quotes.
        if (order.Action != RouteAction.Take || child.State == ChildOrderState.Rejected || isShownByNow)
        {
            return;
        }

        bool isExhausted = child.CumulativeQuantity < order.Quantity;
        _effective.OnTakeEnded(
            order.InstrumentId,
            order.VenueId,
            order.Side.Opposite(),
            order.LimitPrice,
            child.CumulativeQuantity,
            _shownWhenSent[effect.ChildSlot],
            isExhausted,
            NowNs);
    }

    private void FollowParent(in ReportEffect effect, in ExecutionReport report)
    {
        int slot = effect.ParentSlot;
        if (slot < 0)
        {
            return;
        }

        ref ParentOrderRecord parent = ref State.Parents[slot];
        if (effect.Parent.OverFilled)
        {
            Alert(new EngineAlert
            {
                Kind = AlertKind.OverFill,
                VenueId = report.VenueId,
                InstrumentId = parent.Order.InstrumentId,
                ParentId = parent.Order.Id,
                Value = parent.FilledQuantity,
                Limit = parent.Order.Quantity,
            });
        }

        if (effect.Parent.Ended)
        {
            Announce(slot);
            CancelChildren(slot);
        }
        else if (!parent.IsTerminal && (effect.Child.Ended || effect.Child.ReservedChange != 0 || effect.Child.FilledQuantity < 0))
        {
            FollowChange(slot);
        }
    }

    private void FollowChange(int slot)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        if (parent.HasPendingReplace)
        {
            CallBackForReplace(slot);
            TryCompleteReplace(slot);
        }
        else if (IsIdle(parent))
        {
            GoOn(slot);
        }
    }

    // Nothing firm of it stands at a venue: it may decide, change or end.
    private static bool IsIdle(in ParentOrderRecord parent) => parent.OpenFirmCount == 0;

    private void CancelChildren(int parentSlot)
    {
        for (int slot = State.Parents[parentSlot].FirstOpenChild; slot >= 0;)
        {
            int next = State.Children[slot].NextSibling;
            if (!State.Children[slot].IsTerminal)
            {
                CancelChild(slot);
            }

            slot = next;
        }
    }

    private void CancelChild(int slot)
    {
        ref ChildOrderRecord child = ref State.Children[slot];
        if (child.IsTerminal || child.State == ChildOrderState.PendingCancel)
        {
            return;
        }

        ref readonly ChildOrder order = ref child.Order;
        var request = new CancelRequest
        {
            ChildId = order.Id,
            ParentId = order.ParentId,
            VenueId = order.VenueId,
            InstrumentId = order.InstrumentId,
            SendTimeNs = NowNs,
        };
        _output.OnChildCancel(request);
        State.Cancel(request);
        AddTimer(NowNs + _options.AnswerTimeoutNs, EngineTimerKind.ChildTimeout, order.Id.Value);
    }

    private void Doubt(int slot)
    {
        ref ChildOrderRecord child = ref State.Children[slot];
        StatusRequest request = StatusRequestOf(child.Order);
        if (child.State == ChildOrderState.InDoubt)
        {
            _output.OnStatusRequest(request);
        }
        else
        {
            var doubt = new ChildDoubt { ChildId = child.Order.Id, TimeNs = NowNs };
            _output.OnChildDoubt(doubt, request);
            State.Doubt(doubt);
            Alert(new EngineAlert
            {
                Kind = AlertKind.ChildInDoubt,
                VenueId = request.VenueId,
                InstrumentId = request.InstrumentId,
                ParentId = request.ParentId,
                Value = child.ReservedQuantity,
            });
            AlertHealth(request.VenueId, RejectReason.None);
        }

        AddTimer(NowNs + (_options.AnswerTimeoutNs * StatusRetryFactor), EngineTimerKind.ChildTimeout, request.ChildId.Value);
    }

    private StatusRequest StatusRequestOf(in ChildOrder order) => new()
    {
        ChildId = order.Id,
        ParentId = order.ParentId,
        VenueId = order.VenueId,
        InstrumentId = order.InstrumentId,
        SendTimeNs = NowNs,
    };
}
