namespace EdgeRouter.Routing.Risk;

/// <summary>Limits of one venue. Size and notional hold beside those of the instrument; the rate replaces <see cref="RiskLimits.VenueOrderRateMax"/>.
/// Null = nothing of its own. Ranges as in <see cref="RiskLimits"/>.</summary>
public sealed record VenueRiskLimits
{
    /// <summary>A venue's name in the universe, once in the list.</summary>
    public required string Name { get; init; }

    /// <summary>Most shares of one child order.</summary>
    public long? OrderQuantityMax { get; init; }

    /// <summary>Most notional of one child order, units of currency.</summary>
    public long? OrderNotionalMax { get; init; }

    /// <summary>Most child orders in any window.</summary>
    public int? OrderRateMax { get; init; }
}
