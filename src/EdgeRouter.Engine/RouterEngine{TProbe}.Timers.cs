using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>Time passes.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    // A venue that does not answer a question is asked again, at this multiple of the time that it has for an answer.
    private const int StatusRetryFactor = 10;

    private void FireTimers()
    {
        _output.OnTimer(NowNs);
        AdvanceReference();
        if (_nextScheduleNs <= NowNs)
        {
            FollowSchedule();
        }

        while (State.Marks.NextTimeNs <= NowNs)
        {
            Mark();
        }

        while (_timers.TryTake(NowNs, out EngineTimer timer))
        {
            switch (timer.Kind)
            {
                case EngineTimerKind.ChildTimeout:
                    TimeOutChild(timer.OrderId);
                    break;
                case EngineTimerKind.ParentRetry:
                    Retry(timer.OrderId);
                    break;
                case EngineTimerKind.PegCheck:
                    RepegParent(timer.OrderId);
                    break;
                default:
                    Expire(timer.OrderId);
                    break;
            }
        }
    }

    private void TimeOutChild(long childId)
    {
        if (!State.Children.TryFind(childId, out int slot) || State.Children[slot].IsTerminal)
        {
            return;
        }

        ref ChildOrderRecord child = ref State.Children[slot];
        if (child.State == ChildOrderState.InDoubt || (child.State == ChildOrderState.PendingCancel && NowNs - child.CancelTimeNs >= _options.AnswerTimeoutNs))
        {
            Doubt(slot);
        }
        else if (child.State != ChildOrderState.PendingCancel)
        {
            CancelChild(slot);
        }
    }

    private void Retry(long parentId)
    {
        if (State.Parents.TryFind(parentId, out int slot) && _waiting[slot] == Waiting.Time && _retryNs[slot] <= NowNs)
        {
            Enqueue(slot);
        }
    }

    private void Expire(long parentId)
    {
        if (State.Parents.TryFind(parentId, out int slot) && !State.Parents[slot].IsTerminal && IsExpired(slot))
        {
            Stop(slot);
        }
    }

    private void Mark()
    {
        MarkOut mark = State.Marks.First with { TimeNs = NowNs };
        if (TryGetTouch(mark.InstrumentId, out Price bid, out Price ask))
        {
            mark = mark with { Midpoint = new Price((bid.Nanos + ask.Nanos) / 2) };
        }

        _output.OnMarkOut(mark);
        State.Mark(mark);
    }

    private bool AddTimer(long timeNs, EngineTimerKind kind, long orderId)
    {
        bool isAdded = _timers.TryAdd(timeNs, kind, orderId);
        if (!isAdded)
        {
            AlertCapacity(orderId);
        }

        return isAdded;
    }
}
