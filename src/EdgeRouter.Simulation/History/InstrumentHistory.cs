namespace EdgeRouter.Simulation.History;

/// <summary>All that happens to one instrument on one day whatever we do: latent price, makers' reference, bursts and tape, each in time order.</summary>
internal sealed record InstrumentHistory
{
    /// <summary>Latent price at the open, ticks.</summary>
    public required double OpenTicks { get; init; }

    /// <summary>The reference that makers quote around, each time it moves.</summary>
    public required PriceStep[] Moves { get; init; }

    /// <summary>Bursts; they do not overlap.</summary>
    public required Burst[] Bursts { get; init; }

    /// <summary>Takers.</summary>
    public required TakerArrival[] Takers { get; init; }
}
