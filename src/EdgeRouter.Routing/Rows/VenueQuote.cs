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

    /// <summary>Best protected price on the other side: round lots only; meaningless without <see cref="ProtectedQuantity"/>.</summary>
    public Price ProtectedPrice { get; init; }

    /// <summary>Shares displayed at <see cref="ProtectedPrice"/> or better; 0 = the venue protects nothing on that side.</summary>
    public long ProtectedQuantity { get; init; }

    /// <summary>One-way time to the venue, ns: half the median of its measured answers, or the configured time while there are few; 0 = the configured time.</summary>
    public long LatencyNs { get; init; }
}
