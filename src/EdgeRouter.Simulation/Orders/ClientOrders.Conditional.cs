using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Matching;

namespace EdgeRouter.Simulation.Orders;

/// <content>Conditional orders: they reserve nothing and meet firm interest only. Once there is enough of it the venue holds it and asks for a firm order;
/// the window ends by itself.</content>
internal sealed partial class ClientOrders
{
    private readonly List<int>[] _conditionals;

    /// <summary>Firm interest came to rest: somebody may be waiting for it.</summary>
    public void OnRested(Exchange exchange, int instrument, long nowNs)
    {
        List<int> waiting = _conditionals[exchange.Index];
        for (int i = 0; i < waiting.Count; i++)
        {
            if (_children[waiting[i]].Order.InstrumentId.Value == instrument)
            {
                TryInvite(waiting[i], nowNs);
            }
        }
    }

    /// <summary>The window or the pause of a conditional order is over.</summary>
    public void EndFirmUp(int slot, long nowNs)
    {
        ref ClientChild child = ref _children[slot];
        if (!child.IsLive || child.FirmUpEndNs != nowNs)
        {
            return;
        }

        VenueLine line = _lines[child.Order.VenueId.Value];
        long pause = _market.Venues[child.Order.VenueId.Value].FirmUpPauseNs;
        if (child.FirmUp == FirmUpState.Invited)
        {
            line.UnansweredCount++;
            ReleaseFor(slot);
            child.FirmUp = FirmUpState.Paused;
            child.FirmUpEndNs = nowNs + Math.Max(1, pause);
            _events.Push(new SimulationEvent(child.FirmUpEndNs, EventKind.FirmUpEnd, slot));
            return;
        }

        child.FirmUp = FirmUpState.Waiting;
        TryInvite(slot, nowNs);
    }

    /// <summary>Invitations that a venue sent, and those of them that nobody answered in time.</summary>
    public (long Invited, long Unanswered) CountInvitations(int venue) => (_lines[venue].InvitedCount, _lines[venue].UnansweredCount);

    private void AddConditional(int slot, long nowNs)
    {
        _conditionals[_children[slot].Order.VenueId.Value].Add(slot);
        TryInvite(slot, nowNs);
    }

    private void TryInvite(int slot, long nowNs)
    {
        ref ClientChild child = ref _children[slot];
        int venue = child.Order.VenueId.Value;
        if (!child.IsLive || child.FirmUp != FirmUpState.Waiting)
        {
            return;
        }

        long held = _exchanges[venue].Hold(child.Order.InstrumentId.Value, Incoming(slot, 0), slot + 1);
        if (held == 0)
        {
            return;
        }

        child.FirmUp = FirmUpState.Invited;
        child.FirmUpEndNs = nowNs + _market.Venues[venue].FirmUpWindowNs;
        _lines[venue].InvitedCount++;
        _events.Push(new SimulationEvent(child.FirmUpEndNs, EventKind.FirmUpEnd, slot));
        Report(slot, nowNs, ExecutionType.FirmUpInvited, new ExecutionReport { LastQuantity = held });
    }

    // The firm order takes the place of the conditional one, whether its window is still open or not.
    private int TakeInvited(in ChildOrder firm)
    {
        bool isKnown = _slotById.TryGetValue(firm.FirmUpOf.Value, out int slot) && _children[slot].IsLive && _children[slot].Order.IsConditional;
        if (!isKnown || _children[slot].Order.VenueId != firm.VenueId || _children[slot].Order.InstrumentId != firm.InstrumentId || _children[slot].Order.Side != firm.Side)
        {
            return 0;
        }

        _children[slot].State = ChildOrderState.Replaced;
        _conditionals[firm.VenueId.Value].Remove(slot);
        return _children[slot].FirmUp == FirmUpState.Invited ? slot + 1 : 0;
    }

    private void RemoveConditional(int slot)
    {
        ReleaseFor(slot);
        _conditionals[_children[slot].Order.VenueId.Value].Remove(slot);
    }

    private void ReleaseFor(int slot)
    {
        ref readonly ChildOrder order = ref _children[slot].Order;
        _exchanges[order.VenueId.Value].Release(order.InstrumentId.Value, order.Side, slot + 1);
    }
}
