namespace EdgeRouter.Simulation.Parameters;

/// <summary>One thing that happens at a known time of the session. Times are fractions of the session, so that a short session holds all of them.</summary>
public sealed record ScheduleEntry
{
    /// <summary>What.</summary>
    public required ScheduleKind Kind { get; init; }

    /// <summary>Start as a fraction of the session. 0 to 1.</summary>
    public required double From { get; init; }

    /// <summary>End as a fraction of the session; news and surges end by themselves. At least the start, at most 1.</summary>
    public double To { get; init; } = 1.0;

    /// <summary>Name of the venue; absent = all venues (halts only).</summary>
    public string? Venue { get; init; }

    /// <summary>Symbol of the instrument; absent = all of them.</summary>
    public string? Instrument { get; init; }

    /// <summary>News: the jump, basis points with sign; absent = drawn from the market's news parameters.</summary>
    public double? JumpBps { get; init; }

    /// <summary>Surge, or what follows the news; absent = as the news parameters say.</summary>
    public SurgeParameters? Surge { get; init; }

    /// <summary>Quality change: what the venue becomes.</summary>
    public QualityParameters? Quality { get; init; }
}
