using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Engine;

/// <summary>What a router shard is configured to be.</summary>
public sealed record RouterSetup
{
    /// <summary>Instruments and venues.</summary>
    public required Universe Universe { get; init; }

    /// <summary>One feed a venue.</summary>
    public required IReadOnlyList<VenueFeed> Feeds { get; init; }

    /// <summary>Policy name, see <see cref="PolicyIds.Names"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>Bounds and times.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>How waterfalls are built.</summary>
    public WaterfallOptions Waterfall { get; init; } = new();

    /// <summary>How much is explored; rate 0 = not at all.</summary>
    public ExplorationOptions Exploration { get; init; } = new() { Rate = 0 };

    /// <summary>Risk limits.</summary>
    public RiskLimits Risk { get; init; } = new();

    /// <summary>Scales of the models; meaningless without models.</summary>
    public ScoreScales Scales { get; init; }

    /// <summary>Weights of the objective.</summary>
    public ObjectiveProfiles Objective { get; init; } = new();

    /// <summary>Hash of the models; 0 = none.</summary>
    public ulong ModelId { get; init; }
}
