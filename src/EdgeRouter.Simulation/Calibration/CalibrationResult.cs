using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>What a calibration found.</summary>
public sealed record CalibrationResult
{
    /// <summary>What was asked for.</summary>
    public required CalibrationOptions Options { get; init; }

    /// <summary>The fitted market.</summary>
    public required MarketParameters Market { get; init; }

    /// <summary>The table, by symbol and fact.</summary>
    public required IReadOnlyList<FactRow> Rows { get; init; }

    /// <summary>Impact of the simulated institutions; null where there were too few. Not in any tape, so in simulation only.</summary>
    public required MetaorderImpact? Impact { get; init; }

    /// <summary>Facts in full.</summary>
    internal IReadOnlyList<SymbolCurves> Curves { get; init; } = [];

    /// <summary>Lines out of their bands.</summary>
    public int OutsideCount => Rows.Count(row => !row.IsInBand);
}
