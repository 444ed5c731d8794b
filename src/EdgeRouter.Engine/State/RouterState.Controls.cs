using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.State;

/// <content>Records of the control plane.</content>
public sealed partial class RouterState
{
    /// <summary>A control input came. One that names nothing we have, or is of a kind that this version does not know, changes nothing.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Whether it was taken.</returns>
    public bool Control(in ControlInput input)
    {
        Links.Note(input.VenueId, input.LinkSequence);
        bool isOurs = ControlHere(input);
        RiskControlResult result = Risk.OnControl(input);
        if (result == RiskControlResult.Refused || (result == RiskControlResult.NotRisk && !isOurs))
        {
            return false;
        }

        Health.OnControl(input);
        if (result == RiskControlResult.CancelOpen)
        {
            CancelKilled();
        }

        return true;
    }

    // What the risk gate has no part in.
    private bool ControlHere(in ControlInput input)
    {
        switch (input.Kind)
        {
            case ControlKind.EndOfSession:
                IsSessionEnded = true;
                return true;
            case ControlKind.StorageLost:
            case ControlKind.StorageRestored:
                IsStorageLost = input.Kind == ControlKind.StorageLost;
                return true;
            case ControlKind.SelfHelpDeclare:
            case ControlKind.SelfHelpRevoke:
                return TrySetSelfHelp(input);
            case ControlKind.LinkJoined:
                return Links.TryJoin(input);
            default:
                return false;
        }
    }

    private bool TrySetSelfHelp(in ControlInput input)
    {
        if (input.VenueId.Value >= _universe.Venues.Length)
        {
            return false;
        }

        ulong venue = 1UL << input.VenueId.Value;
        SelfHelpVenues = input.Kind == ControlKind.SelfHelpDeclare ? SelfHelpVenues | venue : SelfHelpVenues & ~venue;
        return true;
    }

    private void CancelKilled()
    {
        for (int i = 0; i < Parents.SlotBound; i++)
        {
            if (Parents.IsUsed(i) && !Parents[i].IsTerminal && Risk.IsKilled(Parents[i].Order))
            {
                ParentOrderMachine.TryApply(ref Parents[i], ParentEvent.RequestCancel);
            }
        }
    }
}
