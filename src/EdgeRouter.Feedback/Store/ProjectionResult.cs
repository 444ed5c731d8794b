namespace EdgeRouter.Feedback.Store;

/// <summary>What projecting a journal came to.</summary>
public sealed record ProjectionResult
{
    /// <summary>The run; empty when the journal holds no record yet.</summary>
    public required string RunId { get; init; }

    /// <summary>First record looked at.</summary>
    public long FirstSequence { get; init; }

    /// <summary>Last record projected, now or earlier.</summary>
    public long LastSequence { get; init; }

    /// <summary>Records projected now.</summary>
    public long RecordCount { get; init; }

    /// <summary>Decisions among them.</summary>
    public long DecisionCount { get; init; }

    /// <summary>Fills among them.</summary>
    public long FillCount { get; init; }

    /// <summary>Rows that were there already under the same key, such as a parent id that was sent twice: left as they were.</summary>
    public long DuplicateCount { get; init; }

    /// <summary>Messages of another schema or an unknown template: skipped.</summary>
    public long UnknownCount { get; init; }

    /// <summary>Messages whose bytes contradict themselves: skipped.</summary>
    public long MalformedCount { get; init; }

    /// <summary>Bytes behind the journal's last whole record.</summary>
    public long TornBytes { get; init; }
}
