using EdgeRouter.Simulation.Calibration.Facts;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Calibration.Fit;

/// <summary>What one symbol's fit days say.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Facts">Means over the fit days.</param>
/// <param name="PriceMean">Mean midpoint, currency units.</param>
/// <param name="DailyVolume">Mean shares a day, off-exchange ones included.</param>
/// <param name="DailyRange">Mean of highest less lowest midpoint, currency units.</param>
/// <param name="BasePerSecond">Arrivals that nobody brought on, a second.</param>
/// <param name="Kernels">Self-excitement of arrivals.</param>
internal sealed record SymbolTarget(string Symbol, TapeFacts Facts, double PriceMean, double DailyVolume, double DailyRange, double BasePerSecond, HawkesKernel[] Kernels);
