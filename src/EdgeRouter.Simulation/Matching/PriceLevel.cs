namespace EdgeRouter.Simulation.Matching;

/// <summary>The queue at one price.</summary>
internal struct PriceLevel
{
    /// <summary>Price, nanos of currency.</summary>
    public long PriceNanos;

    /// <summary>Shares of all its orders.</summary>
    public long Quantity;

    /// <summary>Orders.</summary>
    public int OrderCount;

    /// <summary>First in the queue.</summary>
    public int Head;

    /// <summary>Last in the queue.</summary>
    public int Tail;
}
