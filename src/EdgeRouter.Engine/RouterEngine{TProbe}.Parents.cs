using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>Parent orders come, change and go.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>Takes a parent order: accepts and journals it, or refuses it with an outcome.</summary>
    /// <param name="order">The order.</param>
    /// <returns>None, or why it was refused.</returns>
    public RejectReason OnParentOrder(in ParentOrder order)
    {
        BeginInput(order.ArrivalTimeNs);
        ParentOrder full = Complete(order);
        RiskVerdict verdict = Admit(full);
        if (verdict.IsPassed)
        {
            _output.OnParentAccepted(full);
            Begin(State.Accept(full));
        }
        else
        {
            Refuse(full, verdict);
        }

        _output.Release();
        return verdict.Reason;
    }

    /// <summary>The sender wants a parent cancelled: its children are cancelled, and it ends when they have.</summary>
    /// <param name="id">Which.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <returns>None; UnknownOrder when it is not known; TooLate when it ended or is being cancelled.</returns>
    public RejectReason OnParentCancel(ParentOrderId id, long timeNs)
    {
        BeginInput(timeNs);
        bool isKnown = State.Parents.TryFind(id.Value, out int slot);
        bool isTaken = isKnown && State.RequestCancel(id);
        RejectReason reason = isTaken ? RejectReason.None : isKnown ? RejectReason.TooLate : RejectReason.UnknownOrder;
        _output.OnParentCancel(id, reason);
        if (isTaken)
        {
            Stop(slot);
        }

        _output.Release();
        return reason;
    }

    /// <summary>The sender wants a parent changed. Children that stand in the way are called back first; the outcome follows when they have answered.</summary>
    /// <param name="replace">The whole new values.</param>
    /// <returns>None when it was taken; otherwise why not: nothing changes.</returns>
    public RejectReason OnParentReplace(in ParentReplace replace)
    {
        BeginInput(replace.TimeNs);
        RiskVerdict verdict = AdmitReplace(replace, out int slot);
        ParentReplaceOutcome superseded = default;
        RejectReason reason = verdict.IsPassed ? State.RequestReplace(replace, out superseded) : verdict.Reason;
        _output.OnParentReplace(replace, reason);
        if (superseded.ParentId.Value != 0)
        {
            _output.OnParentReplaced(superseded, isRefused: true);
        }

        if (reason == RejectReason.None)
        {
            CallBackForReplace(slot);
            TryCompleteReplace(slot);
        }
        else
        {
            _output.OnParentReplaced(Refused(replace, reason, slot), isRefused: true);
            AlertReplace(replace, verdict.IsPassed ? new RiskVerdict(reason, replace.Quantity, 0) : verdict, slot);
        }

        _output.Release();
        return reason;
    }

    private ParentOrder Complete(in ParentOrder order)
    {
        if ((uint)order.InstrumentId.Value >= (uint)Universe.Instruments.Length)
        {
            return order;
        }

        _ = TryGetTouch(order.InstrumentId, out Price bid, out Price ask);
        return order with { ArrivalBid = bid, ArrivalAsk = ask };
    }

    // The numbers of a refusal are those of the limit that was broken, or the quantity.
    private RiskVerdict Admit(in ParentOrder order)
    {
        RejectReason reason = AdmitAtAll(order);
        return reason == RejectReason.None ? State.Risk.CheckParent(order) : new RiskVerdict(reason, order.Quantity, 0);
    }

    private RejectReason AdmitAtAll(in ParentOrder order)
    {
        RejectReason reason = ParentAdmission.Check(order, Universe, NowNs);
        if (reason != RejectReason.None)
        {
            return reason;
        }

        if (State.Parents.TryFind(order.Id.Value, out _))
        {
            return RejectReason.Duplicate;
        }

        if (!State.Policies.TryGet(order.PolicyId, out _))
        {
            return RejectReason.UnknownPolicy;
        }

        if (State.IsSessionEnded || !IsAnyVenueOpen(NowNs))
        {
            return RejectReason.SessionClosed;
        }

        if (State.IsStorageLost)
        {
            return RejectReason.StorageLost;
        }

        return State.HasRoomForParent(_options.ParentCapacity) ? RejectReason.None : RejectReason.CapacityExceeded;
    }

    private void Begin(int slot)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        SetWaiting(slot, Waiting.No);
        _idleCounts[slot] = 0;
        if (parent.Order.Type == OrderType.PrimaryPeg)
        {
            _pegs.Add(slot, parent.Order.InstrumentId);
        }

        _dayEndNs[slot] = DayEndNs(parent.Order);
        if (AddExpiryTimer(parent))
        {
            Enqueue(slot);
        }
        else
        {
            // Without the timer it would outlive its time.
            Stop(slot);
        }
    }

    private bool AddExpiryTimer(in ParentOrderRecord parent) =>
        parent.DeadlineNs == long.MaxValue || AddTimer(parent.DeadlineNs, EngineTimerKind.ParentExpiry, parent.Order.Id.Value);

    private void Refuse(in ParentOrder order, in RiskVerdict verdict)
    {
        _output.OnParentRefused(order, new ParentOutcome
        {
            ParentId = order.Id,
            InstrumentId = order.InstrumentId,
            Side = order.Side,
            State = ParentOrderState.Rejected,
            Quantity = order.Quantity,
            ArrivalTimeNs = order.ArrivalTimeNs,
            EndTimeNs = NowNs,
            ArrivalBid = order.ArrivalBid,
            ArrivalAsk = order.ArrivalAsk,
            EndBid = order.ArrivalBid,
            EndAsk = order.ArrivalAsk,
            RejectReason = verdict.Reason,
        });
        Alert(new EngineAlert
        {
            Kind = AlertKind.ParentRefused,
            InstrumentId = order.InstrumentId,
            ParentId = order.Id,
            ClientId = order.ClientId,
            RejectReason = verdict.Reason,
            Value = verdict.Value,
            Limit = verdict.Limit,
        });
    }

    // Ends a parent now if nothing of it can still execute; otherwise cancels its children, whose reports end it.
    private void Stop(int slot)
    {
        RefuseWaitingReplace(slot);
        if (State.Parents[slot].OpenChildCount > 0)
        {
            CancelChildren(slot);
        }
        else
        {
            End(slot, EventOfEnd(slot));
        }
    }

    private ParentEvent EventOfEnd(int slot) =>
        State.Parents[slot].State == ParentOrderState.PendingCancel ? ParentEvent.CompleteCancel
        : IsExpired(slot) ? ParentEvent.Expire
        : ParentEvent.Exhaust;

    private void End(int slot, ParentEvent what)
    {
        if (ParentOrderMachine.TryApply(ref State.Parents[slot], what))
        {
            Announce(slot);
        }
    }

    private void Announce(int slot)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        _effective.Refresh(parent.Order.InstrumentId, NowNs);
        _ = _effective.Book.TryGetNbbo(parent.Order.InstrumentId, out MarketData.Consolidated.Nbbo nbbo);
        ParentOutcome outcome = parent.ToOutcome(NowNs, nbbo.BidVenues != 0 ? nbbo.Bid : default, nbbo.AskVenues != 0 ? nbbo.Ask : default);
        _output.OnParentDone(outcome);
        State.Finish(outcome);
        RefuseWaitingReplace(slot);
        Unwait(slot);
        _pegs.Remove(slot);
    }

    private bool IsExpired(int slot) => NowNs >= Math.Min(State.Parents[slot].DeadlineNs, _dayEndNs[slot]);
}
