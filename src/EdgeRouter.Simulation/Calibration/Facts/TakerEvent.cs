namespace EdgeRouter.Simulation.Calibration.Facts;

/// <summary>One arrival of a taker at the exchanges: all prints of one sign within one millisecond, since one order prints once for every order that it meets.</summary>
/// <param name="TimeMs">Milliseconds since the start of the tape.</param>
/// <param name="Sign">+1 bought, −1 sold.</param>
/// <param name="Shares">Shares of all its prints.</param>
internal readonly record struct TakerEvent(int TimeMs, int Sign, long Shares);
