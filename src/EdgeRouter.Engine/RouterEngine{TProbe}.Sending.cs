using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>Planned children become orders.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    private int SendFirstStep(int slot)
    {
        ReadOnlySpan<WaterfallChild> step = FirstStep();
        ProtectionVerdict verdict = _protection.Check(_context, _quotes, step);
        if (verdict.Reason != RejectReason.None)
        {
            Alert(new EngineAlert
            {
                Kind = AlertKind.ProtectionBlock,
                VenueId = verdict.VenueId,
                InstrumentId = _context.InstrumentId,
                ParentId = _context.ParentId,
                RejectReason = verdict.Reason,
                Value = verdict.Price.Nanos,
                Limit = verdict.ProtectedPrice.Nanos,
            });
            return 0;
        }

        int sent = 0;
        foreach (ref readonly WaterfallChild planned in step)
        {
            sent += TrySend(slot, planned) ? 1 : 0;
        }

        return sent;
    }

    private ReadOnlySpan<WaterfallChild> FirstStep()
    {
        Span<WaterfallChild> children = _record.Children;
        int count = 0;
        while (count < children.Length && children[count].StepIndex == 0)
        {
            count++;
        }

        return children[..count];
    }

    private bool TrySend(int slot, in WaterfallChild planned)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        ChildOrder child = ChildOf(parent.Order, planned);
        if (child.Quantity <= 0 || child.Quantity > parent.AvailableQuantity || !State.HasRoomForChild)
        {
            RejectReason reason = State.HasRoomForChild ? RejectReason.BadQuantity : RejectReason.CapacityExceeded;
            AlertRisk(child, new RiskVerdict(reason, child.Quantity, parent.AvailableQuantity));
            return false;
        }

        RiskVerdict verdict = State.Risk.Check(child, Market());
        if (verdict.Reason != RejectReason.None)
        {
            AlertRisk(child, verdict);
            return false;
        }

        Send(child);
        return true;
    }

    private void Send(in ChildOrder child)
    {
        _output.OnChildOrder(child);
        int slot = State.Send(child);
        _shownWhenSent[slot] = child.Action == RouteAction.Take
            ? _effective.DisplayedWithin(child.InstrumentId, child.VenueId, child.Side.Opposite(), child.LimitPrice)
            : 0;
        _pegCheckNs[slot] = 0;
        AddChildTimer(child);
    }

    private void AddChildTimer(in ChildOrder child)
    {
        if (child.TimeoutNs > 0 || !child.IsConditional)
        {
            long waitNs = child.TimeoutNs > 0 ? child.TimeoutNs : _options.AnswerTimeoutNs;
            AddTimer(child.SendTimeNs + waitNs, EngineTimerKind.ChildTimeout, child.Id.Value);
        }
    }

    private ChildOrder ChildOf(in ParentOrder order, in WaterfallChild planned)
    {
        _ = TryGetTouch(order.InstrumentId, out Price bid, out Price ask);
        return new ChildOrder
        {
            Id = new ChildOrderId(State.LastChildId + 1),
            ParentId = order.Id,
            DecisionIndex = _record.DecisionIndex,
            StepIndex = planned.StepIndex,
            InstrumentId = order.InstrumentId,
            VenueId = planned.VenueId,
            Side = order.Side,
            Type = planned.Type,
            TimeInForce = planned.TimeInForce,
            Action = planned.Action,
            Quantity = planned.Quantity,
            LimitPrice = planned.LimitPrice,
            SendTimeNs = NowNs + planned.DelayNs,
            TimeoutNs = planned.TimeoutNs,
            BeneficialOwner = order.BeneficialOwner,
            MinimumQuantity = planned.MinimumQuantity,
            IsIntermarketSweep = planned.IsIntermarketSweep,
            ClientId = order.ClientId,
            ShortSale = order.ShortSale,
            HasLocate = order.HasLocate,
            Bid = bid,
            Ask = ask,
        };
    }

    private RiskMarket Market() => new()
    {
        Bid = _context.Bid,
        HasBid = _context.BidQuantity > 0,
        Ask = _context.Ask,
        HasAsk = _context.AskQuantity > 0,
        NowNs = NowNs,
    };

    private void AlertRisk(in ChildOrder child, in RiskVerdict verdict) => Alert(new EngineAlert
    {
        Kind = AlertKind.RiskReject,
        VenueId = child.VenueId,
        InstrumentId = child.InstrumentId,
        ParentId = child.ParentId,
        ClientId = child.ClientId,
        RejectReason = verdict.Reason,
        Value = verdict.Value,
        Limit = verdict.Limit,
    });
}
