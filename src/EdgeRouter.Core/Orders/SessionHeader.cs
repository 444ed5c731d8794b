namespace EdgeRouter.Core.Orders;

/// <summary>What a journal is about: written once at its start.</summary>
public sealed record SessionHeader
{
    /// <summary>Unique name of the run, ASCII, at most 64 characters.</summary>
    public required string RunId { get; init; }

    /// <summary>Policy name, e.g. <c>static</c>, <c>best-price</c>, <c>rank-and-fill</c>.</summary>
    public required string Policy { get; init; }

    /// <summary>Stable id of the policy, as in <see cref="DecisionRecord.PolicyId"/>.</summary>
    public byte PolicyId { get; init; }

    /// <summary>Hash of the models; 0 where none score.</summary>
    public ulong ModelId { get; init; }

    /// <summary>Seed of the run.</summary>
    public ulong Seed { get; init; }

    /// <summary>Time of the session's start (market time), ns since the Unix epoch.</summary>
    public long StartTimeNs { get; init; }

    /// <summary>Fraction of parents that explore, 0 to 1.</summary>
    public double ExplorationRate { get; init; }

    /// <summary>Version of the program, with commit.</summary>
    public string ProgramVersion { get; init; } = string.Empty;

    /// <summary>What answers the orders, e.g. <c>simulation</c>, <c>calibrated simulation</c>, <c>queue model</c>; empty = not said, as in journals older than this field.</summary>
    public string Market { get; init; } = string.Empty;

    /// <summary>Fixed-point scales of the model outputs: value = raw × 2^-bits.</summary>
    public int FillScaleBits { get; init; }

    /// <summary>See <see cref="FillScaleBits"/>.</summary>
    public int CostScaleBits { get; init; }

    /// <summary>See <see cref="FillScaleBits"/>.</summary>
    public int CompletionScaleBits { get; init; }

    /// <summary>Instrument symbols in id order.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>Venue names in id order.</summary>
    public IReadOnlyList<string> Venues { get; init; } = [];

    /// <summary>Feature names in column order.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];
}
