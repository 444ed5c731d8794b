namespace EdgeRouter.Tools.Routing;

/// <summary>A parent order of a journal, explained.</summary>
public sealed record JournalResult
{
    /// <summary>The decision; null where the parent has none.</summary>
    public required DecisionExplanation? Decision { get; init; }

    /// <summary>How many decisions the parent has.</summary>
    public required int DecisionCount { get; init; }

    /// <summary>Record of the decision; 0 = none.</summary>
    public required long Sequence { get; init; }

    /// <summary>What was held against the journal.</summary>
    public required IReadOnlyList<JournalCheck> Checks { get; init; }

    /// <summary>The parent's life.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}
