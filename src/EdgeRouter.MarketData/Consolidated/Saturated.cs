namespace EdgeRouter.MarketData.Consolidated;

/// <summary>Sums of quantities that no feed can make wrap.</summary>
internal static class Saturated
{
    /// <summary>The sum, at most <see cref="long.MaxValue"/>.</summary>
    /// <param name="left">Not negative.</param>
    /// <param name="right">Not negative.</param>
    public static long Add(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;
}
