using EdgeRouter.Core.Domain;

namespace EdgeRouter.Features.Rows;

/// <summary>The order and the moment that rows are filled for.</summary>
public readonly record struct FeatureRequest
{
    /// <summary>What is traded.</summary>
    public InstrumentId InstrumentId { get; init; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; }

    /// <summary>Whole quantity of the parent, shares; above zero.</summary>
    public long TotalQuantity { get; init; }

    /// <summary>Quantity left to route, shares; above zero.</summary>
    public long RemainingQuantity { get; init; }

    /// <summary>Worst price; ignored without <see cref="HasLimit"/>.</summary>
    public Price LimitPrice { get; init; }

    /// <summary>Whether the parent has a limit.</summary>
    public bool HasLimit { get; init; }

    /// <summary>Engine time, ns since the Unix epoch.</summary>
    public long NowNs { get; init; }

    /// <summary>When the parent came, ns since the Unix epoch.</summary>
    public long ArrivalTimeNs { get; init; }

    /// <summary>How long the parent may take; 0 = no horizon.</summary>
    public long HorizonNs { get; init; }

    /// <summary>0 = patient, 100 = now.</summary>
    public byte UrgencyPercent { get; init; }
}
