using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>One trade, real or simulated.</summary>
/// <param name="TimeMs">Milliseconds since the start of the tape.</param>
/// <param name="PriceNanos">Price, nanos of currency.</param>
/// <param name="Shares">Shares.</param>
/// <param name="Venue">Index into the tape's venues.</param>
/// <param name="Use">What it counts for.</param>
internal readonly record struct TapeTrade(int TimeMs, long PriceNanos, long Shares, int Venue, TapeUse Use);
