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

        ulong unavailable = State.Health.Unavailable(NowNs);
        ReportEffect effect = State.Report(full);
        AlertHealth(full, unavailable);
        AlertChild(full, effect);
        if (effect.Child.Ended)
        {
            RememberTake(effect);
        }

        if (full.Type == ExecutionType.FirmUpInvited && effect.Child.Kind == TransitionKind.Applied)
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

        ChildOrder order = State.Children[slot].Order;
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

    private void AlertHealth(in ExecutionReport report, ulong unavailableBefore)
    {
        ulong bit = 1UL << report.VenueId.Value;
        if (((State.Health.Unavailable(NowNs) & ~unavailableBefore) & bit) == 0)
        {
            return;
        }

        bool isDisabled = State.Health.IsDisabled(report.VenueId);
        Alert(new EngineAlert
        {
            Kind = isDisabled ? AlertKind.VenueDisabled : AlertKind.VenueBackOff,
            VenueId = report.VenueId,
            RejectReason = report.RejectReason,
            Value = isDisabled ? 0 : State.Health.AvailableAtNs(report.VenueId) - NowNs,
        });
    }

    private void RememberTake(in ReportEffect effect)
    {
        ref ChildOrderRecord child = ref State.Children[effect.ChildSlot];
        ChildOrder order = child.Order;
        if (order.Action != RouteAction.Take || child.State == ChildOrderState.Rejected)
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
        else if (!parent.IsTerminal && (effect.Child.Ended || effect.Child.ReservedChange != 0) && IsIdle(parent))
        {
            GoOn(slot);
        }
    }

    // Nothing firm of it stands at a venue: it may decide, change or end.
    private static bool IsIdle(in ParentOrderRecord parent) => parent.OpenFirmChildCount == 0;

    private void CancelChildren(int parentSlot)
    {
        for (int slot = State.Parents[parentSlot].FirstChildSlot; slot >= 0;)
        {
            int next = State.Children[slot].NextChildSlot;
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

        ChildOrder order = child.Order;
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
