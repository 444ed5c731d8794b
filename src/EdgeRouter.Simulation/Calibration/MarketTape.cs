namespace EdgeRouter.Simulation.Calibration;

/// <summary>One symbol's best quotes and trades of a part of a session, real or simulated: what every fact is computed from.</summary>
internal sealed record MarketTape
{
    /// <summary>The venue index of trades off the exchanges.</summary>
    public const int OffExchange = 0;

    /// <summary>Ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>Price step, nanos of currency.</summary>
    public required long TickNanos { get; init; }

    /// <summary>Round lot, shares.</summary>
    public required int RoundLot { get; init; }

    /// <summary>Length, ms.</summary>
    public required int LengthMs { get; init; }

    /// <summary>Best quotes in order of time, at most one a millisecond, neither locked nor crossed; the first is in force at the start.</summary>
    public required BestQuote[] Quotes { get; init; }

    /// <summary>Trades in order of time.</summary>
    public required TapeTrade[] Trades { get; init; }

    /// <summary>Names of venues; the first stands for all trades off the exchanges.</summary>
    public required IReadOnlyList<string> Venues { get; init; }
}
