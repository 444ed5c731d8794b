namespace EdgeRouter.Core.Domain;

/// <summary>An instrument of the universe.</summary>
public sealed record Instrument
{
    /// <summary>Dense index; equals the instrument's position in <see cref="Universe.Instruments"/>.</summary>
    public required InstrumentId Id { get; init; }

    /// <summary>Ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>Smallest price step, nanos of currency; above zero. Where there is a table (<see cref="Ticks"/>): the coarsest of it.</summary>
    public long TickNanos { get; init; } = 10_000_000;

    /// <summary>Round lot, shares; above zero.</summary>
    public int RoundLot { get; init; } = 100;

    /// <summary>Average daily volume of the last 20 days, shares; above zero.</summary>
    public long AverageDailyVolume { get; init; } = 1_000_000;

    /// <summary>Average true range of the prior days, nanos of currency; zero where unknown.</summary>
    public long AverageTrueRangeNanos { get; init; }

    /// <summary>International securities identification number (ISO 6166); null where unknown.</summary>
    public string? Isin { get; init; }

    /// <summary>Venue of the primary listing; null where unknown.</summary>
    public VenueId? PrimaryVenue { get; init; }

    /// <summary>Tick by price; null = <see cref="TickNanos"/> at every price.</summary>
    public TickTable? Ticks { get; init; }

    /// <summary>Last price of the prior day, nanos of currency; zero where unknown.</summary>
    public long PriorCloseNanos { get; init; }

    /// <summary>Lowest permitted price, nanos of currency; both limits zero = none.</summary>
    public long LimitLowNanos { get; init; }

    /// <summary>Highest permitted price, nanos of currency; both limits zero = none.</summary>
    public long LimitHighNanos { get; init; }

    /// <summary>What reference data forbids.</summary>
    public InstrumentRestrictions Restrictions { get; init; }

    /// <summary>The tick at a price, nanos of currency.</summary>
    /// <param name="priceNanos">Any price, nanos of currency.</param>
    public long TickAt(long priceNanos) => Ticks is null ? TickNanos : Ticks.TickAt(priceNanos);
}
