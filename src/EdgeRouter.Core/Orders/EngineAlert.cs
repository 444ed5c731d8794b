using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>Something that a person should know.</summary>
public readonly record struct EngineAlert
{
    /// <summary>What about.</summary>
    public AlertKind Kind { get; init; }

    /// <summary>Which venue, where there is one.</summary>
    public VenueId VenueId { get; init; }

    /// <summary>Which instrument, where there is one.</summary>
    public InstrumentId InstrumentId { get; init; }

    /// <summary>Which parent, where there is one.</summary>
    public ParentOrderId ParentId { get; init; }

    /// <summary>Why, for refusals.</summary>
    public RejectReason RejectReason { get; init; }

    /// <summary>A count or quantity that belongs to the kind.</summary>
    public long Value { get; init; }

    /// <summary>Engine time.</summary>
    public long TimeNs { get; init; }

    /// <summary>Which client, where there is one.</summary>
    public int ClientId { get; init; }

    /// <summary>The limit that <see cref="Value"/> is held against, where there is one.</summary>
    public long Limit { get; init; }
}
