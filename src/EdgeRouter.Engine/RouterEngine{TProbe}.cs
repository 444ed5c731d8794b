using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Armed;
using EdgeRouter.Engine.State;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Features.Rows;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <summary>The deterministic router core: a state machine over packets, parent orders, execution reports, time, controls and scores. It has no clock, no
/// randomness, no I/O and no thread, and allocates nothing after construction; the same inputs give the same outputs, bit for bit. One thread at a time.</summary>
/// <remarks>What must survive a crash is in <see cref="State"/> and changes by journaled records alone. Everything else in here follows from it and from the
/// market: parents that wait for a price, a time or their turn, and timers. Times of inputs may lag a little (one source behind another): the engine's
/// own time never runs backwards.</remarks>
/// <typeparam name="TProbe">Measures stages, or nothing.</typeparam>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    private readonly EngineOptions _options;
    private readonly IPacketHandler _feeds;
    private readonly ConsolidatedBook _market;
    private readonly EffectiveMarket _effective;
    private readonly TouchedInstruments _touched;
    private readonly FeatureEngine _features;
    private readonly IRoutingPolicy _fallback;
    private readonly ScoreCombiner _combiner;
    private readonly ProtectionGate _protection;
    private readonly IEngineOutput _output;
    private readonly TProbe _probe;
    private readonly RowSet _rowSet;
    private readonly RoutingContext _context;
    private readonly VenueQuote[] _quotes;
    private readonly RowKey[] _rowKeys;
    private readonly byte[] _rowTries;
    private readonly RejectReason[] _verdicts;
    private readonly RiskVerdict[] _riskVerdicts;
    private readonly ChildOrder[] _planned;
    private readonly DecisionRecord _record;
    private readonly DecisionRequest _request;
    private readonly IdQueue _pending;
    private readonly ArmedParents _armed;
    private readonly PeggedParents _pegs;
    private readonly TimerQueue _timers;
    private readonly Waiting[] _waiting;
    private readonly int[] _timedCounts; // by instrument: parents that wait for a time
    private readonly long[] _retryNs;
    private readonly int[] _idleCounts; // looks in a row at which nothing could even be decided
    private readonly long[] _shownWhenSent;
    private readonly long[] _pegCheckNs;
    private readonly long[] _dayEndNs;
    private readonly ulong _modelId;
    private long _inputCount;
    private long _inputTicks;
    private long _nextScheduleNs = long.MaxValue;

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
        _touched = parts.Touched;
        _features = parts.Features;
        _fallback = parts.Fallback;
        _combiner = parts.Combiner;
        _protection = parts.Protection;
        _output = parts.Output;
        _modelId = parts.ModelId;
        _probe = probe;
        State = parts.State;
        Universe = parts.Universe;
        _rowSet = new RowSet(Universe, parts.Waterfall);
        int rowCountMax = Math.Max(1, _rowSet.RowCountMax);
        _context = new RoutingContext(rowCountMax);
        _quotes = new VenueQuote[Universe.Venues.Length];
        _rowKeys = new RowKey[rowCountMax];
        _rowTries = new byte[rowCountMax];
        _verdicts = new RejectReason[2 * rowCountMax];
        _riskVerdicts = new RiskVerdict[2 * rowCountMax];
        _planned = new ChildOrder[2 * rowCountMax];
        _record = new DecisionRecord(rowCountMax, FeatureCatalog.Count, rowCountMax * 2);
        _request = new DecisionRequest(_record, _context, _fallback);
        Facts = new DecisionFacts(_context, _record, _quotes);
        _waiting = new Waiting[State.Parents.Capacity];
        _timedCounts = new int[Universe.Instruments.Length];
        _retryNs = new long[State.Parents.Capacity];
        _idleCounts = new int[State.Parents.Capacity];
        _shownWhenSent = new long[State.Children.Capacity];
        _pegCheckNs = new long[State.Children.Capacity];
        _dayEndNs = new long[State.Parents.Capacity];
        _pending = new IdQueue(State.Parents.Capacity);
        _armed = new ArmedParents(Universe.Instruments.Length, State.Parents.Capacity);
        _pegs = new PeggedParents(Universe.Instruments.Length, State.Parents.Capacity);
        _timers = new TimerQueue(options.TimerCapacity);
    }

    /// <summary>Why a parent that has something to route is not being decided.</summary>
    private enum Waiting : byte
    {
        /// <summary>It is not waiting.</summary>
        No = 0,

        /// <summary>For its turn.</summary>
        Turn = 1,

        /// <summary>For a price.</summary>
        Price = 2,

        /// <summary>For a time.</summary>
        Time = 3,
    }

    /// <summary>What survives a crash.</summary>
    public RouterState State { get; }

    /// <summary>Instruments and venues.</summary>
    public Universe Universe { get; }

    /// <summary>What the latest decision saw and wrote.</summary>
    public DecisionFacts Facts { get; }

    /// <summary>Engine time: the latest input's; 0 before the first.</summary>
    public long NowNs => State.NowNs;

    /// <summary>When the engine wants to be called next; <see cref="long.MaxValue"/> when nothing is due.</summary>
    public long NextTimerNs =>
        Math.Min(Math.Min(_timers.NextTimeNs, State.Marks.NextTimeNs), Math.Min(_nextScheduleNs, State.NextReferenceNs));

    /// <summary>Market data packets taken.</summary>
    public long InputCount => _inputCount;

    /// <summary>Parents accepted and not ended.</summary>
    public int OpenParentCount => State.OpenParentCount;

    /// <summary>Parents that wait for a price.</summary>
    public int ArmedParentCount => _armed.Count;

    /// <summary>Children sent.</summary>
    public long ChildCount => State.LastChildId - _options.ChildIdBase;

    /// <summary>How execution reports were taken.</summary>
    public ref readonly TransitionCounters Transitions => ref State.Transitions;

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

    private void Alert(in EngineAlert alert) => _output.OnAlert(alert with { TimeNs = NowNs });

    private void AlertCapacity(long orderId) =>
        Alert(new EngineAlert { Kind = AlertKind.CapacityExceeded, RejectReason = RejectReason.CapacityExceeded, Value = orderId });
}
