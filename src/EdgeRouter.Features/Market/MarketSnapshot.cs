namespace EdgeRouter.Features.Market;

/// <summary>What <see cref="MarketStatistics"/> says of an instrument at a time.</summary>
public readonly record struct MarketSnapshot
{
    /// <summary>Sums of the last second.</summary>
    public WindowSums Second { get; init; }

    /// <summary>Sums of the last 10 s.</summary>
    public WindowSums TenSeconds { get; init; }

    /// <summary>Sums of the last minute.</summary>
    public WindowSums Minute { get; init; }

    /// <summary>Realised volatility over 1 s, bps.</summary>
    public double Volatility1SBps { get; init; }

    /// <summary>Realised volatility over 10 s, bps.</summary>
    public double Volatility10SBps { get; init; }

    /// <summary>Realised volatility over 5 min, bps.</summary>
    public double Volatility5MinBps { get; init; }

    /// <summary>Midpoint change over 100 ms, bps; NaN = unknown.</summary>
    public double Return100MsBps { get; init; }

    /// <summary>Midpoint change over 1 s, bps; NaN = unknown.</summary>
    public double Return1SBps { get; init; }

    /// <summary>Midpoint change over 10 s, bps; NaN = unknown.</summary>
    public double Return10SBps { get; init; }

    /// <summary>Time since the NBBO changed, ns; −1 = it never did.</summary>
    public long NbboAgeNs { get; init; }
}
