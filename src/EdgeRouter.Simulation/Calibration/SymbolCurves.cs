using EdgeRouter.Simulation.Calibration.Facts;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>One symbol's facts in full, for the pictures.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Fit">Fit days.</param>
/// <param name="Test">Test day.</param>
/// <param name="Simulated">Simulated days.</param>
internal sealed record SymbolCurves(string Symbol, TapeFacts Fit, TapeFacts Test, TapeFacts Simulated);
