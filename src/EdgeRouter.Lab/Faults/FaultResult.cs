namespace EdgeRouter.Lab.Faults;

/// <summary>What came of a run.</summary>
public sealed record FaultResult
{
    /// <summary>The run.</summary>
    public required FaultOptions Options { get; init; }

    /// <summary>The first invariant that broke.</summary>
    public Invariant Broken { get; init; }

    /// <summary>What exactly; empty where nothing broke.</summary>
    public string Finding { get; init; } = string.Empty;

    /// <summary>The step at which it broke, or the last one.</summary>
    public int Step { get; init; }

    /// <summary>Records written.</summary>
    public long RecordCount { get; init; }

    /// <summary>Parents accepted.</summary>
    public long ParentCount { get; init; }

    /// <summary>Child orders that left.</summary>
    public long ChildCount { get; init; }

    /// <summary>Shares executed by the venues.</summary>
    public long ExecutedQuantity { get; init; }

    /// <summary>Crashes and recoveries.</summary>
    public int CrashCount { get; init; }

    /// <summary>A hash over all records: equal runs have equal ones.</summary>
    public ulong Hash { get; init; }

    /// <summary>Every record of the run, as its journal has them.</summary>
    public IReadOnlyList<byte[]> Records { get; init; } = [];

    /// <summary>Whether everything held.</summary>
    public bool IsGood => Broken == Invariant.None;
}
