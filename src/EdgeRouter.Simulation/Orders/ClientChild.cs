using EdgeRouter.Core.Orders;

namespace EdgeRouter.Simulation.Orders;

/// <summary>What the market knows of one child order of ours.</summary>
internal struct ClientChild
{
    /// <summary>The order as it was sent.</summary>
    public ChildOrder Order;

    /// <summary>State at the venue.</summary>
    public ChildOrderState State;

    /// <summary>Shares filled.</summary>
    public long Cumulative;

    /// <summary>Slot in the book; −1 = does not rest.</summary>
    public int BookSlot;

    /// <summary>Reports made so far: keys the jitter of the next.</summary>
    public int ReportCount;

    /// <summary>Whether the venue still works it.</summary>
    public readonly bool IsLive => State is ChildOrderState.New or ChildOrderState.PartiallyFilled;
}
