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

    /// <summary>Moves that somebody knows of beforehand; they do not overlap. Null = the bursts.</summary>
    public Burst[]? Known { get; init; }

    /// <summary>Large orders that institutions work, by start.</summary>
    public Metaorder[] Metaorders { get; init; } = [];

    /// <summary>How lively the day is; null = evenly.</summary>
    public ActivityEnvelope? Envelope { get; init; }

    /// <summary>Takers.</summary>
    public required TakerArrival[] Takers { get; init; }
}
