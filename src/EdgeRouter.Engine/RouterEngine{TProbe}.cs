using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Features.Rows;
using EdgeRouter.Features.Venues;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <summary>The deterministic router core (DESIGN §3): packets, parent orders, execution reports, timers, control inputs and scores go in; child orders,
/// cancels, decisions and alerts come out. No clock, no randomness, no input or output of its own, no thread, no allocation after construction: the same
/// inputs give the same outputs bit for bit. Each decision has two phases: <see cref="TryPrepare"/> (rows and features) and <see cref="Decide"/> (with the
/// scores that somebody gave).</summary>
/// <typeparam name="TProbe">Stage probe; <see cref="NoProbe"/> costs nothing.</typeparam>
/// <remarks>Single-threaded: all calls come from the shard's thread. Input times may repeat but never decide: engine time is their running maximum.</remarks>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    private readonly EngineOptions _options;
    private readonly IPacketHandler _feeds;
    private readonly ConsolidatedBook _market;
    private readonly EffectiveMarket _effective;
    private readonly long[] _shownWhenSent;
    private readonly FeatureEngine _features;
    private readonly VenueStatistics _venues;
    private readonly IRoutingPolicy _policy;
    private readonly IRoutingPolicy _fallback;
    private readonly ScoreCombiner _combiner;
    private readonly RiskGate _risk;
    private readonly IEngineOutput _output;
    private readonly TProbe _probe;
    private readonly RowSet _rowSet;
    private readonly RoutingContext _context;
    private readonly VenueQuote[] _quotes;
    private readonly RowKey[] _rowKeys;
    private readonly byte[] _rowTries;
    private readonly DecisionRecord _record;
    private readonly DecisionRequest _request;
    private readonly OrderTable<ParentOrderRecord> _parents;
    private readonly OrderTable<ChildOrderRecord> _children;
    private readonly IdQueue _pending;
    private readonly IdQueue _endedParents;
    private readonly IdQueue _endedChildren;
    private readonly IdQueue _freeMarks;
    private readonly MarkOut[] _marks;
    private readonly TimerQueue _timers;
    private readonly int[] _waitCounts;
    private readonly bool[] _isQueued;
    private readonly bool[] _isWaiting;
    private readonly ulong _modelId;
    private TransitionCounters _transitions;
    private long _inputCount;
    private long _inputTicks;
    private long _lastChildId;
    private int _openParentCount;
    private bool _sessionEnded;

    /// <summary>Builds an engine. Everything is allocated here.</summary>
    /// <param name="options">Bounds and times.</param>
    /// <param name="parts">What the engine is made of.</param>
    /// <param name="probe">Stage probe.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1130: an option is out of range.</exception>
    public RouterEngine(EngineOptions options, EngineParts parts, TProbe probe)
    {
        _options = options.Validated();
        _feeds = parts.Feeds;
        _market = parts.Market;
        _effective = parts.Effective;
        _features = parts.Features;
        _venues = parts.Venues;
        _policy = parts.Policy;
        _fallback = parts.Fallback;
        _combiner = parts.Combiner;
        _risk = parts.Risk;
        _output = parts.Output;
        _modelId = parts.ModelId;
        _probe = probe;
        Universe = parts.Universe;
        _rowSet = new RowSet(Universe);
        int rowCountMax = Math.Max(1, _rowSet.RowCountMax);
        _context = new RoutingContext(rowCountMax);
        _quotes = new VenueQuote[Universe.Venues.Length];
        _rowKeys = new RowKey[rowCountMax];
        _rowTries = new byte[rowCountMax];
        _record = new DecisionRecord(rowCountMax, FeatureCatalog.Count, rowCountMax * 2);
        _request = new DecisionRequest(_record, _context);
        _parents = new OrderTable<ParentOrderRecord>(2 * options.ParentCapacity);
        _waitCounts = new int[_parents.Capacity];
        _isQueued = new bool[_parents.Capacity];
        _isWaiting = new bool[_parents.Capacity];
        _children = new OrderTable<ChildOrderRecord>(options.ChildCapacity);
        _shownWhenSent = new long[_children.Capacity];
        _pending = new IdQueue(2 * options.ParentCapacity);
        _endedParents = new IdQueue(_parents.Capacity);
        _endedChildren = new IdQueue(_children.Capacity);
        _marks = new MarkOut[options.TimerCapacity / 2];
        _freeMarks = new IdQueue(Math.Max(1, _marks.Length));
        for (int i = 0; i < _marks.Length; i++)
        {
            _freeMarks.Enqueue(i);
        }

        _timers = new TimerQueue(options.TimerCapacity);
        _lastChildId = options.ChildIdBase;
    }

    /// <summary>Instruments and venues.</summary>
    public Universe Universe { get; }

    /// <summary>Engine time: the latest input's; 0 before the first.</summary>
    public long NowNs { get; private set; }

    /// <summary>When the engine wants to be called next; <see cref="long.MaxValue"/> when nothing is due.</summary>
    public long NextTimerNs => _timers.NextTimeNs;

    /// <summary>Market data packets taken.</summary>
    public long InputCount => _inputCount;

    /// <summary>Parents accepted and not ended.</summary>
    public int OpenParentCount => _openParentCount;

    /// <summary>Children sent.</summary>
    public long ChildCount => _lastChildId - _options.ChildIdBase;

    /// <summary>How execution reports were taken.</summary>
    public TransitionCounters Transitions => _transitions;

    /// <summary>The national best bid and offer of an instrument, as the feeds show it.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="bid">Best bid; zero where there is none.</param>
    /// <param name="ask">Best offer; zero where there is none.</param>
    /// <returns>Whether both are there.</returns>
    public bool TryGetTouch(InstrumentId instrumentId, out Price bid, out Price ask)
    {
        bool isTwoSided = _market.TryGetNbbo(instrumentId, out Nbbo nbbo);
        bid = nbbo.BidVenues != 0 ? nbbo.Bid : default;
        ask = nbbo.AskVenues != 0 ? nbbo.Ask : default;
        return isTwoSided;
    }

    private void ReadEndTouch(InstrumentId instrumentId, out Price bid, out Price ask)
    {
        _effective.Refresh(instrumentId, NowNs);
        _effective.Book.TryGetNbbo(instrumentId, out Nbbo nbbo);
        bid = nbbo.BidVenues != 0 ? nbbo.Bid : default;
        ask = nbbo.AskVenues != 0 ? nbbo.Ask : default;
    }

    // A parent stands in the queue once. Should ended ones fill it, the parent comes back by a timer.
    private void Enqueue(int slot)
    {
        if (_isQueued[slot])
        {
            return;
        }

        if (_pending.IsFull)
        {
            Wait(slot);
            return;
        }

        _isQueued[slot] = true;
        _pending.Enqueue(_parents.IdOf(slot));
    }

    // Makes room in a table of remembered orders by forgetting the one that ended first.
    private static void Remember<TRecord>(IdQueue ended, OrderTable<TRecord> table)
        where TRecord : struct, IStateRecord<TRecord>
    {
        if (table.Count == table.Capacity && ended.TryDequeue(out long oldest))
        {
            table.Remove(oldest);
        }
    }

    private void Alert(AlertKind kind, VenueId venueId, InstrumentId instrumentId, ParentOrderId parentId, RejectReason reason, long value) =>
        _output.OnAlert(new EngineAlert
        {
            Kind = kind,
            VenueId = venueId,
            InstrumentId = instrumentId,
            ParentId = parentId,
            RejectReason = reason,
            Value = value,
            TimeNs = NowNs,
        });
}
