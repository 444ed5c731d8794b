using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Faults;

/// <summary>The operator: control inputs, most of which are taken back after a while.</summary>
internal sealed class ControlFlow(ulong seed, Happenings happenings, FaultMarket market, Action<ControlInput> give)
{
    private DeterministicRandom _random = new(seed, 3);

    public void Next()
    {
        ControlInput input = new()
        {
            VenueId = new VenueId((byte)_random.NextInt32(FaultWorld.VenueCount)),
            InstrumentId = new InstrumentId(_random.NextInt32(FaultWorld.InstrumentCount)),
            ClientId = _random.NextInt32(FaultWorld.ClientCount),
        };
        switch (_random.NextInt32(12))
        {
            case 0:
                Pair(input, ControlKind.KillSwitchOn, ControlKind.KillSwitchOff);
                break;
            case 1:
                Pair(input, ControlKind.VenueKillOn, ControlKind.VenueKillOff);
                break;
            case 2:
                Pair(input, ControlKind.InstrumentKillOn, ControlKind.InstrumentKillOff);
                break;
            case 3:
                Pair(input, ControlKind.ClientKillOn, ControlKind.ClientKillOff);
                break;
            case 4:
                Pair(input, ControlKind.VenueDisable, ControlKind.VenueEnable);
                break;
            case 5:
                give(input with { Kind = ControlKind.VenueEnable });
                break;
            case 6:
                Pair(input, ControlKind.SelfHelpDeclare, ControlKind.SelfHelpRevoke);
                break;
            case 7:
                give(input with { Kind = ControlKind.CreditSet, ClientId = _random.NextInt32(2), Value = 20_000 * (1 + _random.NextInt32(100)) });
                break;
            case 8:
                Band(input);
                break;
            case 9:
                Pair(input, ControlKind.ShortRestrictionOn, ControlKind.ShortRestrictionOff);
                break;
            case 10:
                give(input with { Kind = (ControlKind)77 });
                break;
            default:
                LoseLink(input);
                break;
        }
    }

    /// <summary>The link to a venue breaks; the router hears of it a little later, and that it stands again only after it does.</summary>
    private void LoseLink(ControlInput input)
    {
        int venue = input.VenueId.Value;
        if (!market.TryDisconnect(venue))
        {
            return;
        }

        happenings.After(_random.NextInt32(2_000_000), () => give(input with { Kind = ControlKind.LinkDown }));
        happenings.After((10 + _random.NextInt32(300)) * TimeUnits.Millisecond, () =>
        {
            market.Connect(venue);
            give(input with { Kind = ControlKind.LinkUp });
        });
    }

    private void Band(in ControlInput input)
    {
        long fair = market.FairTicks(0) * FaultWorld.Tick;
        long width = (2 + _random.NextInt32(20)) * FaultWorld.Tick;
        ControlInput band = input with { Kind = ControlKind.LimitBandSet, InstrumentId = default, Value = fair - width, Value2 = fair + width };
        give(band);
        happenings.After(Later(), () => give(band with { Value = 0, Value2 = 0 }));
    }

    private void Pair(ControlInput input, ControlKind on, ControlKind off)
    {
        give(input with { Kind = on });
        happenings.After(Later(), () => give(input with { Kind = off }));
    }

    private long Later() => (5 + _random.NextInt32(200)) * TimeUnits.Millisecond;
}
