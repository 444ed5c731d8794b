namespace EdgeRouter.Core.Domain;

/// <summary>Which prices an order may have: the instrument's tick from 1.00 on, and 0.0001 below it where that is finer (Regulation NMS, rule 612).
/// Prices of zero or less (futures spreads) lie on the instrument's tick. Executions at a midpoint may lie between ticks; orders may not.</summary>
/// <param name="TickNanos">The instrument's tick, nanos of currency; above zero.</param>
public readonly record struct TickRule(long TickNanos)
{
    /// <summary>Tick below 1.00, nanos of currency.</summary>
    public const long BelowUnitTickNanos = 100_000;

    /// <summary>The tick at a price, nanos of currency.</summary>
    /// <param name="price">Any price.</param>
    public long TickAt(Price price) =>
        price.Nanos is > 0 and < Price.NanosPerUnit ? Math.Min(TickNanos, BelowUnitTickNanos) : TickNanos;

    /// <summary>Whether an order may have the price.</summary>
    /// <param name="price">Any price.</param>
    public bool IsOnTick(Price price) => price.Nanos % TickAt(price) == 0;

    /// <summary>The price itself where it is on a tick, else the next one that is worse for the market and better for the order: below for a buyer, above for a seller.</summary>
    /// <param name="price">Any price more than a tick from the ends of its range.</param>
    /// <param name="side">Buy or sell.</param>
    public Price Inside(Price price, Side side)
    {
        Price inside = Round(price, side);
        return IsOnTick(inside) ? inside : Round(inside, side); // Rounding up may have crossed 1.00, where the tick changes.
    }

    private Price Round(Price price, Side side)
    {
        long tick = TickAt(price);
        long over = price.Nanos % tick;
        over = over < 0 ? over + tick : over;
        return over == 0 ? price : new Price(side == Side.Buy ? price.Nanos - over : price.Nanos - over + tick);
    }
}
