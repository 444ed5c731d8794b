using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Lab.Reference;
using EdgeRouter.Simulation;

namespace EdgeRouter.Lab.Live;

/// <summary>A router shard in one market that it hears and that answers it: what its orders do to the books comes back to it by the feeds. Time goes from
/// happening to happening, so that nothing is known, or sent, before its instant.</summary>
internal sealed class LiveRun : IDisposable
{
    private readonly FrameInbox _frames = new();
    private readonly IReadOnlyList<ScheduledParent> _parents;
    private readonly RouterShard<MemoirDepthProtocol, NoProbe> _shard;
    private readonly RouterLoop<NoProbe> _loop;
    private int _nextParent;

    /// <summary>Builds market and router; nothing has happened yet.</summary>
    /// <param name="options">What to run.</param>
    public LiveRun(LiveRunOptions options)
    {
        _parents = options.Parents;
        Market = new MarketSimulator(options.Market, options.Seed, options.Day, _frames);
        var journal = new JournalingOutput(options.Log ?? new ForgetfulLog(), new SimulatedMarket(Market), pendingMax: 2 * RowCountMax);
        Output = new LiveOutput(journal, options.Log is not null) { Reported = options.Reported, Marked = options.Marked, Sent = options.Sent };
        Setup = SmallShard.SetupOf(Market, options.Policies, options.ChildCapacity);
        Guests = new GuestPolicies(Market.Inside, Market.Universe, Setup.Policies, options.Plans, options.HasPlans);
        _shard = new RouterShard<MemoirDepthProtocol, NoProbe>(Setup, Output, default, Guests.All);
        Guests.Connect(_shard.State.Policies);
        _loop = new RouterLoop<NoProbe>(_shard.Engine, journal, costs: null, options.ActionValues) { AsksCaller = options.AsksCaller };
    }

    /// <summary>The market.</summary>
    public MarketSimulator Market { get; }

    /// <summary>The shard's setup.</summary>
    public RouterSetup Setup { get; }

    /// <summary>Oracles and agent.</summary>
    public GuestPolicies Guests { get; }

    /// <summary>How parents ended.</summary>
    public LiveOutput Output { get; }

    /// <summary>The engine.</summary>
    public RouterEngine<NoProbe> Engine => _shard.Engine;

    /// <summary>The decision that waits for the caller; null = none does.</summary>
    public DecisionRequest? Question => _loop.Question;

    private int RowCountMax => 3 * Market.Universe.Venues.Length;

    /// <summary>Runs until the caller is asked, every parent has ended, or the market is over.</summary>
    /// <returns>Whether the caller is asked.</returns>
    public bool RunToQuestion() => Run(stopsAtEnd: true, long.MaxValue);

    /// <summary>Runs on until an instant, whether or not parents have ended.</summary>
    /// <param name="timeNs">Instant.</param>
    /// <returns>Whether the caller is asked before.</returns>
    public bool RunUntil(long timeNs) => Run(stopsAtEnd: false, timeNs);

    /// <summary>Gives the open question its answer.</summary>
    /// <param name="scoring">Who scored.</param>
    public void Answer(in Engine.Scoring scoring) => _loop.Answer(scoring);

    /// <inheritdoc/>
    public void Dispose() => _shard.Dispose();

    private bool Run(bool stopsAtEnd, long limitNs)
    {
        while (_loop.Question is null)
        {
            if (TryDeliver())
            {
                continue;
            }

            long dueNs = NextDueNs();
            if ((stopsAtEnd && Output.Outcomes.Count == _parents.Count) || dueNs == long.MaxValue || dueNs > limitNs)
            {
                return false;
            }

            Market.AdvanceTo(dueNs);
        }

        return true;
    }

    private long NextDueNs()
    {
        long market = Math.Min(Math.Min(Market.NextEventTimeNs, Market.NextFrameTimeNs), Market.NextReportTimeNs);
        long router = Math.Min(_shard.Engine.NextTimerNs, _nextParent < _parents.Count ? _parents[_nextParent].Order.ArrivalTimeNs : long.MaxValue);
        return Math.Min(market, router);
    }

    // In the order of a replay: reports, timers and parents come before a packet of the same instant.
    private bool TryDeliver()
    {
        long nowNs = Market.TimeNs;
        if (Market.TryTakeReport(nowNs, out ExecutionReport report))
        {
            _loop.OnExecutionReport(report);
            return true;
        }

        if (_shard.Engine.NextTimerNs <= nowNs)
        {
            _loop.Advance(nowNs);
            return true;
        }

        if (_nextParent < _parents.Count && _parents[_nextParent].Order.ArrivalTimeNs <= nowNs)
        {
            _loop.OnParentOrder(ParentPricing.Price(_shard.Engine, _parents[_nextParent++]));
            return true;
        }

        if (_frames.IsEmpty)
        {
            return false;
        }

        _loop.OnPacket(_frames.Take());
        return true;
    }
}
