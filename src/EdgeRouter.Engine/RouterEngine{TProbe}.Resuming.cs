using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>Going on after a recovery.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>Goes on with a recovered state: works out timers and queues again, and asks the venue of every child that was open, because the answer may have
    /// been lost with the process. Until a venue has spoken, the child's quantity and risk stay reserved.</summary>
    /// <param name="recovered">From <see cref="RouterRecovery"/>.</param>
    /// <param name="nowNs">Engine time.</param>
    /// <param name="begin">Writes the record that says so; called before anything else is written.</param>
    public void Resume(in RecoveryResult recovered, long nowNs, Action begin)
    {
        State.NowNs = Math.Max(State.NowNs, nowNs);
        _inputCount = recovered.InputCount;
        _ = State.AdvanceReference();
        _nextScheduleNs = State.Schedule.NextChangeNs(NowNs);
        begin();
        _output.BeginInput(_inputCount, NowNs);
        for (int i = 0; i < State.Children.SlotBound; i++)
        {
            if (State.Children.IsUsed(i) && !State.Children[i].IsTerminal)
            {
                Doubt(i);
            }
        }

        for (int i = 0; i < State.Parents.SlotBound; i++)
        {
            if (State.Parents.IsUsed(i))
            {
                ResumeParent(i);
            }
        }

        _output.Release();
    }

    private void ResumeParent(int slot)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        if (parent.IsTerminal && !parent.IsAnnounced)
        {
            // It ended with the last record that was written, and nobody was told.
            Announce(slot);
        }
        else if (!parent.IsTerminal)
        {
            Begin(slot);
            bool mustStop = parent.State == Core.Orders.ParentOrderState.PendingCancel || State.IsSessionEnded || IsExpired(slot);
            if (mustStop)
            {
                Stop(slot);
            }
            else if (parent.State == Core.Orders.ParentOrderState.PendingReplace)
            {
                TryCompleteReplace(slot);
            }
        }
    }
}
