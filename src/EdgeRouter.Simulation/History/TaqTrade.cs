namespace EdgeRouter.Simulation.History;

/// <summary>One trade of the tape.</summary>
/// <param name="Ms">Milliseconds since midnight New York.</param>
/// <param name="Price">Price × 10,000.</param>
/// <param name="Shares">Shares.</param>
/// <param name="Venue">Tape's venue letter; D = reported off exchange.</param>
internal readonly record struct TaqTrade(long Ms, long Price, long Shares, char Venue);
