using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>The router asks a venue what became of a child order that is in doubt. The answer is an <see cref="ExecutionType.OrderStatus"/> report.</summary>
public readonly record struct StatusRequest
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
