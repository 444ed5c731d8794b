namespace EdgeRouter.Simulation.Calibration.Facts;

/// <summary>A fact that is a function.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">What; as many as <paramref name="X"/>.</param>
internal sealed record FactCurve(double[] X, double[] Y);
