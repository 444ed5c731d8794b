using EdgeRouter.Core.Domain;

namespace EdgeRouter.Routing.Risk;

/// <content>What reference data forbid holds beside the limits and the control inputs; it is read where it stands, so a switch is in force at once.</content>
public sealed partial class RiskGate
{
    private bool IsRestricted(InstrumentId id, in InstrumentRisk instrument) => instrument.IsRestricted || Forbids(id, InstrumentRestrictions.Untradable);

    private bool IsHardToBorrow(InstrumentId id, in InstrumentRisk instrument) => instrument.IsHardToBorrow || Forbids(id, InstrumentRestrictions.HardToBorrow);

    private bool IsShortRestricted(InstrumentId id, in InstrumentRisk instrument) =>
        instrument.IsShortRestricted || Forbids(id, InstrumentRestrictions.ShortSaleRestricted);

    // A band that came as a control input counts before the one of the reference data.
    private (long LowNanos, long HighNanos) BandOf(InstrumentId id, in InstrumentRisk instrument)
    {
        Instrument reference = _universe[id];
        return instrument.BandHighNanos > 0 ? (instrument.BandLowNanos, instrument.BandHighNanos) : (reference.LimitLowNanos, reference.LimitHighNanos);
    }

    private bool Forbids(InstrumentId id, InstrumentRestrictions what) => (_universe[id].Restrictions & what) != 0;
}
