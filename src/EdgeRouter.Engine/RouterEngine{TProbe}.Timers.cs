using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    private void FireTimers()
    {
        _output.OnTimer(NowNs);
        while (_timers.TryTake(NowNs, out EngineTimer timer))
        {
            switch (timer.Kind)
            {
                case EngineTimerKind.ChildTimeout:
                    TimeOutChild(timer.OrderId);
                    break;
                case EngineTimerKind.MarkOut:
                    Mark(timer.Slot);
                    break;
                case EngineTimerKind.ParentRetry:
                    Retry(timer.OrderId);
                    break;
                default:
                    Expire(timer.OrderId);
                    break;
            }
        }
    }

    private void TimeOutChild(long childId)
    {
        if (!_children.TryFind(childId, out int slot) || _children[slot].IsTerminal)
        {
            return;
        }

        ref ChildOrderRecord child = ref _children[slot];
        if (child.State != ChildOrderState.PendingCancel)
        {
            CancelChild(ref child);
        }
        else if (NowNs - child.CancelTimeNs >= _options.AnswerTimeoutNs)
        {
            ChildOrderMachine.LoseLink(ref child);
            Alert(AlertKind.ChildInDoubt, child.Order.VenueId, child.Order.InstrumentId, child.Order.ParentId, RejectReason.None, child.ReservedQuantity);
        }
    }

    private void Retry(long parentId)
    {
        if (_parents.TryFind(parentId, out int slot))
        {
            _isWaiting[slot] = false;
            Enqueue(slot);
        }
    }

    private void Expire(long parentId)
    {
        if (_parents.TryFind(parentId, out int slot) && !_parents[slot].IsTerminal)
        {
            Stop(slot, ParentEvent.Expire);
        }
    }

    private void ScheduleMarkOut(in ChildOrder child, in ExecutionReport report, long filledQuantity)
    {
        if (!_freeMarks.TryDequeue(out long index))
        {
            Alert(AlertKind.CapacityExceeded, child.VenueId, child.InstrumentId, child.ParentId, RejectReason.CapacityExceeded, child.Id.Value);
            return;
        }

        _marks[index] = new MarkOut
        {
            ChildId = child.Id,
            ParentId = child.ParentId,
            VenueId = child.VenueId,
            InstrumentId = child.InstrumentId,
            Side = child.Side,
            HorizonNs = _options.MarkOutHorizonNs,
            FillPrice = report.LastPrice,
            FillQuantity = filledQuantity,
        };
        if (!AddTimer(NowNs + _options.MarkOutHorizonNs, EngineTimerKind.MarkOut, child.Id.Value, (int)index))
        {
            _freeMarks.Enqueue(index);
        }
    }

    private void Mark(int index)
    {
        MarkOut mark = _marks[index] with { TimeNs = NowNs };
        _freeMarks.Enqueue(index);
        if (TryGetTouch(mark.InstrumentId, out Price bid, out Price ask))
        {
            mark = mark with { Midpoint = new Price((bid.Nanos + ask.Nanos) / 2) };
            _venues.OnMarkOut(mark);
        }

        _output.OnMarkOut(mark);
    }

    private bool AddTimer(long timeNs, EngineTimerKind kind, long orderId, int slot = 0)
    {
        bool isAdded = _timers.TryAdd(timeNs, kind, orderId, slot);
        if (!isAdded)
        {
            Alert(AlertKind.CapacityExceeded, default, default, default, RejectReason.CapacityExceeded, orderId);
        }

        return isAdded;
    }
}
