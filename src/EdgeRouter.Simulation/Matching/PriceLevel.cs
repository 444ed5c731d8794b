namespace EdgeRouter.Simulation.Matching;

/// <summary>The queue at one price.</summary>
internal struct PriceLevel
{
    /// <summary>Price, nanos of currency.</summary>
    public long PriceNanos;

    /// <summary>Shares of all its orders, reserves left out.</summary>
    public long Quantity;

    /// <summary>Orders.</summary>
    public int OrderCount;

    /// <summary>Orders among them that follow a price.</summary>
    public int PegCount;

    /// <summary>First in the queue.</summary>
    public int Head;

    /// <summary>Last in the queue.</summary>
    public int Tail;
}
