namespace EdgeRouter.Scoring.Evaluation;

/// <summary>What stayed the same between rows and one kind of reference. Shares are 0 to 1, NaN where there is nothing to divide by.</summary>
public sealed record ReuseFigures
{
    /// <summary>What the rows were compared with.</summary>
    public required ReuseReference Reference { get; init; }

    /// <summary>All rows.</summary>
    public required long RowCount { get; init; }

    /// <summary>Rows that had a reference.</summary>
    public required long ReferencedRowCount { get; init; }

    /// <summary>Of these, rows with the same features to the bit.</summary>
    public required long SameFeaturesRowCount { get; init; }

    /// <summary>Of these, rows with the same code in every lane.</summary>
    public required long SameCodesRowCount { get; init; }

    /// <summary>Changed lanes of a row with a reference, 10th percentile (nearest rank); 0 without such rows.</summary>
    public required int ChangedLanesP10 { get; init; }

    /// <summary>The same, median.</summary>
    public required int ChangedLanesP50 { get; init; }

    /// <summary>The same, 90th percentile.</summary>
    public required int ChangedLanesP90 { get; init; }

    /// <summary>Trees that read a changed lane, summed over the rows with a reference: what lane masks could not skip.</summary>
    public required long TouchedTreeCount { get; init; }

    /// <summary>Trees of the forest that read lanes at all.</summary>
    public required int TreeCount { get; init; }

    /// <summary>Features by the number of rows in which their codes changed, most often first; those that never did are left out.</summary>
    public required IReadOnlyList<FeatureChange> FeatureChanges { get; init; }

    /// <summary>Share of rows that had a reference.</summary>
    public double ReferencedShare => (double)ReferencedRowCount / RowCount;

    /// <summary>Share of rows with a reference that have its features.</summary>
    public double SameFeaturesShare => (double)SameFeaturesRowCount / ReferencedRowCount;

    /// <summary>Share of rows with a reference that have its codes.</summary>
    public double SameCodesShare => (double)SameCodesRowCount / ReferencedRowCount;

    /// <summary>Share of trees, over the rows with a reference, that read a changed lane.</summary>
    public double TouchedTreeShare => (double)TouchedTreeCount / ((double)ReferencedRowCount * TreeCount);

    /// <summary>Most that skipping could save: of all evaluations of a tree for a row, the share whose tree reads no changed lane. Finding
    /// out is not paid for in it, nor is coding, and rows that are scored side by side are taken to be skipped one by one.</summary>
    public double SkippableShare => (((double)ReferencedRowCount * TreeCount) - TouchedTreeCount) / ((double)RowCount * TreeCount);
}
