using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>Parents wait for their turn, for a price or for a time.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>Whether something will make a living parent go on: an open child, its turn, a price or a time, or a fill that is missing. Where nothing
    /// does, it was forgotten; meant for tests and watchdogs.</summary>
    /// <param name="id">The parent.</param>
    public bool WillWake(ParentOrderId id)
    {
        if (!State.Parents.TryFind(id.Value, out int slot))
        {
            return false;
        }

        ref ParentOrderRecord parent = ref State.Parents[slot];
        bool mustEnd = parent.State == ParentOrderState.PendingCancel || parent.Order.TimeInForce == TimeInForce.ImmediateOrCancel
            || State.IsSessionEnded || IsExpired(slot);
        return _waiting[slot] != Waiting.No || parent.OpenChildCount > 0
            || (parent.ReservedQuantity > 0 && (mustEnd || parent.AvailableQuantity == 0));
    }

    private void Enqueue(int slot)
    {
        if (_waiting[slot] == Waiting.Turn)
        {
            return;
        }

        Unwait(slot);
        if (_pending.IsFull)
        {
            // Ended parents can fill the queue before their turn comes: the parent comes back by a timer.
            WaitForTime(slot, _options.RetryIntervalNs);
            return;
        }

        SetWaiting(slot, Waiting.Turn);
        _pending.Enqueue(State.Parents.IdOf(slot));
    }

    private void Unwait(int slot)
    {
        _armed.Disarm(slot);
        SetWaiting(slot, Waiting.No);
    }

    private void SetWaiting(int slot, Waiting next)
    {
        ref Waiting waiting = ref _waiting[slot];
        if (waiting == Waiting.Time || next == Waiting.Time)
        {
            _timedCounts[State.Parents[slot].Order.InstrumentId.Value] += (next == Waiting.Time ? 1 : 0) - (waiting == Waiting.Time ? 1 : 0);
        }

        waiting = next;
    }

    // What stood in the way may be gone: nobody sits out a time that was only a guess.
    private void WakeTimed(InstrumentId instrumentId)
    {
        for (int slot = 0; slot < State.Parents.SlotBound && _timedCounts[instrumentId.Value] > 0; slot++)
        {
            if (_waiting[slot] == Waiting.Time && State.Parents[slot].Order.InstrumentId == instrumentId)
            {
                Enqueue(slot);
            }
        }
    }

    private void WakeAllTimed()
    {
        foreach (Instrument instrument in Universe.Instruments)
        {
            if (_timedCounts[instrument.Id.Value] > 0)
            {
                WakeTimed(instrument.Id);
            }
        }
    }

    // Nothing could be sent now. An order that must not wait ends; one whose limit the market has not reached is armed; the others come back by a timer.
    private void Wait(int slot)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        if (State.IsSessionEnded || parent.Order.TimeInForce == TimeInForce.ImmediateOrCancel || parent.DecisionCount >= _options.DecisionCountMax)
        {
            Stop(slot);
        }
        else if (!TryArm(slot))
        {
            WaitForTime(slot, RetryDelayNs(parent.FruitlessCount + _idleCounts[slot]));
        }
    }

    // Only a price that the displayed market has not reached can be waited for: where it has, something else stands in the way.
    private bool TryArm(int slot)
    {
        ref readonly ParentOrder order = ref State.Parents[slot].Order;
        RouteActions actions = RowSet.ActionsOf(order);
        if ((actions & RouteActions.Post) != 0 || !TryArm(slot, order, (actions & RouteActions.Midpoint) != 0))
        {
            return false;
        }

        SetWaiting(slot, Waiting.Price);
        return true;
    }

    private bool TryArm(int slot, in ParentOrder order, bool byMidpoint)
    {
        bool hasPrice = order.Type != OrderType.Market && order.Type != OrderType.PrimaryPeg && order.LimitPrice.Nanos != 0;
        if (!hasPrice || (_market.TryGetNbbo(order.InstrumentId, out Nbbo nbbo) && IsReached(order, nbbo, byMidpoint)))
        {
            return false;
        }

        _armed.Arm(slot, order.InstrumentId, order.Side, order.LimitPrice, byMidpoint);
        return true;
    }

    private static bool IsReached(in ParentOrder order, in Nbbo nbbo, bool byMidpoint)
    {
        long twice = byMidpoint ? nbbo.Bid.Nanos + nbbo.Ask.Nanos : 2 * nbbo.FarTouch(order.Side).Nanos;
        return order.Side == Side.Buy ? twice <= 2 * order.LimitPrice.Nanos : twice >= 2 * order.LimitPrice.Nanos;
    }

    private void WaitForTime(int slot, long delayNs)
    {
        if (_waiting[slot] == Waiting.Time)
        {
            return;
        }

        Unwait(slot);
        if (AddTimer(NowNs + delayNs, EngineTimerKind.ParentRetry, State.Parents.IdOf(slot)))
        {
            _retryNs[slot] = NowNs + delayNs;
            SetWaiting(slot, Waiting.Time);
            ArmBeside(slot);
        }
        else
        {
            // Without a timer nothing would ever wake it.
            Stop(slot);
        }
    }

    // An order that waits for a time does not miss the tick at which it could take.
    private void ArmBeside(int slot)
    {
        ref readonly ParentOrder order = ref State.Parents[slot].Order;
        if ((RowSet.ActionsOf(order) & RouteActions.Take) != 0)
        {
            _ = TryArm(slot, order, byMidpoint: false);
        }
    }

    private long RetryDelayNs(int fruitlessCount)
    {
        int doublings = Math.Clamp(fruitlessCount - _options.FruitlessCountMax, 0, 20);
        return Math.Min(_options.RetryIntervalMaxNs, _options.RetryIntervalNs << doublings);
    }

    // What a parent does next, after something of it ended.
    private void GoOn(int slot)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        if (parent.State == ParentOrderState.PendingCancel || State.IsSessionEnded || IsExpired(slot)
            || parent.DecisionCount >= _options.DecisionCountMax)
        {
            Stop(slot);
        }
        else if (parent.FruitlessCount >= _options.FruitlessCountMax && parent.Order.TimeInForce != TimeInForce.ImmediateOrCancel)
        {
            WaitForTime(slot, RetryDelayNs(parent.FruitlessCount));
        }
        else if (parent.FruitlessCount >= _options.FruitlessCountMax)
        {
            Stop(slot);
        }
        else
        {
            Enqueue(slot);
        }
    }
}
