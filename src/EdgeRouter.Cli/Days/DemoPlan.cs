using EdgeRouter.Lab;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Cli.Days;

/// <summary>What a demonstration runs.</summary>
internal sealed record DemoPlan
{
    /// <summary>Seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The market.</summary>
    public required MarketParameters Market { get; init; }

    /// <summary>Folder for captures, models, journals and the store.</summary>
    public required string Folder { get; init; }

    /// <summary>How the fresh day's frames come in.</summary>
    public required string Source { get; init; }

    /// <summary>Policy that uses the models.</summary>
    public required string LearnedPolicy { get; init; }

    /// <summary>Days that are learned from.</summary>
    public required int TrainingDays { get; init; }

    /// <summary>Fraction of the training day's parents whose waterfall is randomised.</summary>
    public double ExplorationRate { get; init; } = 0.2;

    /// <summary>Limits, protection, objective and deadline of every run.</summary>
    public RoutingOptions Routing { get; init; } = new();

    /// <summary>What parents are sent.</summary>
    public ParentScheduleOptions Parents { get; init; } = new();

    /// <summary>Whether market and recorder of every run are processes of their own.</summary>
    public bool HasSeparateTiers { get; init; }

    /// <summary>Folder for the tiers' journals; null where all is one process.</summary>
    public string? TierRoot => HasSeparateTiers ? Path.Combine(Folder, "tiers") : null;

    /// <summary>The store.</summary>
    public string StorePath => Path.Combine(Folder, "edgerouter.db");

    /// <summary>Folder of the runs' journals.</summary>
    public string JournalRoot => StorePath + ".journals";

    /// <summary>Folder of the models.</summary>
    public string ModelFolder => Path.Combine(Folder, "model");

    /// <summary>The market of a day.</summary>
    /// <param name="day">Day number.</param>
    public SimulatedDay Day(int day) => new(Seed, day, Market);

    /// <summary>Capture of a day.</summary>
    /// <param name="day">Day number.</param>
    public string CaptureOf(int day) => Path.Combine(Folder, $"day{day}.pcap");
}
