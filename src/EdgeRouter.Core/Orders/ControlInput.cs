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

    /// <summary>Which client, where the kind names one.</summary>
    public int ClientId { get; init; }

    /// <summary>A number that belongs to the kind: credit in units of currency, a price in nanos.</summary>
    public long Value { get; init; }

    /// <summary>A second number that belongs to the kind.</summary>
    public long Value2 { get; init; }

    /// <summary>The number that the input had on the link that brought it, by <see cref="Links.LinkNumber"/>; 0 = no link did. Stands in its record's envelope.</summary>
    public uint LinkSequence { get; init; }
}
