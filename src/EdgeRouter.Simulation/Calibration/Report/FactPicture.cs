using EdgeRouter.Simulation.Calibration.Facts;

namespace EdgeRouter.Simulation.Calibration.Report;

/// <summary>How one fact is drawn.</summary>
/// <param name="Key">The curve.</param>
/// <param name="Title">Above the picture.</param>
/// <param name="XLabel">Quantity and unit along.</param>
/// <param name="YLabel">Quantity and unit up.</param>
/// <param name="IsLogX">Whether the abscissa is logarithmic.</param>
/// <param name="IsLogY">Whether the ordinate is logarithmic.</param>
/// <param name="Floor">Least ordinate shown on a logarithmic axis: what is below is noise.</param>
internal sealed record FactPicture(string Key, string Title, string XLabel, string YLabel, bool IsLogX, bool IsLogY, double? Floor)
{
    /// <summary>All pictures of functions, in the order of the page.</summary>
    public static IReadOnlyList<FactPicture> All { get; } =
    [
        new(FactKey.SpreadLaw, "spread", "spread, ticks", "share of time at or above", IsLogX: false, IsLogY: true, 1e-3),
        new(FactKey.DepthLaw, "size at the best", "round lots", "share of time at or above", IsLogX: true, IsLogY: true, 1e-3),
        new(FactKey.SizeLaw, "taker size", "round lots", "share of takers at or above", IsLogX: true, IsLogY: true, 1e-4),
        new(FactKey.GapLaw, "gaps between takers", "gap, s", "share of gaps above", IsLogX: true, IsLogY: true, 1e-4),
        new(FactKey.CountAutocorrelation, "takers a second", "lag, s", "autocorrelation", IsLogX: true, IsLogY: false, null),
        new(FactKey.Signature, "signature plot", "scale, s", "deviation of the mid, bps/√s", IsLogX: true, IsLogY: false, null),
        new(FactKey.Clustering, "clustering of volatility", "lag, s", "autocorrelation of |10 s return|", IsLogX: true, IsLogY: false, null),
        new(FactKey.SignAutocorrelation, "taker signs", "lag, takers", "autocorrelation", IsLogX: true, IsLogY: true, 1e-3),
        new(FactKey.Response, "response to a taker", "time after, s", "sign × change of the mid, bps", IsLogX: true, IsLogY: false, null),
        new(FactKey.RateProfile, "shape of the day: takers", "thirteenth of the session", "rate, 1 = mean", IsLogX: false, IsLogY: false, null),
        new(FactKey.VolatilityProfile, "shape of the day: volatility", "thirteenth of the session", "deviation over 10 s, 1 = mean", IsLogX: false, IsLogY: false, null),
    ];
}
