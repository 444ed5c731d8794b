namespace EdgeRouter.Feedback.Tca;

/// <summary>Something out of the ordinary, counted by policy, kind, venue and reason.</summary>
public sealed record TcaIncident
{
    /// <summary>Policy of the run.</summary>
    public required string Policy { get; init; }

    /// <summary>What the row counts: <c>alert</c>, <c>report</c>, <c>parent</c> or <c>child</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What happened, e.g. <c>RiskReject</c> or <c>bust</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Venue's name; empty where the kind has none.</summary>
    public string Venue { get; init; } = string.Empty;

    /// <summary>Why; empty where there is no reason.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>How many.</summary>
    public long Count { get; init; }

    /// <summary>The number that belongs to the kind (<c>src/docs/TCA.md</c>), in the unit of the kind; null where it has none.</summary>
    public long? Value { get; init; }

    /// <summary>The limit that <see cref="Value"/> was held against; null where there is none.</summary>
    public long? Limit { get; init; }
}
