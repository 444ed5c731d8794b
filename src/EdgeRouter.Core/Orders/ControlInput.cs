using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>A control input of the engine, journaled like any other.</summary>
public readonly record struct ControlInput
{
    /// <summary>What to do.</summary>
    public ControlKind Kind { get; init; }

    /// <summary>Which venue, where the kind names one.</summary>
    public VenueId VenueId { get; init; }

    /// <summary>Which instrument, where the kind names one.</summary>
    public InstrumentId InstrumentId { get; init; }

    /// <summary>Engine time.</summary>
    public long TimeNs { get; init; }
}
