using EdgeRouter.Core.Domain;

namespace EdgeRouter.Routing.Rows;

/// <summary>What a venue displays of one instrument, seen from a parent's side: for a buyer the far side is the offer.</summary>
public readonly record struct VenueQuote
{
    /// <summary>Best displayed price on the other side.</summary>
    public Price FarPrice { get; init; }

    /// <summary>Shares displayed there; 0 = that side is empty.</summary>
    public long FarQuantity { get; init; }

    /// <summary>Shares displayed on the other side within the parent's limit.</summary>
    public long DepthQuantity { get; init; }

    /// <summary>Best displayed price on our side.</summary>
    public Price NearPrice { get; init; }

    /// <summary>Shares displayed there; 0 = that side is empty.</summary>
    public long NearQuantity { get; init; }
}
