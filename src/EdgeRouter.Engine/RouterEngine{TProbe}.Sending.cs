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
    // The step as a whole is held against the limits, then against the protected quotes; what passes both leaves together. Nothing is asked between two
    // children that leave: a part of a sweep that stayed behind then would leave the others trading through.
    private int SendFirstStep(int slot)
    {
        AlertBarrier();
        ReadOnlySpan<WaterfallChild> step = FirstStep();
        Span<RejectReason> verdicts = _verdicts.AsSpan(0, step.Length);
        Plan(slot, step, verdicts);
        if (_protection.Check(ProtectionMarket.Of(_context, _quotes), step, verdicts) > 0)
        {
            AlertProtection(step, verdicts);
        }

        int sent = 0;
        for (int i = 0; i < step.Length; i++)
        {
            if (verdicts[i] == RejectReason.None)
            {
                Send(_planned[i] with { Id = new ChildOrderId(State.LastChildId + 1) });
                sent++;
            }
        }

        return sent;
    }

    private void Plan(int slot, ReadOnlySpan<WaterfallChild> step, Span<RejectReason> verdicts)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        _ = TryGetTouch(_context.InstrumentId, out Price bid, out Price ask);
        long available = parent.AvailableQuantity;
        long nextId = State.LastChildId + 1;
        Span<RiskVerdict> limits = _riskVerdicts.AsSpan(0, step.Length);
        for (int i = 0; i < step.Length; i++)
        {
            _planned[i] = ChildOf(parent.Order, step[i], nextId + i, bid, ask);
            limits[i] = CheckRoom(_planned[i], i, ref available);
        }

        State.Risk.CheckStep(_planned.AsSpan(0, step.Length), Market(), limits);
        for (int i = 0; i < step.Length; i++)
        {
            verdicts[i] = limits[i].Reason;
            if (!limits[i].IsPassed)
            {
                AlertRisk(_planned[i], limits[i]);
            }
        }
    }

    // The policy wanted to go on and a protected quote did not let it.
    private void AlertBarrier()
    {
        ProtectionFinding block = _context.ProtectionBlock;
        if (block.Reason != RejectReason.None)
        {
            Alert(new EngineAlert
            {
                Kind = AlertKind.ProtectionBlock,
                VenueId = block.VenueId,
                InstrumentId = _context.InstrumentId,
                ParentId = _context.ParentId,
                RejectReason = block.Reason,
                Limit = block.Price.Nanos,
            });
        }
    }

    private RiskVerdict CheckRoom(in ChildOrder child, int ahead, ref long available)
    {
        if (child.Quantity <= 0 || child.Quantity > available)
        {
            return new RiskVerdict(RejectReason.BadQuantity, child.Quantity, available);
        }

        available -= child.Quantity;
        return State.HasRoomForChildren(ahead + 1) ? default : new RiskVerdict(RejectReason.CapacityExceeded, State.Children.Count, State.Children.Capacity);
    }

    private void AlertProtection(ReadOnlySpan<WaterfallChild> step, ReadOnlySpan<RejectReason> verdicts)
    {
        ReadOnlySpan<ProtectionFinding> findings = _protection.Findings;
        for (int i = 0; i < step.Length; i++)
        {
            if (verdicts[i] == RejectReason.None || findings[i].Reason != verdicts[i])
            {
                continue;
            }

            Alert(new EngineAlert
            {
                Kind = AlertKind.ProtectionBlock,
                VenueId = findings[i].VenueId,
                InstrumentId = _context.InstrumentId,
                ParentId = _context.ParentId,
                RejectReason = findings[i].Reason,
                Value = step[i].LimitPrice.Nanos,
                Limit = findings[i].Price.Nanos,
            });
        }
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

    // Conditional orders rest beside the waterfall wherever they may: what they are good for is what the waterfall has not reserved when the venue asks.
    private void RestConditionals(int slot)
    {
        ref readonly ParentOrder order = ref State.Parents[slot].Order;
        bool isAsked = (order.Instructions & (RoutingInstructions.Conditional | RoutingInstructions.LitOnly)) == RoutingInstructions.Conditional;
        if (!isAsked || order.TimeInForce == TimeInForce.ImmediateOrCancel)
        {
            return;
        }

        foreach (Venue venue in Universe.Venues)
        {
            bool isFit = venue.Kind == VenueKind.Midpoint && (venue.Capabilities & VenueCapabilities.Conditional) != 0;
            ulong bit = 1UL << venue.Id.Value;
            if (isFit && ((_context.ClosedVenues | _context.BarredVenues | _context.ExcludedVenues) & bit) == 0 && !HasConditional(slot, venue.Id))
            {
                TrySendConditional(slot, venue.Id);
            }
        }
    }

    private bool HasConditional(int parentSlot, VenueId venueId)
    {
        for (int slot = State.Parents[parentSlot].FirstOpenChild; slot >= 0; slot = State.Children[slot].NextSibling)
        {
            ref ChildOrderRecord child = ref State.Children[slot];
            if (child.Order.IsConditional && child.Order.VenueId == venueId)
            {
                return true;
            }
        }

        return false;
    }

    private void TrySendConditional(int slot, VenueId venueId)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        _ = TryGetTouch(_context.InstrumentId, out Price bid, out Price ask);
        var planned = new WaterfallChild
        {
            VenueId = venueId,
            Action = RouteAction.Midpoint,
            Type = OrderType.MidpointPeg,
            TimeInForce = TimeInForce.Day,
            Quantity = parent.Order.Quantity - parent.FilledQuantity,
            LimitPrice = _context.Tighter(_context.FarTouch, _context.WorstPrice),
            MinimumQuantity = _context.MinimumQuantity,
        };
        ChildOrder child = ChildOf(parent.Order, planned, State.LastChildId + 1, bid, ask) with { IsConditional = true };
        long available = child.Quantity;
        RiskVerdict verdict = CheckRoom(child, ahead: 0, ref available);
        verdict = verdict.IsPassed ? State.Risk.Check(child, Market()) : verdict;
        if (verdict.IsPassed)
        {
            Send(child);
        }
        else
        {
            AlertRisk(child, verdict);
        }
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

    private ChildOrder ChildOf(in ParentOrder order, in WaterfallChild planned, long id, Price bid, Price ask) =>
        PlannedOrder.Of(order, planned, id, _record.DecisionIndex, NowNs, bid, ask);

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
