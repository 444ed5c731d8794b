using EdgeRouter.Cli.Verbs;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Lab;
using EdgeRouter.Lab.Recorded;
using EdgeRouter.Routing.Policies.Convex;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Cli.Days;

/// <summary>One policy over one captured day.</summary>
internal sealed record PolicyRun
{
    /// <summary>The day's capture.</summary>
    public required string Capture { get; init; }

    /// <summary>The day where it is not a simulated one, whose description stands beside the capture; null = it is.</summary>
    public RecordedDay? Recorded { get; init; }

    /// <summary>Protocol of the feeds.</summary>
    public string Feed { get; init; } = FeedOptionsReader.MemoirDepth;

    /// <summary>How its frames come in.</summary>
    public required string Source { get; init; }

    /// <summary>Policy name.</summary>
    public required string Policy { get; init; }

    /// <summary>Unique name in the store.</summary>
    public required string RunId { get; init; }

    /// <summary>Folder that journals go into.</summary>
    public required string JournalRoot { get; init; }

    /// <summary>Models; null where the policy needs none.</summary>
    public ModelSet? Models { get; init; }

    /// <summary>Scorer over the models.</summary>
    public IRowScorer? Scorer { get; init; }

    /// <summary>What the convex policy assumes.</summary>
    public ConvexParameters Convex { get; init; } = new();

    /// <summary>Fraction of parents that explore.</summary>
    public double ExplorationRate { get; init; }

    /// <summary>Limits, protection, objective and deadline.</summary>
    public RoutingOptions Routing { get; init; } = new();

    /// <summary>Whether the journal keeps the market data too.</summary>
    public bool JournalsPackets { get; init; }

    /// <summary>File of statistics of earlier days; null = none are loaded or saved.</summary>
    public string? StatisticsPath { get; init; }

    /// <summary>What parents are sent.</summary>
    public ParentScheduleOptions Parents { get; init; } = new();

    /// <summary>Whether the path is run into throw-away journals first, so that latencies are those of a router that has been up for a while.</summary>
    public bool IsWarmedUp { get; init; } = true;

    /// <summary>Folder for the journals of market and recorder where they are processes of their own; null = all is one process.</summary>
    public string? TierRoot { get; init; }

    /// <summary>Folder of this run's journal.</summary>
    public string JournalDirectory => Path.Combine(JournalRoot, RunId);
}
