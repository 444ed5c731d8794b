namespace EdgeRouter.Simulation.Parameters;

/// <summary>What a market is called wherever its results are reported.</summary>
public static class MarketLabels
{
    /// <summary>A market that was fitted to real data, or is driven by it. Venue outcomes and our impact are the model's all the same: they are in no tape.</summary>
    public const string Calibrated = "calibrated simulation";

    /// <summary>Any other market.</summary>
    public const string Synthetic = "simulation";

    /// <summary>The name of a market's kind.</summary>
    /// <param name="market">Market.</param>
    public static string Of(MarketParameters market) => market.TaqPath is not null || market.FittedTo is not null ? Calibrated : Synthetic;
}
