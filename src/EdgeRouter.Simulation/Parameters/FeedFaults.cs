namespace EdgeRouter.Simulation.Parameters;

/// <summary>What one feed line of every venue does to the frames on it. The defaults are a line without faults. Every draw is keyed on (seed, venue, line,
/// number of the packet on that line), so the same seed gives the same faults.</summary>
public sealed record FeedFaults
{
    /// <summary>Most packets that a burst of loss takes, and most that one packet is held back by.</summary>
    public const int PacketCountMax = 64;

    /// <summary>Probability that a packet is lost by itself. 0 to 1.</summary>
    public double LossProbability { get; init; }

    /// <summary>Probability that a burst of loss begins with a packet. 0 to 1.</summary>
    public double BurstProbability { get; init; }

    /// <summary>Longest burst; lengths are equally likely from 1 on. 1 to <see cref="PacketCountMax"/> packets.</summary>
    public int BurstPacketsMax { get; init; } = 8;

    /// <summary>Probability that a packet is held back. 0 to 1.</summary>
    public double ReorderProbability { get; init; }

    /// <summary>Most packets that overtake a held one; equally likely from 1 on. 1 to <see cref="PacketCountMax"/>.</summary>
    public int ReorderPacketsMax { get; init; } = 3;

    /// <summary>Probability that a packet is sent twice. 0 to 1.</summary>
    public double DuplicateProbability { get; init; }

    /// <summary>What the line takes longer than the venue's feed latency, ns. 0 to 1 s.</summary>
    public long LatencyNs { get; init; }

    /// <summary>Most that a packet takes longer still, ns; equally likely from 0 on, and a packet never overtakes the one before it. 0 to 1 s.</summary>
    public long JitterNs { get; init; }

    /// <summary>Whether the line leaves every frame as it is.</summary>
    internal bool IsNone =>
        LossProbability == 0 && BurstProbability == 0 && ReorderProbability == 0 && DuplicateProbability == 0 && LatencyNs == 0 && JitterNs == 0;
}
