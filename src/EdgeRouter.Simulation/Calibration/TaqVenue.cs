using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>An exchange of the tape. Kind and fees are assumptions: the public schedules of autumn 2013 at their base tier, rounded to 0.0001 $ a share.</summary>
/// <param name="Letter">The tape's letter.</param>
/// <param name="Name">Name in the calibrated world.</param>
/// <param name="Kind">Lit or Inverted.</param>
/// <param name="TakerFeeNanos">Fee for taking, nanos of currency per share.</param>
/// <param name="MakerFeeNanos">Fee for making, nanos of currency per share.</param>
/// <param name="LatencyNs">One-way time from a router in the metro area, ns.</param>
public readonly record struct TaqVenue(char Letter, string Name, VenueKind Kind, long TakerFeeNanos, long MakerFeeNanos, long LatencyNs);
