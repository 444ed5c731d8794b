using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Faults;

/// <summary>What the control inputs given so far forbid, by the harness's own account.</summary>
internal readonly record struct ControlView
{
    public const long NoCredit = long.MaxValue;

    public bool IsKilled { get; init; }

    public bool IsSessionEnded { get; init; }

    public ulong KilledVenues { get; init; }

    public ulong KilledInstruments { get; init; }

    public ulong KilledClients { get; init; }

    public ulong DisabledVenues { get; init; }

    public ulong LostVenues { get; init; }

    public ulong SelfHelpVenues { get; init; }

    /// <summary>Instruments whose short sales may not take the bid.</summary>
    public ulong RestrictedInstruments { get; init; }

    /// <summary>Whether the risk limits are those of a strict world.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Width of the risk limits in force.</summary>
    public int LimitsWidth { get; init; }

    /// <summary>Credit of the shard, units of currency.</summary>
    public long ShardCredit { get; init; }

    /// <summary>Credit of client 1, units of currency.</summary>
    public long ClientCredit { get; init; }

    /// <summary>Price band of instrument 0, nanos; 0 = none.</summary>
    public long BandLowNanos { get; init; }

    public long BandHighNanos { get; init; }

    public static ControlView Start { get; } = new() { LimitsWidth = 2, ShardCredit = NoCredit, ClientCredit = NoCredit };

    /// <summary>What is forbidden for certain while only one of two views can be in force.</summary>
    public static ControlView Either(in ControlView a, in ControlView b)
    {
        bool sameBand = a.BandLowNanos == b.BandLowNanos && a.BandHighNanos == b.BandHighNanos;
        return new ControlView
        {
            IsKilled = a.IsKilled && b.IsKilled,
            IsSessionEnded = a.IsSessionEnded && b.IsSessionEnded,
            KilledVenues = a.KilledVenues & b.KilledVenues,
            KilledInstruments = a.KilledInstruments & b.KilledInstruments,
            KilledClients = a.KilledClients & b.KilledClients,
            DisabledVenues = a.DisabledVenues & b.DisabledVenues,
            LostVenues = a.LostVenues & b.LostVenues,
            SelfHelpVenues = a.SelfHelpVenues | b.SelfHelpVenues,
            RestrictedInstruments = a.RestrictedInstruments & b.RestrictedInstruments,
            IsStrict = a.IsStrict,
            LimitsWidth = Math.Max(a.LimitsWidth, b.LimitsWidth),
            ShardCredit = Math.Max(a.ShardCredit, b.ShardCredit),
            ClientCredit = Math.Max(a.ClientCredit, b.ClientCredit),
            BandLowNanos = sameBand ? a.BandLowNanos : 0,
            BandHighNanos = sameBand ? a.BandHighNanos : 0,
        };
    }

    public ControlView With(in ControlInput input)
    {
        ulong venue = 1UL << input.VenueId.Value;
        ulong instrument = 1UL << input.InstrumentId.Value;
        ulong client = 1UL << input.ClientId;
        return input.Kind switch
        {
            ControlKind.KillSwitchOn or ControlKind.KillSwitchOff => this with { IsKilled = input.Kind == ControlKind.KillSwitchOn },
            ControlKind.VenueKillOn => this with { KilledVenues = KilledVenues | venue },
            ControlKind.VenueKillOff => this with { KilledVenues = KilledVenues & ~venue },
            ControlKind.InstrumentKillOn => this with { KilledInstruments = KilledInstruments | instrument },
            ControlKind.InstrumentKillOff => this with { KilledInstruments = KilledInstruments & ~instrument },
            ControlKind.ClientKillOn => this with { KilledClients = KilledClients | client },
            ControlKind.ClientKillOff => this with { KilledClients = KilledClients & ~client },
            ControlKind.VenueDisable => this with { DisabledVenues = DisabledVenues | venue },
            ControlKind.VenueEnable => this with { DisabledVenues = DisabledVenues & ~venue },
            ControlKind.LinkDown => this with { LostVenues = LostVenues | venue },
            ControlKind.LinkUp => this with { LostVenues = LostVenues & ~venue },
            ControlKind.SelfHelpDeclare => this with { SelfHelpVenues = SelfHelpVenues | venue },
            ControlKind.SelfHelpRevoke => this with { SelfHelpVenues = SelfHelpVenues & ~venue },
            ControlKind.ShortRestrictionOn => this with { RestrictedInstruments = RestrictedInstruments | instrument },
            ControlKind.ShortRestrictionOff => this with { RestrictedInstruments = RestrictedInstruments & ~instrument },
            ControlKind.EndOfSession => this with { IsSessionEnded = true },
            ControlKind.CreditSet => input.ClientId == 0 ? this with { ShardCredit = input.Value } : this with { ClientCredit = input.Value },
            ControlKind.LimitBandSet => this with { BandLowNanos = input.Value, BandHighNanos = input.Value2 },
            _ => this,
        };
    }

    /// <summary>Whether an order may not leave.</summary>
    public bool Forbids(in ChildOrder order) => IsKilled || IsSessionEnded
        || (((KilledVenues | DisabledVenues | LostVenues) >> order.VenueId.Value) & 1) != 0
        || ((KilledInstruments >> order.InstrumentId.Value) & 1) != 0
        || ((KilledClients >> order.ClientId) & 1) != 0;
}
