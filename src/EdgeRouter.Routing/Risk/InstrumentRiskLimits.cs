namespace EdgeRouter.Routing.Risk;

/// <summary>Limits of one instrument; each replaces the general one. Null = the general one holds. Ranges as in <see cref="RiskLimits"/>.</summary>
public sealed record InstrumentRiskLimits
{
    /// <summary>A symbol of the universe, once in the list.</summary>
    public required string Symbol { get; init; }

    /// <summary>Price collar, bps.</summary>
    public int? PriceCollarBps { get; init; }

    /// <summary>Most shares of one child order.</summary>
    public long? OrderQuantityMax { get; init; }

    /// <summary>Most notional of one child order, units of currency.</summary>
    public long? OrderNotionalMax { get; init; }

    /// <summary>Largest position, shares.</summary>
    public long? PositionMax { get; init; }
}
