namespace EdgeRouter.Simulation.Calibration;

/// <summary>What is fitted to what.</summary>
public sealed record CalibrationOptions
{
    /// <summary>Folder with <c>SYMBOL_yyyyMMdd_trade.zip</c> and <c>_quote.zip</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Days that the parameters are fitted to. At least one.</summary>
    public required IReadOnlyList<DateOnly> FitDays { get; init; }

    /// <summary>Day that the fitted market is held against; not among the fit days.</summary>
    public required DateOnly TestDay { get; init; }

    /// <summary>Symbols; empty = all that have files of the test day.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>Part of the session.</summary>
    public SessionWindow Window { get; init; } = SessionWindow.Day;

    /// <summary>Rounds of simulation and correction. 0 to 100.</summary>
    public int Rounds { get; init; } = 14;

    /// <summary>Seed of the simulated days.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Simulated days that the table's figures are means of; days that were not used to fit. 1 to 20.</summary>
    public int SimulatedDays { get; init; } = 4;

    /// <summary>Simulated days, each with its twin, that the impact of institutions is measured on. 1 to 100.</summary>
    public int ImpactDays { get; init; } = 16;
}
