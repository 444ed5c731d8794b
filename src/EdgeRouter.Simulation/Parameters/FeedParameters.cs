namespace EdgeRouter.Simulation.Parameters;

/// <summary>How the venues' feeds leave the market: faults of the lines, and the snapshot channel. The market itself does not see any of it.</summary>
public sealed record FeedParameters
{
    /// <summary>Faults of line A; null = none.</summary>
    public FeedFaults? LineA { get; init; }

    /// <summary>Faults of line B, where the market has one; null = none.</summary>
    public FeedFaults? LineB { get; init; }

    /// <summary>Faults of the snapshot channel; null = none.</summary>
    public FeedFaults? SnapshotLine { get; init; }

    /// <summary>Whether every venue has a snapshot channel.</summary>
    public bool HasSnapshots { get; init; }

    /// <summary>Time between two snapshots of a venue, ns: 10 ms to 1 h, or 0 = on request alone. The venues take turns within it.</summary>
    public long SnapshotPeriodNs { get; init; } = 1_000_000_000;
}
