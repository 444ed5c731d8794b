namespace EdgeRouter.Simulation.Matching;

/// <summary>One order in an uncross.</summary>
internal struct AuctionEntry
{
    /// <summary>Slot in the book.</summary>
    public int Slot;

    /// <summary>Worst price.</summary>
    public long LimitNanos;

    /// <summary>Shares.</summary>
    public long Quantity;

    /// <summary>Smallest total that it accepts, at most <see cref="Quantity"/>; 0 = any.</summary>
    public long Minimum;

    /// <summary>What it gets, shares.</summary>
    public long Allocation;

    /// <summary>Left out of this uncross, since it would get less than its minimum.</summary>
    public bool IsLeftOut;
}
