using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>Going on after a recovery.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>Goes on with a recovered state: works out timers and queues again, does what the last input would still have done, and asks the venue of every
    /// child that was open, because the answer may have been lost with the process. Until a venue has spoken, the child's quantity and risk stay reserved.</summary>
    /// <param name="recovered">From <see cref="RouterRecovery"/>.</param>
    /// <param name="nowNs">Engine time.</param>
    /// <param name="begin">Writes the record that says so; called before anything else is written.</param>
    public void Resume(in RecoveryResult recovered, long nowNs, Action begin)
    {
        State.NowNs = Math.Max(State.NowNs, nowNs);
        _inputCount = recovered.InputCount;
        State.BeginSession();
        _nextScheduleNs = State.Schedule.NextChangeNs(NowNs);
        _output.BeginInput(_inputCount, NowNs);
        begin();
        DoubtOpenChildren();
        for (int i = 0; i < State.Parents.SlotBound; i++)
        {
            if (State.Parents.IsUsed(i))
            {
                ResumeParent(i);
            }
        }

        CancelKilledChildren();
        FollowSchedule();
        _output.Release();
    }

    private void DoubtOpenChildren()
    {
        for (int i = 0; i < State.Children.SlotBound; i++)
        {
            if (State.Children.IsUsed(i) && !State.Children[i].IsTerminal)
            {
                Doubt(i);
            }
        }
    }

    private void ResumeParent(int slot)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        if (parent.IsTerminal)
        {
            ResumeEnded(slot);
            return;
        }

        Begin(slot);
        if (parent.State == ParentOrderState.PendingCancel || State.IsSessionEnded || IsExpired(slot))
        {
            Stop(slot);
        }
        else if (parent.HasPendingReplace)
        {
            CallBackForReplace(slot);
            TryCompleteReplace(slot);
        }
    }

    // It ended with the last records that were written: whoever was not told is told now.
    private void ResumeEnded(int slot)
    {
        if (!State.Parents[slot].IsAnnounced)
        {
            Announce(slot);
        }

        RefuseWaitingReplace(slot);
        CancelChildren(slot);
    }

    // The journal can be written again: parents that lost their turn meanwhile get it back.
    private void ResumeWaiting()
    {
        for (int i = 0; i < State.Parents.SlotBound; i++)
        {
            if (State.Parents.IsUsed(i) && !State.Parents[i].IsTerminal && _waiting[i] == Waiting.No && IsIdle(State.Parents[i]))
            {
                GoOn(i);
            }
        }
    }
}
