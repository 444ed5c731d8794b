namespace EdgeRouter.Core.Domain;

/// <summary>Which prices an order may have. Executions at a midpoint may lie between ticks; orders may not (Regulation NMS, rule 612).</summary>
/// <param name="TickNanos">Tick at every price where there is no table, nanos of currency; above zero.</param>
/// <param name="Table">Tick by price; null = one tick.</param>
public readonly record struct TickRule(long TickNanos, TickTable? Table = null)
{
    /// <summary>The rule of an instrument.</summary>
    /// <param name="instrument">From the universe.</param>
    public static TickRule Of(Instrument instrument) => new(instrument.TickNanos, instrument.Ticks);

    /// <summary>The tick at a price, nanos of currency.</summary>
    /// <param name="price">Any price.</param>
    public long TickAt(Price price) => Table is null ? TickNanos : Table.TickAt(price.Nanos);

    /// <summary>Whether an order may have the price.</summary>
    /// <param name="price">Any price.</param>
    public bool IsOnTick(Price price) => price.Nanos % TickAt(price) == 0;

    /// <summary>The price itself where it is on a tick, else the next one that costs the order no more: below for a buyer, above for a seller.</summary>
    /// <param name="price">Any price more than a tick from the ends of its range.</param>
    /// <param name="side">Buy or sell.</param>
    public Price Inside(Price price, Side side)
    {
        Price inside = Round(price, side);
        return IsOnTick(inside) ? inside : Round(inside, side); // Rounding up may have entered a band of another tick.
    }

    private Price Round(Price price, Side side)
    {
        long tick = TickAt(price);
        long over = price.Nanos % tick;
        over = over < 0 ? over + tick : over;
        return over == 0 ? price : new Price(side == Side.Buy ? price.Nanos - over : price.Nanos - over + tick);
    }
}
