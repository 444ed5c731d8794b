using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.State;

/// <content>Records of the control plane.</content>
public sealed partial class RouterState
{
    /// <summary>Whether a control input means something to this shard: what it names exists, and its kind is known.</summary>
    /// <param name="input">The input.</param>
    /// <param name="universe">Instruments and venues.</param>
    public static bool IsSensible(in ControlInput input, Universe universe) => input.Kind switch
    {
        ControlKind.VenueDisable or ControlKind.VenueEnable or ControlKind.SelfHelpDeclare or ControlKind.SelfHelpRevoke
            or ControlKind.VenueKillOn or ControlKind.VenueKillOff or ControlKind.LinkDown or ControlKind.LinkUp
            => input.VenueId.Value < universe.Venues.Length,
        ControlKind.InstrumentKillOn or ControlKind.InstrumentKillOff or ControlKind.ShortRestrictionOn or ControlKind.ShortRestrictionOff
            or ControlKind.PositionSet
            => (uint)input.InstrumentId.Value < (uint)universe.Instruments.Length,
        ControlKind.LimitBandSet
            => (uint)input.InstrumentId.Value < (uint)universe.Instruments.Length && input.Value >= 0 && input.Value2 >= input.Value,
        ControlKind.CreditSet => input.ClientId >= 0 && input.Value >= 0,
        ControlKind.ClientKillOn or ControlKind.ClientKillOff => input.ClientId >= 0,
        _ => input.Kind <= ControlKind.PositionSet,
    };

    /// <summary>A control input was taken.</summary>
    /// <param name="input">A sensible input.</param>
    public void Control(in ControlInput input)
    {
        ulong venue = 1UL << (input.VenueId.Value & 63);
        switch (input.Kind)
        {
            case ControlKind.EndOfSession:
                IsSessionEnded = true;
                break;
            case ControlKind.StorageLost:
                IsStorageLost = true;
                break;
            case ControlKind.StorageRestored:
                IsStorageLost = false;
                break;
            case ControlKind.SelfHelpDeclare:
                SelfHelpVenues |= venue;
                break;
            case ControlKind.SelfHelpRevoke:
                SelfHelpVenues &= ~venue;
                break;
            case ControlKind.VenueEnable:
                Health.Enable(input.VenueId);
                break;
            default:
                break;
        }

        Risk.OnControl(input);
        if (input.Kind is ControlKind.KillSwitchOn or ControlKind.ClientKillOn or ControlKind.InstrumentKillOn)
        {
            CancelKilled();
        }
    }

    private void CancelKilled()
    {
        for (int i = 0; i < Parents.Capacity; i++)
        {
            if (Parents.IsUsed(i) && !Parents[i].IsTerminal && Risk.IsKilled(Parents[i].Order))
            {
                ParentOrderMachine.TryApply(ref Parents[i], ParentEvent.RequestCancel);
            }
        }
    }
}
