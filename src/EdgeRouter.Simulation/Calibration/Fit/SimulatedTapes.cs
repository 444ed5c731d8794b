using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Calibration.Fit;

/// <summary>A simulated session as tapes.</summary>
/// <param name="StartNs">Start of the tapes, ns since the Unix epoch.</param>
/// <param name="Tapes">By instrument.</param>
/// <param name="Metaorders">What institutions did, by instrument; in no tape.</param>
internal sealed record SimulatedTapes(long StartNs, MarketTape[] Tapes, IReadOnlyList<Metaorder>[] Metaorders);
