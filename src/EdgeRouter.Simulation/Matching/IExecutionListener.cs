namespace EdgeRouter.Simulation.Matching;

/// <summary>Hears of what a venue does to orders while it happens. Must not change any book.</summary>
internal interface IExecutionListener
{
    /// <summary>A fill.</summary>
    /// <param name="exchange">Where.</param>
    /// <param name="instrument">Of what.</param>
    /// <param name="execution">What.</param>
    void OnExecution(Exchange exchange, int instrument, in Execution execution);

    /// <summary>A resting order left the book without being asked to: self-trade prevention, the end of an auction, an outage.</summary>
    /// <param name="exchange">Where.</param>
    /// <param name="instrument">Of what.</param>
    /// <param name="tag">Whose.</param>
    void OnCancelled(Exchange exchange, int instrument, int tag)
    {
    }

    /// <summary>Self-trade prevention took shares off an order, resting or incoming, that goes on with the rest.</summary>
    /// <param name="exchange">Where.</param>
    /// <param name="instrument">Of what.</param>
    /// <param name="tag">Whose.</param>
    /// <param name="quantity">Shares.</param>
    void OnDecremented(Exchange exchange, int instrument, int tag, long quantity)
    {
    }

    /// <summary>An order came to rest on a venue that displays nothing.</summary>
    /// <param name="exchange">Where.</param>
    /// <param name="instrument">Of what.</param>
    void OnRested(Exchange exchange, int instrument)
    {
    }

    /// <summary>An auction began: it wants to be ended by <see cref="Exchange.Uncross"/>.</summary>
    /// <param name="exchange">Where.</param>
    /// <param name="instrument">Of what.</param>
    void OnAuctionCalled(Exchange exchange, int instrument)
    {
    }
}
