namespace EdgeRouter.Core.Domain;

/// <summary>An instrument of the universe.</summary>
public sealed record Instrument
{
    /// <summary>Dense index; equals the instrument's position in <see cref="Universe.Instruments"/>.</summary>
    public required InstrumentId Id { get; init; }

    /// <summary>Ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>Smallest price step, nanos of currency; above zero.</summary>
    public long TickNanos { get; init; } = 10_000_000;

    /// <summary>Round lot, shares; above zero.</summary>
    public int RoundLot { get; init; } = 100;

    /// <summary>Average daily volume of the last 20 days, shares; above zero.</summary>
    public long AverageDailyVolume { get; init; } = 1_000_000;

    /// <summary>Average true range of the prior days, nanos of currency; zero where unknown.</summary>
    public long AverageTrueRangeNanos { get; init; }
}
