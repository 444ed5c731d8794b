using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.State;

/// <content>Records of changed parents.</content>
public sealed partial class RouterState
{
    /// <summary>The sender asked to change a parent.</summary>
    /// <param name="replace">The whole new values.</param>
    /// <returns>Whether that was possible.</returns>
    public bool RequestReplace(in ParentReplace replace) =>
        Parents.TryFind(replace.ParentId.Value, out int slot) && ParentOrderMachine.TryRequestReplace(ref Parents[slot], replace);

    /// <summary>A parent was changed.</summary>
    /// <param name="outcome">What became of it.</param>
    public void Replaced(in ParentReplaceOutcome outcome)
    {
        if (Parents.TryFind(outcome.ParentId.Value, out int slot))
        {
            ParentOrderMachine.CompleteReplace(ref Parents[slot], outcome);
        }
    }
}
