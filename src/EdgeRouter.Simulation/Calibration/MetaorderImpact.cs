namespace EdgeRouter.Simulation.Calibration;

/// <summary>How the simulated institutions moved the price: mean of sign × change of the midpoint from first to last child, by size, and what was left of it later.</summary>
/// <param name="Count">Metaorders.</param>
/// <param name="Exponent">Exponent b of impact = a·size^b by weighted least squares of logarithms over classes of size; 0.5 is the square root of the literature.</param>
/// <param name="ExponentError">Standard error of the exponent, from the scatter of impacts within classes.</param>
/// <param name="Children">Mean number of child orders of each class.</param>
/// <param name="PeakBps">Mean impact at the last child, basis points.</param>
/// <param name="LaterShare">What of the impact is left after as long again as the metaorder took, all classes together.</param>
public sealed record MetaorderImpact(int Count, double Exponent, double ExponentError, IReadOnlyList<double> Children, IReadOnlyList<double> PeakBps, double LaterShare);
