using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.State;

/// <content>Records of parent orders.</content>
public sealed partial class RouterState
{
    /// <summary>Whether a parent can be taken.</summary>
    internal bool HasRoomForParent(int openCountMax) =>
        OpenParentCount < openCountMax && (Parents.Count < Parents.Capacity || EndedParents.Count > 0);

    /// <summary>A parent was accepted.</summary>
    /// <param name="order">The order, arrival quote filled in.</param>
    /// <returns>Its slot; −1 when the id is in use or there is no room: the record does not belong to this state.</returns>
    public int Accept(in ParentOrder order)
    {
        MakeRoom(EndedParents, Parents);
        if (Parents.TryAdd(order.Id.Value, out int slot) != RejectReason.None)
        {
            return -1;
        }

        Parents[slot] = new ParentOrderRecord(order);
        ParentOrderMachine.TryApply(ref Parents[slot], ParentEvent.Accept);
        OpenParentCount++;
        return slot;
    }

    /// <summary>The sender asked to cancel a parent.</summary>
    /// <param name="id">Which.</param>
    /// <returns>Whether that was possible.</returns>
    public bool RequestCancel(ParentOrderId id) =>
        Parents.TryFind(id.Value, out int slot) && ParentOrderMachine.TryApply(ref Parents[slot], ParentEvent.RequestCancel);

    /// <summary>A decision was begun: scores or a child of it are on record. Its number is used from now on.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="decisionIndex">Which; one that was begun before changes nothing.</param>
    public void BeginDecision(ParentOrderId id, int decisionIndex)
    {
        if (Parents.TryFind(id.Value, out int slot))
        {
            BeginDecision(ref Parents[slot], decisionIndex);
        }
    }

    /// <summary>A decision was taken.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="decisionIndex">Which.</param>
    /// <param name="isExplored">Whether chance chose its first step.</param>
    public void Decide(ParentOrderId id, int decisionIndex, bool isExplored)
    {
        if (Parents.TryFind(id.Value, out int slot))
        {
            ref ParentOrderRecord parent = ref Parents[slot];
            parent.DecisionCount = Math.Max(parent.DecisionCount, decisionIndex + 1);
            parent.FruitlessCount++;
            parent.HasExplored |= isExplored;
            parent.IsDecisionOpen = false;
        }
    }

    /// <summary>A process began, or began again. A decision whose record was lost with the last one counts as taken, and as explored where chance may have
    /// chosen: a budget is rather overcounted. Reference data that became effective meanwhile are in force.</summary>
    public void BeginSession()
    {
        _ = AdvanceReference();
        for (int i = 0; i < Parents.SlotBound; i++)
        {
            if (Parents.IsUsed(i) && Parents[i].IsDecisionOpen)
            {
                ref ParentOrderRecord parent = ref Parents[i];
                Decide(parent.Order.Id, parent.DecisionCount - 1, Policies.MayExplore(parent.Order));
            }
        }
    }

    /// <summary>A parent's end was announced.</summary>
    /// <param name="outcome">How it ended.</param>
    public void Finish(in ParentOutcome outcome)
    {
        if (!Parents.TryFind(outcome.ParentId.Value, out int slot) || Parents[slot].IsAnnounced)
        {
            return;
        }

        ref ParentOrderRecord parent = ref Parents[slot];
        if (!parent.IsTerminal && !ParentOrderMachine.TryApply(ref parent, EventOf(outcome.State)))
        {
            return;
        }

        parent.IsAnnounced = true;
        OpenParentCount--;
        EndedParents.Enqueue(outcome.ParentId.Value);
        Policies.OnParentEnded(outcome, parent.HasExplored);
    }

    private static void BeginDecision(ref ParentOrderRecord parent, int decisionIndex)
    {
        if (decisionIndex >= parent.DecisionCount)
        {
            parent.DecisionCount = decisionIndex + 1;
            parent.IsDecisionOpen = true;
        }
    }

    private static ParentEvent EventOf(ParentOrderState end) => end switch
    {
        ParentOrderState.Cancelled => ParentEvent.CompleteCancel,
        ParentOrderState.Expired => ParentEvent.Expire,
        _ => ParentEvent.Exhaust,
    };
}
