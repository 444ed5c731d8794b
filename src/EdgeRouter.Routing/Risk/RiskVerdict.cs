using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Risk;

/// <summary>What the risk gate says of an order, with the numbers for the alert.</summary>
/// <param name="Reason">None = it may leave.</param>
/// <param name="Value">What the limit is held against, as if the order had left: shares, orders, whole units of currency (rounded up), nanos for a price.</param>
/// <param name="Limit">The limit in the same unit; 0 where there is none.</param>
public readonly record struct RiskVerdict(RejectReason Reason, long Value, long Limit)
{
    /// <summary>Whether the order may leave.</summary>
    public bool IsPassed => Reason == RejectReason.None;
}
