using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Rows;

/// <summary>One venue and action as the policies see it.</summary>
public readonly record struct RowQuote
{
    /// <summary>Venue.</summary>
    public VenueId VenueId { get; init; }

    /// <summary>Action.</summary>
    public RouteAction Action { get; init; }

    /// <summary>The venue's best displayed price on the other side; meaningless for undisplayed venues.</summary>
    public Price FarPrice { get; init; }

    /// <summary>Shares displayed at <see cref="FarPrice"/>; 0 where nothing is displayed.</summary>
    public long FarQuantity { get; init; }

    /// <summary>The venue's best protected price on the other side; meaningless without <see cref="ProtectedQuantity"/>.</summary>
    public Price ProtectedPrice { get; init; }

    /// <summary>Shares displayed at <see cref="ProtectedPrice"/> or better; 0 = nothing is protected there.</summary>
    public long ProtectedQuantity { get; init; }

    /// <summary>Shares displayed on the other side within the parent's limit.</summary>
    public long DepthQuantity { get; init; }

    /// <summary>The venue's best displayed price on our side; meaningless where nothing is displayed.</summary>
    public Price NearPrice { get; init; }

    /// <summary>Shares displayed at <see cref="NearPrice"/>: the queue that a post at that price joins; 0 where nothing is displayed.</summary>
    public long NearQuantity { get; init; }

    /// <summary>Whether the venue takes intermarket sweep orders.</summary>
    public bool CanSweep { get; init; }

    /// <summary>One-way time to the venue, ns: half the median of its measured answers, or the configured time while there are few.</summary>
    public long LatencyNs { get; init; }

    /// <summary>Fee of the action, nanos of currency per share; negative = rebate.</summary>
    public long FeeNanos { get; init; }

    /// <summary>Times this parent tried the row.</summary>
    public int TriedCount { get; init; }

    /// <summary>Times the venue refused this row's orders of this parent.</summary>
    public int RejectedCount { get; init; }

    /// <summary>Times this parent's take came back with less than was displayed when it left: the quote faded.</summary>
    public int FadedCount { get; init; }
}
