using EdgeRouter.Routing.States;

namespace EdgeRouter.Lab.Journals;

/// <summary>What a router knew after the last record of its journal: what a restart would begin with.</summary>
public sealed record BooksReport
{
    /// <summary>Hash of the state; equal states have equal ones.</summary>
    public required ulong StateHash { get; init; }

    /// <summary>Parents accepted and not ended.</summary>
    public required int OpenParentCount { get; init; }

    /// <summary>Parents remembered, ended ones included.</summary>
    public required int ParentCount { get; init; }

    /// <summary>Children sent and not ended, those in doubt included.</summary>
    public required int OpenChildCount { get; init; }

    /// <summary>Children remembered, ended ones included.</summary>
    public required int ChildCount { get; init; }

    /// <summary>Children of which nobody knows what became of them.</summary>
    public required int InDoubtCount { get; init; }

    /// <summary>Shares of children in doubt that may still be executed, and of fills that a venue spoke of and did not report.</summary>
    public required long UnresolvedQuantity { get; init; }

    /// <summary>The highest child id that was used.</summary>
    public required long LastChildId { get; init; }

    /// <summary>Whether the session was ended.</summary>
    public required bool IsSessionEnded { get; init; }

    /// <summary>Whether the journal could not be written at last.</summary>
    public required bool IsStorageLost { get; init; }

    /// <summary>Venues against which self-help is declared.</summary>
    public required IReadOnlyList<string> SelfHelpVenues { get; init; }

    /// <summary>Instruments with a position or open quantity.</summary>
    public required IReadOnlyList<PositionLine> Positions { get; init; }

    /// <summary>How execution reports were taken.</summary>
    public required TransitionCounters Reports { get; init; }

    /// <summary>Snapshots whose hash was held against the fold at their record.</summary>
    public required int SnapshotCount { get; init; }

    /// <summary>What must hold and does not, one line each; at most 100 are listed.</summary>
    public required IReadOnlyList<string> Violations { get; init; }
}
