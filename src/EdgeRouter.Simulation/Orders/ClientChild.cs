using EdgeRouter.Core.Orders;

namespace EdgeRouter.Simulation.Orders;

/// <summary>What the market knows of one child order of ours.</summary>
internal struct ClientChild
{
    /// <summary>The order as it was sent.</summary>
    public ChildOrder Order;

    /// <summary>State at the venue.</summary>
    public ChildOrderState State;

    /// <summary>Shares filled, voided ones taken off.</summary>
    public long Cumulative;

    /// <summary>Shares that the venue still works while the order lives.</summary>
    public long Leaves;

    /// <summary>Slot in the book; −1 = does not rest.</summary>
    public int BookSlot;

    /// <summary>Reports made so far: keys the jitter of the next.</summary>
    public int ReportCount;

    /// <summary>A conditional order's dealings with its venue.</summary>
    public FirmUpState FirmUp;

    /// <summary>When the window or the pause of a conditional order ends, ns.</summary>
    public long FirmUpEndNs;

    /// <summary>Whether the venue still works it.</summary>
    public readonly bool IsLive => State is ChildOrderState.New or ChildOrderState.PartiallyFilled;
}
