namespace EdgeRouter.Routing.Risk;

/// <summary>Limits of one client. Size and notional hold beside those of the instrument; the rate replaces <see cref="RiskLimits.ClientOrderRateMax"/>.
/// Null = nothing of its own. Ranges as in <see cref="RiskLimits"/>. To be in the list is to be known.</summary>
public sealed record ClientRiskLimits
{
    /// <summary>Which client, once in the list; 0 = the house.</summary>
    public required int ClientId { get; init; }

    /// <summary>Most shares of one child order.</summary>
    public long? OrderQuantityMax { get; init; }

    /// <summary>Most notional of one child order, units of currency.</summary>
    public long? OrderNotionalMax { get; init; }

    /// <summary>Most notional of everything that it has open, units of currency.</summary>
    public long? OpenNotionalMax { get; init; }

    /// <summary>Most child orders in any window.</summary>
    public int? OrderRateMax { get; init; }
}
