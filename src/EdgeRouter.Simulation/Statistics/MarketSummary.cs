namespace EdgeRouter.Simulation.Statistics;

/// <summary>What a simulated session looked like.</summary>
/// <param name="Venues">By venue, in id order.</param>
/// <param name="Instruments">By instrument, in id order.</param>
/// <param name="SampleCount">Seconds sampled.</param>
/// <param name="PacketCount">Feed packets on line A; 0 without a feed.</param>
/// <param name="MessageCount">Feed messages on line A.</param>
public sealed record MarketSummary(
    IReadOnlyList<VenueSummary> Venues,
    IReadOnlyList<InstrumentSummary> Instruments,
    long SampleCount,
    long PacketCount,
    long MessageCount);
