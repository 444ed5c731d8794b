using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Engine.State;
using EdgeRouter.Features.Rows;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;

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

    /// <summary>Instruments whose best prices a packet changed; the feeds' listener fills it.</summary>
    public required TouchedInstruments Touched { get; init; }

    /// <summary>What survives a crash; empty, or recovered.</summary>
    public required RouterState State { get; init; }

    /// <summary>Decides when a policy needs scores and none came.</summary>
    public required IRoutingPolicy Fallback { get; init; }

    /// <summary>Holds every step against the protected quotes.</summary>
    public required ProtectionGate Protection { get; init; }

    /// <summary>How waterfalls are built.</summary>
    public required WaterfallOptions Waterfall { get; init; }

    /// <summary>Turns raw scores into expected costs.</summary>
    public required ScoreCombiner Combiner { get; init; }

    /// <summary>Journal and gateway.</summary>
    public required IEngineOutput Output { get; init; }

    /// <summary>Hash of the models that score; 0 where none do.</summary>
    public ulong ModelId { get; init; }
}
