using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Journal;
using EdgeRouter.Lab.Tiers;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Lab;

/// <summary>A router shard, its journal, the market that answers it and the day's parents, put together. Give it the day's packets, then
/// <see cref="Complete"/> it.</summary>
/// <typeparam name="TProtocol">Protocol of the simulated venues' feeds.</typeparam>
/// <typeparam name="TProbe">Stage probe.</typeparam>
public sealed class LabRun<TProtocol, TProbe> : IPacketHandler, IDisposable
    where TProtocol : struct, IFeedProtocol
    where TProbe : struct, IStageProbe
{
    private readonly LabScene _scene;
    private readonly JournalWriter _journal;
    private readonly RouterShard<TProtocol, TProbe> _shard;
    private readonly LabSession<TProbe> _session;

    /// <summary>Builds the run and begins its journal.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="probe">Stage probe.</param>
    /// <exception cref="EdgeRouterException">ER7102: the policy needs models and there are none; ER7106: the folder holds a journal; ER7119: a configuration was
    /// refused; what the parts throw.</exception>
    public LabRun(LabRunOptions options, TProbe probe)
    {
        ILabDay day = options.Day;
        _scene = day.Open<TProtocol>();
        try
        {
            Parents = ParentSchedule.Draw(options.Parents, _scene.Universe, day.Seed, day.Day, Market.StartTimeNs, Market.EndTimeNs);
            _journal = OpenJournal(options.JournalDirectory, JournalIdOf(options.RunId, day.Seed), Market.StartTimeNs);
            Output = new JournalingOutput(new JournalLog(_journal), Market);
            (Market as ITierMarket)?.Attach(_journal);
            RouterSetup setup = SetupOf(options);
            _shard = new RouterShard<TProtocol, TProbe>(setup, Output, probe);
            RequireScorer(options);
            var loop = new RouterLoop<TProbe>(_shard.Engine, Output, options.Costs, options.ActionValues, options.JournalsPackets);
            _session = new LabSession<TProbe>(loop, Market, Parents);
            BeginJournal(options, setup);
            Configure(loop, options.Configurations);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The market that answers.</summary>
    public IAnsweringMarket Market => _scene.Market;

    /// <summary>Instruments and venues of the day.</summary>
    public Universe Universe => _scene.Universe;

    /// <summary>The day's parents, the same for every policy.</summary>
    public IReadOnlyList<ScheduledParent> Parents { get; }

    /// <summary>Parents of the day that were not taken, because the market's tier could not be reached when they came.</summary>
    public int ParentsTurnedAway => _session.ParentsTurnedAway;

    /// <summary>What went into the journal.</summary>
    public JournalingOutput Output { get; }

    /// <summary>The engine, for its counters.</summary>
    public RouterEngine<TProbe> Engine => _shard.Engine;

    /// <summary>The shard, for its books and feeds.</summary>
    public RouterShard<TProtocol, TProbe> Shard => _shard;

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram) => _session.OnPacket(datagram);

    /// <summary>Ends the day and closes the journal in order.</summary>
    public void Complete()
    {
        _session.Complete();

        // After the last decision: what waits behind a gap is no input, so that a replay of the journal need not know where the capture ended.
        _shard.FlushFeeds();
        Output.EndSession();
        (Market as ITierMarket)?.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shard?.Dispose();
        (Market as IDisposable)?.Dispose();
        _journal?.Dispose();
    }

    private static JournalWriter OpenJournal(string directory, ulong id, long startTimeNs)
    {
        JournalWriter journal = JournalWriter.Open(
            new JournalOptions { Directory = directory, Fsync = JournalFsync.None, JournalId = id, SpareBytes = 0 },
            new ManualClock { NowNs = startTimeNs });
        if (journal.Recovery.LastSequence > 0)
        {
            journal.Dispose();
            throw EdgeRouterException.Usage("ER7106", $"'{directory}' holds a journal already: remove it or name another folder");
        }

        return journal;
    }

    // Every run has its own, so that a store never takes one run's journal for another's.
    private static ulong JournalIdOf(string runId, ulong seed)
    {
        ulong id = seed;
        foreach (char c in runId)
        {
            id = SplitMix64.Mix(id ^ c);
        }

        return id;
    }

    // The setup stands in the journal, so that it replays without anything beside it.
    private void BeginJournal(LabRunOptions options, RouterSetup setup)
    {
        Output.BeginSession(HeaderOf(options));
        byte[] bytes = RouterSetupJson.Format(setup);
        Output.OnConfiguration(ConfigurationKind.Setup, StateWriter.HashOf(bytes), bytes);
        Output.Release();
    }

    private void Configure(RouterLoop<TProbe> loop, IReadOnlyList<LabConfiguration> configurations)
    {
        foreach (LabConfiguration configuration in configurations)
        {
            if (!loop.TryConfigure(configuration.Kind, configuration.Content.Span, Market.StartTimeNs, out string problem))
            {
                throw EdgeRouterException.BadInput("ER7119", $"{configuration.Name}: {problem}");
            }
        }
    }

    private void RequireScorer(LabRunOptions options)
    {
        bool byValue = _shard.Need == ScoreNeed.ActionValue;
        if ((byValue ? options.ActionValues : options.Costs) is null && _shard.Need != ScoreNeed.None)
        {
            throw EdgeRouterException.Usage("ER7102", byValue
                ? $"policy '{options.Policy}' needs a model of action values, which no command makes yet: take another policy"
                : $"policy '{options.Policy}' needs models: name a folder made by 'edgerouter train'");
        }
    }

    internal RouterSetup SetupOf(LabRunOptions options) => new()
    {
        Universe = Universe,
        Feeds = _scene.Feeds,
        FeedProtocol = TProtocol.Name,
        Policy = options.Policy,
        Engine = options.Engine,
        Policies = options.Policies with { Exploration = options.Policies.Exploration with { Rate = options.ExplorationRate, Seed = options.Day.Seed } },
        Risk = options.Risk,
        Objective = options.Objective,
        Scales = options.Scales,
        ModelId = options.ModelId,
    };

    private SessionHeader HeaderOf(LabRunOptions options) => new()
    {
        RunId = options.RunId,
        Policy = options.Policy,
        PolicyId = _shard.PolicyId,
        ModelId = options.ModelId,
        Seed = options.Day.Seed,
        StartTimeNs = Market.StartTimeNs,
        ExplorationRate = options.ExplorationRate,
        ProgramVersion = options.ProgramVersion,
        Market = options.Day.MarketKind,
        FillScaleBits = options.Scales.FillBits,
        CostScaleBits = options.Scales.CostBits,
        CompletionScaleBits = options.Scales.CompletionBits,
        Instruments = [.. Universe.Instruments.ToArray().Select(i => i.Symbol)],
        Venues = [.. Universe.Venues.ToArray().Select(v => v.Name)],
        Features = [.. FeatureCatalog.Features.ToArray().Select(f => f.Name)],
    };
}
