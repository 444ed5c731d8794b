using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>One venue and action as a decision saw and scored it.</summary>
public readonly record struct ScoredRow
{
    /// <summary>Venue.</summary>
    public VenueId VenueId { get; init; }

    /// <summary>Action.</summary>
    public RouteAction Action { get; init; }

    /// <summary>Whether the first step uses it.</summary>
    public bool Chosen { get; init; }

    /// <summary>Fill model, fixed point (margin before the logistic).</summary>
    public long FillRaw { get; init; }

    /// <summary>Cost-if-filled model, fixed point, bps.</summary>
    public long CostRaw { get; init; }

    /// <summary>Completion-cost model, fixed point, bps.</summary>
    public long CompletionRaw { get; init; }

    /// <summary>Expected cost in 1e-6 basis points; lower is better.</summary>
    public long ScoreMicroBps { get; init; }

    /// <summary>Shares that the row could take.</summary>
    public long CapacityQuantity { get; init; }
}
