using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Feedback.Tca;

/// <summary>One child order with the sum of its fills: the unit of slippage and of the venue table.</summary>
public sealed record TcaChild
{
    /// <summary>Policy that sent it.</summary>
    public required string Policy { get; init; }

    /// <summary>Venue's name.</summary>
    public required string Venue { get; init; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; }

    /// <summary>What it did.</summary>
    public RouteAction Action { get; init; }

    /// <summary>Shares sent.</summary>
    public long Quantity { get; init; }

    /// <summary>Shares filled.</summary>
    public long FilledQuantity { get; init; }

    /// <summary>Sum of price nanos × shares over its fills.</summary>
    public Int128 FilledNotionalNanos { get; init; }

    /// <summary>Sum of fees, nanos of currency; negative = rebate.</summary>
    public long FeeNanos { get; init; }

    /// <summary>National best bid at the decision that made it.</summary>
    public Price DecisionBid { get; init; }

    /// <summary>National best offer at the decision that made it.</summary>
    public Price DecisionAsk { get; init; }
}
