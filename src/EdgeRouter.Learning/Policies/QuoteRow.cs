namespace EdgeRouter.Learning.Policies;

/// <summary>A venue's quote as a decision saw it; NaN = unknown.</summary>
/// <param name="TouchSize">Shares at the venue's far touch over the remaining quantity.</param>
/// <param name="QueueSize">Shares at its near touch over the remaining quantity.</param>
/// <param name="TouchOffsetBps">Its far touch against the national one, side-signed, positive = worse.</param>
/// <param name="SpreadBps">Its own spread.</param>
internal readonly record struct QuoteRow(double TouchSize, double QueueSize, double TouchOffsetBps, double SpreadBps)
{
    // Features are float32 of basis points: a thousandth is far below any tick and far above their rounding.
    private const double SamePriceBps = 1e-3;

    public static QuoteRow Unknown => new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Shares displayed where a take goes; −1 = unknown.</summary>
    public long Displayed(long remaining) => Shares(TouchSize, remaining);

    /// <summary>Shares ahead of a post; −1 = unknown, as behind better prices of the venue.</summary>
    /// <param name="remaining">Remaining quantity at the decision.</param>
    /// <param name="behindFarBps">How far the post's price is from the national far touch, bps of the midpoint; positive = behind it.</param>
    public long Queue(long remaining, double behindFarBps)
    {
        if (QueueSize == 0.0)
        {
            return 0;
        }

        double behindVenueBps = behindFarBps + TouchOffsetBps - SpreadBps;
        return behindVenueBps < -SamePriceBps ? 0 : behindVenueBps <= SamePriceBps ? Shares(QueueSize, remaining) : -1;
    }

    private static long Shares(double ratio, long remaining)
    {
        double shares = ratio * remaining;
        return shares is >= 0.0 and < 1e15 ? (long)Math.Round(shares) : -1;
    }
}
