using System.Text.Json.Serialization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Features.Venues;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.Venues;

namespace EdgeRouter.Engine.Setup;

/// <summary>What a router shard is configured to be.</summary>
public sealed record RouterSetup
{
    /// <summary>Instruments and venues.</summary>
    public required Universe Universe { get; init; }

    /// <summary>One feed a venue.</summary>
    public required IReadOnlyList<VenueFeed> Feeds { get; init; }

    /// <summary>Memory of the feeds; null = a live router's. Not written where it is null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeedMemory? FeedMemory { get; init; }

    /// <summary>Protocol of the feeds; null = MEMOIR Depth, as in journals that do not say it.</summary>
    public string? FeedProtocol { get; init; }

    /// <summary>Policy name, see <see cref="PolicyIds.Names"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>Bounds and times.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>What the policies are made with; exploration rate 0 by default.</summary>
    public PolicyOptions Policies { get; init; } = new();

    /// <summary>Risk limits at the start.</summary>
    public RiskLimits Risk { get; init; } = new();

    /// <summary>Sizes of the risk gate's tables.</summary>
    public RiskCapacity RiskCapacity { get; init; } = new();

    /// <summary>Memory of the live venue statistics.</summary>
    public VenueStatisticsOptions Statistics { get; init; } = new();

    /// <summary>When a venue that refuses is left alone.</summary>
    public VenueHealthOptions Health { get; init; } = new();

    /// <summary>Scales of the models; meaningless without models.</summary>
    public ScoreScales Scales { get; init; }

    /// <summary>Weights of the objective.</summary>
    public ObjectiveProfiles Objective { get; init; } = new();

    /// <summary>Hash of the models; 0 = none.</summary>
    public ulong ModelId { get; init; }
}
