namespace EdgeRouter.Simulation.Calibration.Facts;

/// <summary>Names of facts, as tables and files show them.</summary>
internal static class FactKey
{
    public const string SpreadMean = "spread.mean";
    public const string SpreadOneTick = "spread.oneTick";
    public const string SpreadP90 = "spread.p90";
    public const string DepthMedian = "depth.median";
    public const string DepthTail = "depth.tail";
    public const string SizeMedian = "size.median";
    public const string SizeP90 = "size.p90";
    public const string SizeP99 = "size.p99";
    public const string SizeRound = "size.round";
    public const string Rate = "arrivals.rate";
    public const string GapShort = "arrivals.gap100ms";
    public const string CountNear = "arrivals.acf1s";
    public const string CountFar = "arrivals.acf60s";
    public const string MidRate = "mid.rate";
    public const string Volatility1 = "signature.1s";
    public const string Volatility10 = "signature.10s";
    public const string Volatility300 = "signature.300s";
    public const string Kurtosis1 = "kurtosis.1s";
    public const string Kurtosis10 = "kurtosis.10s";
    public const string Kurtosis60 = "kurtosis.60s";
    public const string ClusterNear = "clustering.10s";
    public const string ClusterMid = "clustering.60s";
    public const string ClusterFar = "clustering.300s";
    public const string Sign1 = "sign.acf1";
    public const string Sign10 = "sign.acf10";
    public const string Sign100 = "sign.acf100";
    public const string SignExponent = "sign.exponent";
    public const string ResponseNear = "response.100ms";
    public const string ResponseMid = "response.1s";
    public const string ResponseFar = "response.10s";
    public const string VenueDistance = "venues.distance";
    public const string OffExchange = "venues.offExchange";
    public const string SpreadLaw = "spread";
    public const string DepthLaw = "depth";
    public const string SizeLaw = "size";
    public const string GapLaw = "gap";
    public const string CountAutocorrelation = "arrivals";
    public const string Clustering = "clustering";
    public const string Signature = "signature";
    public const string SignAutocorrelation = "sign";
    public const string Response = "response";
    public const string RateProfile = "rateProfile";
    public const string VolatilityProfile = "volatilityProfile";
}
