using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>The midpoint a fixed time after a fill: adverse selection is measured with it.</summary>
public readonly record struct MarkOut
{
    /// <summary>Whose fill.</summary>
    public ChildOrderId ChildId { get; init; }

    /// <summary>Whose child.</summary>
    public ParentOrderId ParentId { get; init; }

    /// <summary>Where it filled.</summary>
    public VenueId VenueId { get; init; }

    /// <summary>What.</summary>
    public InstrumentId InstrumentId { get; init; }

    /// <summary>Our side.</summary>
    public Side Side { get; init; }

    /// <summary>How long after the fill.</summary>
    public long HorizonNs { get; init; }

    /// <summary>Price of the fill.</summary>
    public Price FillPrice { get; init; }

    /// <summary>Shares of the fill.</summary>
    public long FillQuantity { get; init; }

    /// <summary>Midpoint at the horizon; zero where there is none.</summary>
    public Price Midpoint { get; init; }

    /// <summary>Engine time of the mark.</summary>
    public long TimeNs { get; init; }
}
