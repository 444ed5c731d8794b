using EdgeRouter.Core.Scoring;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Deadlines;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Lab;

/// <summary>One run of a policy over a day.</summary>
public sealed record LabRunOptions
{
    /// <summary>The day, as the capture's.</summary>
    public required ILabDay Day { get; init; }

    /// <summary>Policy name, see <see cref="PolicyIds.Names"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>Unique name of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Folder of the journal; must not hold one.</summary>
    public required string JournalDirectory { get; init; }

    /// <summary>Fraction of parents that explore, 0 to 1.</summary>
    public double ExplorationRate { get; init; }

    /// <summary>What parents are sent.</summary>
    public ParentScheduleOptions Parents { get; init; } = new();

    /// <summary>What the policies are made with; its exploration's rate and seed are the run's.</summary>
    public PolicyOptions Policies { get; init; } = new();

    /// <summary>Risk limits.</summary>
    public RiskLimits Risk { get; init; } = new();

    /// <summary>Weights of the objective.</summary>
    public ObjectiveProfiles Objective { get; init; } = new();

    /// <summary>Bounds and times of the engine.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>Scores costs; null where the policy needs none.</summary>
    public ScorerChain? Costs { get; init; }

    /// <summary>Scores action values; null where the policy needs none.</summary>
    public ScorerChain? ActionValues { get; init; }

    /// <summary>What is configured as the run begins, journaled as it would be while a router runs: limits, reference data, statistics of earlier days.</summary>
    public IReadOnlyList<LabConfiguration> Configurations { get; init; } = [];

    /// <summary>Whether the journal keeps the market data too.</summary>
    public bool JournalsPackets { get; init; }

    /// <summary>Scales of the scorer's models.</summary>
    public ScoreScales Scales { get; init; }

    /// <summary>Hash of the scorer's models; 0 = none.</summary>
    public ulong ModelId { get; init; }

    /// <summary>Version of the program, for the journal.</summary>
    public string ProgramVersion { get; init; } = string.Empty;
}
