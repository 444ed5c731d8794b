using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.State;
using EdgeRouter.Features.Market;
using EdgeRouter.Features.Rows;
using EdgeRouter.Features.Venues;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.Venues;

namespace EdgeRouter.Engine;

/// <summary>One router shard put together: native memory, books, features, policy, risk gate and engine. Replay, simulation, benchmark and live run all
/// build this; they differ in sources, clocks and gateways.</summary>
/// <typeparam name="TProtocol">Protocol of the venues' feeds.</typeparam>
/// <typeparam name="TProbe">Stage probe.</typeparam>
public sealed class RouterShard<TProtocol, TProbe> : IDisposable
    where TProtocol : struct, IFeedProtocol
    where TProbe : struct, IStageProbe
{
    private readonly NativeRegion _region;
    private readonly TouchedInstruments _touched;
    private readonly FeedSwitch<TProtocol, EngineMarketListener, TProbe> _feeds;

    /// <summary>Allocates and wires everything.</summary>
    /// <param name="setup">Configuration.</param>
    /// <param name="output">Journal and gateway.</param>
    /// <param name="probe">Stage probe.</param>
    /// <param name="guests">Policies beside the configured ones, see <see cref="PolicySet"/>; null = none, as in every live router.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">A part of the configuration is wrong; the message names it.</exception>
    public RouterShard(RouterSetup setup, IEngineOutput output, TProbe probe, IReadOnlyList<IRoutingPolicy>? guests = null)
    {
        // Reference data switch the universe's entries: each shard has its own, and the setup stays what it was.
        setup = setup with { Universe = new Universe(setup.Universe.Instruments.ToArray(), setup.Universe.Venues.ToArray()) };
        int instruments = setup.Universe.Instruments.Length;
        FeedOptions[] options = [.. setup.Feeds.Select(feed => FeedOptionsOf(feed, setup.FeedMemory ?? new FeedMemory()))];
        _region = new NativeRegion(RequiredBytes(setup, options));
        var state = new MarketState(setup.Universe, _region, new MarketCapacity { InstrumentCountMax = instruments });
        Market = new ConsolidatedBook(state, _region);
        var statistics = new MarketStatistics(Market, _region);
        _touched = new TouchedInstruments(Market, _region);
        Effective = new EffectiveMarket(state, setup.Universe, _region, setup.Engine.OwnTakeMemoryNs);
        var listener = new EngineMarketListener(statistics, _touched);
        _feeds = new FeedSwitch<TProtocol, EngineMarketListener, TProbe>(
            [.. options.Select(o => (o, new FeedHandler<TProtocol, EngineMarketListener, TProbe>(o, state, _region, listener, probe)))]);
        MapSecurities(setup.Feeds);
        State = new RouterState(
            setup.Engine.Validated(),
            setup.Universe,
            new RiskGate(setup.Risk.Validate(), setup.Universe, setup.RiskCapacity),
            new VenueStatistics(setup.Universe, _region, setup.Statistics),
            new VenueHealth(setup.Universe.Venues.Length, setup.Health),
            new PolicySet(setup.Policy, setup.Universe, setup.Policies, guests));
        Engine = new RouterEngine<TProbe>(setup.Engine, Parts(setup, output, statistics), probe);
    }

    /// <summary>The engine.</summary>
    public RouterEngine<TProbe> Engine { get; }

    /// <summary>Stable id of the policy that decides.</summary>
    public byte PolicyId => State.Policies.Default.Id;

    /// <summary>Which scores that policy needs.</summary>
    public ScoreNeed Need => State.Policies.Default.Need;

    /// <summary>What survives a crash.</summary>
    public RouterState State { get; }

    /// <summary>Books of all venues.</summary>
    public ConsolidatedBook Market { get; }

    /// <summary>The books less what our own orders took.</summary>
    public EffectiveMarket Effective { get; }

    /// <summary>The feeds, for their counters.</summary>
    public ReadOnlySpan<FeedHandler<TProtocol, EngineMarketListener, TProbe>> Feeds => _feeds.Feeds;

    /// <summary>End of input: releases what waits in the reorder buffers.</summary>
    public void FlushFeeds() => _feeds.Flush();

    /// <inheritdoc/>
    public void Dispose() => _region.Dispose();

    private void MapSecurities(IReadOnlyList<VenueFeed> feeds)
    {
        for (int i = 0; i < feeds.Count; i++)
        {
            foreach (SecurityNumber security in feeds[i].Securities ?? [])
            {
                _ = _feeds.Feeds[i].Books.Map(security.SecurityId, security.InstrumentId);
            }
        }
    }

    private static FeedOptions FeedOptionsOf(VenueFeed feed, FeedMemory memory) => new()
    {
        VenueId = feed.VenueId,
        LineA = feed.LineA,
        LineB = feed.LineB,
        Snapshots = feed.Snapshots,
        Orders = memory.Orders,
        ReorderSlotCount = memory.ReorderSlotCount,
        SingleLineWindow = Math.Min(new FeedOptions { VenueId = feed.VenueId }.SingleLineWindow, memory.ReorderSlotCount - 1),
    };

    private static long RequiredBytes(RouterSetup setup, FeedOptions[] feeds)
    {
        int instruments = setup.Universe.Instruments.Length;
        int venues = setup.Universe.Venues.Length;
        return MarketState.RequiredBytes(instruments, venues)
            + EffectiveMarket.RequiredBytes(instruments, venues)
            + ConsolidatedBook.RequiredBytes(instruments, venues)
            + TouchedInstruments.RequiredBytes(instruments)
            + MarketStatistics.RequiredBytes(instruments, venues)
            + VenueStatistics.RequiredBytes(instruments, venues, setup.Statistics)
            + feeds.Sum(o => o.RequiredBytes(instruments))
            + 65_536;
    }

    private EngineParts Parts(RouterSetup setup, IEngineOutput output, MarketStatistics statistics) => new()
    {
        Universe = setup.Universe,
        Feeds = _feeds,
        Market = Market,
        Effective = Effective,
        Touched = _touched,
        State = State,
        Features = new FeatureEngine(Effective.Book, statistics, State.Venues, setup.Universe),
        Fallback = State.Policies.Fallback,
        Combiner = new ScoreCombiner(setup.Scales, setup.Objective, setup.Policies.Waterfall.PostTimeoutNs),
        Protection = new ProtectionGate(setup.Universe, setup.Policies.Waterfall.Protection),
        Waterfall = setup.Policies.Waterfall,
        Output = output,
        ModelId = setup.ModelId,
    };
}
