using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.State;

/// <content>Records of changed parents.</content>
public sealed partial class RouterState
{
    /// <summary>The sender asked to change a parent.</summary>
    /// <param name="replace">The whole new values.</param>
    /// <param name="superseded">The answer to an older change that this one takes the place of; its parent id is 0 where there is none.</param>
    /// <returns>None when it was taken; otherwise why not.</returns>
    public RejectReason RequestReplace(in ParentReplace replace, out ParentReplaceOutcome superseded)
    {
        superseded = default;
        if (!Parents.TryFind(replace.ParentId.Value, out int slot))
        {
            return RejectReason.UnknownOrder;
        }

        ref ParentOrderRecord parent = ref Parents[slot];
        return ParentOrderMachine.RequestReplace(ref parent, replace, _universe[parent.Order.InstrumentId], out superseded);
    }

    /// <summary>A change was made, or came to nothing because its order ended or is being cancelled.</summary>
    /// <param name="outcome">What became of it.</param>
    public void Replaced(in ParentReplaceOutcome outcome)
    {
        if (!Parents.TryFind(outcome.ParentId.Value, out int slot) || Parents[slot].PendingReplace.ReplaceId != outcome.ReplaceId)
        {
            return;
        }

        if (outcome.RejectReason == RejectReason.None)
        {
            TryCompleteReplace(slot, outcome.TimeNs, out _);
        }
        else
        {
            TryRefuseReplace(slot, outcome.TimeNs, out _);
        }
    }

    /// <summary>Makes the change that waits, if nothing in flight stands against it.</summary>
    internal bool TryCompleteReplace(int slot, long timeNs, out ParentReplaceOutcome outcome)
    {
        bool isMade = ParentOrderMachine.TryCompleteReplace(ref Parents[slot], Children, timeNs, out outcome);
        if (isMade)
        {
            // What failed under the old terms says nothing of the new ones.
            Parents[slot].FruitlessCount = 0;
        }

        return isMade;
    }

    /// <summary>Refuses the change that waits, of an order that ended or is being cancelled.</summary>
    internal bool TryRefuseReplace(int slot, long timeNs, out ParentReplaceOutcome outcome) =>
        ParentOrderMachine.TryRefuseReplace(ref Parents[slot], timeNs, out outcome);
}
