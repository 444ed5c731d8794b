using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>A wish to cancel a child order.</summary>
public readonly record struct CancelRequest
{
    /// <summary>Which.</summary>
    public ChildOrderId ChildId { get; init; }

    /// <summary>Whose.</summary>
    public ParentOrderId ParentId { get; init; }

    /// <summary>Where.</summary>
    public VenueId VenueId { get; init; }

    /// <summary>What.</summary>
    public InstrumentId InstrumentId { get; init; }

    /// <summary>Engine time when it left.</summary>
    public long SendTimeNs { get; init; }
}
