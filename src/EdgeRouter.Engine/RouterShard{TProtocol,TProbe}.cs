using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Probes;
using EdgeRouter.Features.Market;
using EdgeRouter.Features.Rows;
using EdgeRouter.Features.Venues;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;

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
    private readonly IRoutingPolicy _policy;
    private readonly FeedSwitch<TProtocol, EngineMarketListener, TProbe> _feeds;

    /// <summary>Allocates and wires everything.</summary>
    /// <param name="setup">Configuration.</param>
    /// <param name="output">Journal and gateway.</param>
    /// <param name="probe">Stage probe.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">A part of the configuration is wrong; the message names it.</exception>
    public RouterShard(RouterSetup setup, IEngineOutput output, TProbe probe)
    {
        int instruments = setup.Universe.Instruments.Length;
        int venues = setup.Universe.Venues.Length;
        FeedOptions[] options = [.. setup.Feeds.Select(FeedOptionsOf)];
        var statisticsOptions = new VenueStatisticsOptions();
        _region = new NativeRegion(
            MarketState.RequiredBytes(instruments, venues) + EffectiveMarket.RequiredBytes(instruments, venues) + ConsolidatedBook.RequiredBytes(instruments, venues) + MarketStatistics.RequiredBytes(instruments, venues)
            + VenueStatistics.RequiredBytes(instruments, venues, statisticsOptions) + options.Sum(o => o.RequiredBytes(instruments)) + 65_536);
        var state = new MarketState(setup.Universe, _region, new MarketCapacity { InstrumentCountMax = instruments });
        Market = new ConsolidatedBook(state, _region);
        var statistics = new MarketStatistics(Market, _region);
        Effective = new EffectiveMarket(state, setup.Universe, _region, setup.Engine.OwnTakeMemoryNs);
        Venues = new VenueStatistics(setup.Universe, _region, statisticsOptions);
        _feeds = new FeedSwitch<TProtocol, EngineMarketListener, TProbe>(
            [.. options.Select(o => (o, new FeedHandler<TProtocol, EngineMarketListener, TProbe>(o, state, _region, new EngineMarketListener(statistics), probe)))]);
        _policy = new PolicySet(setup.Policy, setup.Universe, new PolicyOptions { Waterfall = setup.Waterfall, Exploration = setup.Exploration }).Default;
        Risk = new RiskGate(setup.Risk.Validate(), setup.Universe);
        Engine = new RouterEngine<TProbe>(setup.Engine, Parts(setup, output, statistics), probe);
    }

    /// <summary>The engine.</summary>
    public RouterEngine<TProbe> Engine { get; }

    /// <summary>Stable id of the policy that decides.</summary>
    public byte PolicyId => _policy.Id;

    /// <summary>Whether the policy needs scores.</summary>
    public bool NeedsScores => _policy.Need != ScoreNeed.None;

    /// <summary>Books of all venues.</summary>
    public ConsolidatedBook Market { get; }

    /// <summary>The books less what our own orders took.</summary>
    public EffectiveMarket Effective { get; }

    /// <summary>Live venue statistics.</summary>
    public VenueStatistics Venues { get; }

    /// <summary>The risk gate, for its counters.</summary>
    public RiskGate Risk { get; }

    /// <summary>The feeds, for their counters.</summary>
    public ReadOnlySpan<FeedHandler<TProtocol, EngineMarketListener, TProbe>> Feeds => _feeds.Feeds;

    /// <summary>End of input: releases what waits in the reorder buffers.</summary>
    public void FlushFeeds() => _feeds.Flush();

    /// <inheritdoc/>
    public void Dispose() => _region.Dispose();

    private static FeedOptions FeedOptionsOf(VenueFeed feed) => new()
    {
        VenueId = feed.VenueId,
        LineA = feed.LineA,
        LineB = feed.LineB,
        Orders = new OrderBookCapacity(),
    };

    private EngineParts Parts(RouterSetup setup, IEngineOutput output, MarketStatistics statistics) => new()
    {
        Universe = setup.Universe,
        Feeds = _feeds,
        Market = Market,
        Effective = Effective,
        Features = new FeatureEngine(Effective.Book, statistics, Venues, setup.Universe),
        Venues = Venues,
        Policy = _policy,
        Fallback = new StaticPolicy(setup.Universe, setup.Waterfall),
        Combiner = new ScoreCombiner(setup.Scales, setup.Objective, setup.Waterfall.PostTimeoutNs),
        Risk = Risk,
        Output = output,
        ModelId = setup.ModelId,
    };
}
