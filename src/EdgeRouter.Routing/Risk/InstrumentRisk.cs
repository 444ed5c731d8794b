namespace EdgeRouter.Routing.Risk;

/// <summary>What the risk gate holds of an instrument: state that records change, and limits that configuration changes. A mutable struct: use it by reference.</summary>
internal struct InstrumentRisk
{
    // Above any limit (2^63 units of currency), and far enough below the largest number that sums over all instruments fit.
    private static readonly Int128 NotionalMaxNanos = (Int128)1_000_000_000_000_000 * 1_000_000_000_000_000;

    /// <summary>Position and open quantities.</summary>
    public RiskPosition Position;

    /// <summary>Price that the position is marked at, nanos; 0 = none seen yet.</summary>
    public long MarkNanos;

    /// <summary>What the instrument adds to the sum of position notionals: <see cref="WorstNotional"/> at the mark.</summary>
    public Int128 NotionalNanos;

    /// <summary>Limit band, nanos; <see cref="BandHighNanos"/> 0 = none.</summary>
    public long BandLowNanos;

    public long BandHighNanos;

    public bool IsKilled;

    public bool IsShortRestricted;

    public bool IsRestricted;

    public bool IsHardToBorrow;

    public int PriceCollarBps;

    public long OrderQuantityMax;

    public long PositionMax;

    public Int128 OrderNotionalMaxNanos;

    /// <summary>Notional of the larger of what the position may become on either side, at a price.</summary>
    public static Int128 WorstNotional(in RiskPosition position, long extraBuy, long extraSell, long markNanos)
    {
        long ifBought = Math.Abs(position.Position + position.OpenBuyQuantity + extraBuy);
        long ifSold = Math.Abs(position.Position - position.OpenSellQuantity - extraSell);
        return Int128.Min(Math.BigMul(Math.Max(ifBought, ifSold), markNanos), NotionalMaxNanos);
    }
}
