namespace EdgeRouter.Simulation.Parameters;

/// <summary>Fast traders who see our first execution and race our other child orders to their venues.</summary>
public sealed record RaceParameters
{
    /// <summary>Probability that somebody races an execution that triggers. 0 to 1.</summary>
    public double Probability { get; init; } = 0.6;

    /// <summary>Smallest execution of ours that triggers (times the instrument's scale), round lots. 0 to 100,000.</summary>
    public double TriggerLots { get; init; } = 1.0;

    /// <summary>Shortest time from our execution to theirs elsewhere, ns. 1,000 to 1 s.</summary>
    public long MinNs { get; init; } = 150_000;

    /// <summary>Longest, ns. At least the shortest, at most 1 s.</summary>
    public long MaxNs { get; init; } = 450_000;

    /// <summary>Share of the touch that they take. 0 to 1.</summary>
    public double TouchShare { get; init; } = 0.8;
}
