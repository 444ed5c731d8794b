using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.State;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>Orders change while they live: replaces, pegs that follow the touch, conditional orders that become firm.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    private RiskVerdict AdmitReplace(in ParentReplace replace, out int slot)
    {
        if (!State.Parents.TryFind(replace.ParentId.Value, out slot))
        {
            slot = -1;
            return new RiskVerdict(RejectReason.UnknownOrder, replace.Quantity, 0);
        }

        return State.IsStorageLost ? new RiskVerdict(RejectReason.StorageLost, replace.Quantity, 0) : CheckReplace(State.Parents[slot], replace);
    }

    // The limits for parent orders see the changed order. A change that makes it smaller or more careful is never refused by them.
    private RiskVerdict CheckReplace(in ParentOrderRecord parent, in ParentReplace replace)
    {
        ParentOrder changed = ParentOrderMachine.Changed(parent.Order, replace, replace.Quantity);
        int sign = parent.Order.Side.Sign();
        bool isMore = changed.Quantity > parent.Order.Quantity || sign * (changed.LimitPrice.Nanos - parent.Order.LimitPrice.Nanos) > 0;
        bool canChange = !parent.IsTerminal && parent.State != ParentOrderState.PendingCancel
            && ParentAdmission.CheckTerms(changed, Universe[changed.InstrumentId], NowNs) == RejectReason.None;
        return isMore && canChange ? State.Risk.CheckParent(Complete(changed)) : default;
    }

    // That a change came too late is the way of the world; everything else that is refused is told to a person.
    private void AlertReplace(in ParentReplace replace, in RiskVerdict verdict, int slot)
    {
        if (verdict.Reason == RejectReason.TooLate)
        {
            return;
        }

        ParentOrder order = slot < 0 ? default : State.Parents[slot].Order;
        Alert(new EngineAlert
        {
            Kind = AlertKind.ParentRefused,
            InstrumentId = order.InstrumentId,
            ParentId = replace.ParentId,
            ClientId = order.ClientId,
            RejectReason = verdict.Reason,
            Value = verdict.Value,
            Limit = verdict.Limit,
        });
    }

    private ParentReplaceOutcome Refused(in ParentReplace replace, RejectReason reason, int slot) => new()
    {
        ParentId = replace.ParentId,
        ReplaceId = replace.ReplaceId,
        RejectReason = reason,
        Quantity = slot < 0 ? 0 : State.Parents[slot].Order.Quantity,
        LimitPrice = slot < 0 ? default : State.Parents[slot].Order.LimitPrice,
        TimeNs = NowNs,
    };

    private void CallBackForReplace(int parentSlot)
    {
        var plan = new ReplacePlan(State.Parents[parentSlot], State.Children);
        for (int slot = State.Parents[parentSlot].FirstOpenChild; slot >= 0;)
        {
            int next = State.Children[slot].NextSibling;
            if (plan.MustCancel(State.Children[slot]))
            {
                CancelChild(slot);
            }

            slot = next;
        }
    }

    private void TryCompleteReplace(int slot)
    {
        if (!State.TryCompleteReplace(slot, NowNs, out ParentReplaceOutcome outcome))
        {
            return;
        }

        _output.OnParentReplaced(outcome, isRefused: false);
        ref ParentOrderRecord parent = ref State.Parents[slot];
        if (parent.IsTerminal)
        {
            Announce(slot);
            CancelChildren(slot);
        }
        else if (!AddExpiryTimer(parent))
        {
            Stop(slot);
        }
        else if (IsIdle(parent))
        {
            GoOn(slot);
        }
        else
        {
            RepegChildren(slot);
        }
    }

    private void RefuseWaitingReplace(int slot)
    {
        if (State.TryRefuseReplace(slot, NowNs, out ParentReplaceOutcome outcome))
        {
            _output.OnParentReplaced(outcome, isRefused: false);
        }
    }

    // Posts of a primary peg that the near touch has left are called back; the next decision stands at the new touch.
    private void Repeg(InstrumentId instrumentId)
    {
        for (int slot = _pegs.First(instrumentId); slot >= 0; slot = _pegs.Next(slot))
        {
            RepegChildren(slot);
        }
    }

    private void RepegParent(long parentId)
    {
        if (State.Parents.TryFind(parentId, out int slot) && !State.Parents[slot].IsTerminal)
        {
            RepegChildren(slot);
        }
    }

    private void RepegChildren(int parentSlot)
    {
        ref ParentOrderRecord parent = ref State.Parents[parentSlot];
        if (parent.OpenChildCount == 0 || !_market.TryGetNbbo(parent.Order.InstrumentId, out Nbbo nbbo))
        {
            return;
        }

        Price price = RowSet.PegPrice(parent.Order, nbbo.NearTouch(parent.Order.Side), Universe[parent.Order.InstrumentId]);
        for (int slot = parent.FirstOpenChild; slot >= 0;)
        {
            ref ChildOrderRecord child = ref State.Children[slot];
            int next = child.NextSibling;
            if (child.Order.Action == RouteAction.Post && !child.IsTerminal && child.Order.LimitPrice != price && child.State != ChildOrderState.PendingCancel)
            {
                RepegChild(slot);
            }

            slot = next;
        }
    }

    // A peg does not chase every flicker: a child stands at least as long as a parent waits between decisions.
    private void RepegChild(int slot)
    {
        ref readonly ChildOrder order = ref State.Children[slot].Order;
        long dueNs = order.SendTimeNs + _options.RetryIntervalNs;
        if (NowNs >= dueNs)
        {
            CancelChild(slot);
        }
        else if (_pegCheckNs[slot] != dueNs && AddTimer(dueNs, EngineTimerKind.PegCheck, order.ParentId.Value))
        {
            _pegCheckNs[slot] = dueNs;
        }
    }

    // The venue asks a conditional order to become firm: what the parent has left to give is reserved now, or the order is called back.
    private void FirmUp(in ReportEffect effect, in ExecutionReport report)
    {
        ref ChildOrderRecord conditional = ref State.Children[effect.ChildSlot];
        ref readonly ChildOrder order = ref conditional.Order;
        ref ParentOrderRecord parent = ref State.Parents[effect.ParentSlot];
        long quantity = Math.Min(Math.Min(effect.Child.InvitedQuantity, order.Quantity), parent.AvailableQuantity);
        long minimum = Math.Min(parent.Order.MinimumQuantity, parent.AvailableQuantity);
        if (parent.State != ParentOrderState.Working || quantity <= 0 || quantity < minimum
            || !State.HasRoomForChildren(1) || State.IsStorageLost)
        {
            CancelChild(effect.ChildSlot);
            return;
        }

        ChildOrder firm = order with
        {
            Id = new ChildOrderId(State.LastChildId + 1),
            IsConditional = false,
            FirmUpOf = order.Id,
            Quantity = quantity,
            MinimumQuantity = minimum,
            TimeInForce = TimeInForce.ImmediateOrCancel,
            SendTimeNs = NowNs,
            TimeoutNs = _options.AnswerTimeoutNs,
            Bid = report.Bid,
            Ask = report.Ask,
        };
        RiskVerdict verdict = State.Risk.Check(firm, new RiskMarket
        {
            Bid = report.Bid,
            HasBid = report.Bid.Nanos > 0,
            Ask = report.Ask,
            HasAsk = report.Ask.Nanos > 0,
            NowNs = NowNs,
        });
        if (verdict.Reason == RejectReason.None)
        {
            Send(firm);
        }
        else
        {
            AlertRisk(firm, verdict);
            CancelChild(effect.ChildSlot);
        }
    }
}
