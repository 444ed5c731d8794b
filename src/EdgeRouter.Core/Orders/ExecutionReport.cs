using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>What a venue says of a child order.</summary>
public readonly record struct ExecutionReport
{
    /// <summary>Which order.</summary>
    public ChildOrderId ChildId { get; init; }

    /// <summary>Whose; filled in by the router where the venue does not know.</summary>
    public ParentOrderId ParentId { get; init; }

    /// <summary>Who speaks.</summary>
    public VenueId VenueId { get; init; }

    /// <summary>What happened.</summary>
    public ExecutionType Type { get; init; }

    /// <summary>The order's state at the venue after it.</summary>
    public ChildOrderState State { get; init; }

    /// <summary>Our side of a fill.</summary>
    public LiquidityFlag Liquidity { get; init; }

    /// <summary>Why it was refused.</summary>
    public RejectReason RejectReason { get; init; }

    /// <summary>The venue's id of the execution; unique for the venue and day.</summary>
    public ulong ExecutionId { get; init; }

    /// <summary>Shares of this fill.</summary>
    public long LastQuantity { get; init; }

    /// <summary>Price of this fill.</summary>
    public Price LastPrice { get; init; }

    /// <summary>Shares filled so far.</summary>
    public long CumulativeQuantity { get; init; }

    /// <summary>Shares still standing.</summary>
    public long LeavesQuantity { get; init; }

    /// <summary>Fee of this fill in nanos of currency, whole fill; negative = rebate.</summary>
    public long FeeNanos { get; init; }

    /// <summary>The venue's time of the event.</summary>
    public long VenueTimeNs { get; init; }

    /// <summary>When the router got it.</summary>
    public long ReceiveTimeNs { get; init; }

    /// <summary>The earlier execution that a correction or bust is about; 0 = not said.</summary>
    public ulong ReferenceExecutionId { get; init; }

    /// <summary>National best bid when the router got it, filled in by the router; zero where there was none.</summary>
    public Price Bid { get; init; }

    /// <summary>National best offer when the router got it, filled in by the router; zero where there was none.</summary>
    public Price Ask { get; init; }

    /// <summary>The number that the report had on the link that brought it, by <see cref="Links.LinkNumber"/>; 0 = no link did. Stands in its record's envelope, so that what
    /// was taken and that it was taken are one.</summary>
    public uint LinkSequence { get; init; }
}
