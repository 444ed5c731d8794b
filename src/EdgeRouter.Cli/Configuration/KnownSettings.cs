namespace EdgeRouter.Cli.Configuration;

/// <summary>Every setting of the command. A name that is not here is refused.</summary>
internal static class KnownSettings
{
    /// <summary>Where results, stores and models go.</summary>
    public static readonly SettingKey OutputFolder = new(
        "paths:output", string.Empty, "folder for what the command writes; empty: the build's artifacts folder, or the current folder of an installed command");

    /// <summary>Risk limits that runs begin with.</summary>
    public static readonly SettingKey RiskLimits = new("routing:limits", string.Empty, "JSON file of the risk limits that runs begin with; empty: the built-in ones. --limits goes before it");

    /// <summary>Order protection of runs.</summary>
    public static readonly SettingKey Protection = new("routing:protection", "on", "order protection: on, best-execution or off; on, because that is the law for listed shares. --protection goes before it");

    /// <summary>Objective of runs.</summary>
    public static readonly SettingKey Objective = new("routing:objective", "cost", "what decisions weigh: cost, balanced, speed or stealth; cost alone is what the models are trained for. --objective goes before it");

    /// <summary>Time that scores may take.</summary>
    public static readonly SettingKey ScoreDeadlineUs = new(
        "routing:scoreDeadlineUs", "0", "time that the scores of a decision may take, µs, 1 to 1000000; 0: as long as it takes, so that runs repeat. --score-deadline-us goes before it");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SettingKey> All { get; } = [OutputFolder, RiskLimits, Protection, Objective, ScoreDeadlineUs];
}
