using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>How a parent order ended: all that implementation shortfall needs.</summary>
public readonly record struct ParentOutcome
{
    /// <summary>Which.</summary>
    public ParentOrderId ParentId { get; init; }

    /// <summary>What.</summary>
    public InstrumentId InstrumentId { get; init; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; }

    /// <summary>Terminal state.</summary>
    public ParentOrderState State { get; init; }

    /// <summary>Shares asked for.</summary>
    public long Quantity { get; init; }

    /// <summary>Shares executed.</summary>
    public long FilledQuantity { get; init; }

    /// <summary>Sum of price nanos × shares over all fills.</summary>
    public Int128 FilledNotionalNanos { get; init; }

    /// <summary>Sum of fees, nanos of currency; negative = rebate.</summary>
    public long FeeNanos { get; init; }

    /// <summary>When it came.</summary>
    public long ArrivalTimeNs { get; init; }

    /// <summary>When it ended.</summary>
    public long EndTimeNs { get; init; }

    /// <summary>National best bid on arrival.</summary>
    public Price ArrivalBid { get; init; }

    /// <summary>National best offer on arrival.</summary>
    public Price ArrivalAsk { get; init; }

    /// <summary>National best bid at the end.</summary>
    public Price EndBid { get; init; }

    /// <summary>National best offer at the end.</summary>
    public Price EndAsk { get; init; }

    /// <summary>Decisions taken.</summary>
    public int DecisionCount { get; init; }

    /// <summary>Children sent.</summary>
    public int ChildCount { get; init; }

    /// <summary>Why, if it was refused.</summary>
    public RejectReason RejectReason { get; init; }
}
