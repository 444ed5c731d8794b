using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Features.Rows;
using EdgeRouter.Features.Venues;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Engine;

/// <summary>What an engine is made of; the composition root puts it together.</summary>
public sealed record EngineParts
{
    /// <summary>Instruments and venues.</summary>
    public required Universe Universe { get; init; }

    /// <summary>Takes the packets of every feed; leads into <see cref="Market"/>'s books.</summary>
    public required IPacketHandler Feeds { get; init; }

    /// <summary>Books as the feeds show them, and the best bid and offer over all venues.</summary>
    public required ConsolidatedBook Market { get; init; }

    /// <summary>The same less what our own orders took.</summary>
    public required EffectiveMarket Effective { get; init; }

    /// <summary>Feature rows.</summary>
    public required FeatureEngine Features { get; init; }

    /// <summary>Live venue statistics; the engine feeds them with what it journals.</summary>
    public required VenueStatistics Venues { get; init; }

    /// <summary>Decides.</summary>
    public required IRoutingPolicy Policy { get; init; }

    /// <summary>Decides when <see cref="Policy"/> needs scores and none came.</summary>
    public required IRoutingPolicy Fallback { get; init; }

    /// <summary>Turns raw scores into expected costs.</summary>
    public required ScoreCombiner Combiner { get; init; }

    /// <summary>Nothing leaves without it.</summary>
    public required RiskGate Risk { get; init; }

    /// <summary>Journal and gateway.</summary>
    public required IEngineOutput Output { get; init; }

    /// <summary>Hash of the models that score; 0 where none do.</summary>
    public ulong ModelId { get; init; }
}
