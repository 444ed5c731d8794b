using EdgeRouter.Core.Domain;

namespace EdgeRouter.Lab.Faults;

/// <summary>What reference data say of one instrument from an instant on.</summary>
/// <param name="FromNs">Since when, ns.</param>
/// <param name="TickNanos">Price step.</param>
/// <param name="LowNanos">Lower edge of the band, with <paramref name="HighNanos"/>.</param>
/// <param name="HighNanos">Upper edge; 0 = no band.</param>
/// <param name="Restrictions">What is forbidden.</param>
internal readonly record struct ReferenceTerms(long FromNs, long TickNanos, long LowNanos, long HighNanos, InstrumentRestrictions Restrictions)
{
    /// <summary>Before any reference data.</summary>
    public static ReferenceTerms None { get; } = new(0, FaultWorld.Tick, 0, 0, InstrumentRestrictions.None);
}
