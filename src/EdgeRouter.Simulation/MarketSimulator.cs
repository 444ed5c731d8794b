using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Feed;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Orders;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Statistics;

namespace EdgeRouter.Simulation;

/// <summary>A deterministic market of one day: the same parameters, seed and day give the same books, frames and answers to the last bit.
/// Our orders really stand in its books, and it forgets them within seconds: prices, takers and sizes are functions of seed, day and time alone.</summary>
/// <remarks>Single-threaded. Steady state allocates nothing but the growth of tables that hold our own orders.</remarks>
public sealed partial class MarketSimulator
{
    private readonly MarketParameters _market;
    private readonly DayHistory _history;
    private readonly EventQueue _events = new();
    private readonly Exchange[] _exchanges;
    private readonly MarketMaker?[] _makers;
    private readonly HiddenTrader?[] _hidden;
    private readonly int[] _moveCursors;
    private readonly int[] _takerCursors;
    private readonly ClientOrders _clients;
    private readonly FadeDesk _fades;
    private readonly TakerRouter _takers;
    private readonly SummaryCollector _summary;
    private readonly FeedPublisher? _feed;
    private bool _isOpen;

    /// <summary>Prepares a day; the first event waits at the open.</summary>
    /// <param name="parameters">The market; validated here.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="day">Day number, 0 or above: another day of the same market.</param>
    /// <param name="feed">Takes every venue's frames in order of time; null = nobody listens, which is faster.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER7053: a parameter out of range; ER7060 to ER7062: the real tape is missing or bad.</exception>
    public MarketSimulator(MarketParameters parameters, ulong seed, int day, IFrameSink? feed)
    {
        MarketParametersValidator.Validate(parameters, "parameters");
        _market = parameters;
        _history = DayHistory.Build(parameters, seed, day);
        TimeNs = _history.StartNs;
        Universe = UniverseBuilder.Build(parameters);
        FeedPlan = FeedPlan.Create(parameters);
        var listener = new ExecutionRelay(this);
        _exchanges = [.. parameters.Venues.Select((venue, index) => new Exchange(index, venue, parameters.Instruments.Count, listener))];
        TickRule[] ticks = [.. Universe.Instruments.ToArray().Select(TickRule.Of)];
        _national = new NationalBest(_exchanges, [.. parameters.Instruments.Select(i => i.RoundLot)]);
        _summary = new SummaryCollector(parameters, _exchanges, _national);
        _makers = new MarketMaker?[_exchanges.Length * parameters.Instruments.Count];
        _hidden = new HiddenTrader?[_makers.Length];
        _residents = new AuctionResident?[_makers.Length];
        _moveCursors = new int[_makers.Length];
        _takerCursors = new int[parameters.Instruments.Count];
        _clients = new ClientOrders(parameters, _exchanges, ticks, _events, _history.Seed);
        _fades = new FadeDesk(parameters, _exchanges, _makers, _events, _history.Seed);
        _takers = new TakerRouter(parameters, _exchanges, _history.Seed, (exchange, instrument, side, shares) => _fades.OnTaken(exchange, instrument, side, shares, TimeNs));
        _feed = feed is null ? null : new FeedPublisher(parameters, FeedPlan, Universe, _history.Seed, (ulong)_history.StartNs, feed);
        _isSnapshotAsked = new bool[_exchanges.Length];
        _resends = new (ulong, ulong)[_exchanges.Length];
        foreach (Exchange exchange in _exchanges)
        {
            exchange.Connect(_national, ticks);
            exchange.Publisher = _feed?.Venue(exchange.Index);
            AddAgents(exchange);
        }

        ConnectAgents();

        _events.Push(new SimulationEvent(_history.StartNs, EventKind.SessionStart, 0));
        _events.Push(new SimulationEvent(_history.EndNs, EventKind.SessionEnd, 0));
    }

    /// <summary>How far the market has gone, ns since the Unix epoch.</summary>
    public long TimeNs { get; private set; }

    /// <summary>The open, ns since the Unix epoch.</summary>
    public long StartTimeNs => _history.StartNs;

    /// <summary>The close, ns since the Unix epoch.</summary>
    public long EndTimeNs => _history.EndNs;

    /// <summary>When the next thing happens inside the market; <see cref="long.MaxValue"/> after the close.</summary>
    public long NextEventTimeNs => _events.NextTimeNs;

    /// <summary>When the next execution report reaches the router; <see cref="long.MaxValue"/> = none is under way.</summary>
    public long NextReportTimeNs => _clients.Reports.NextTimeNs;

    /// <summary>Instruments and venues as a router is configured to see them.</summary>
    public Universe Universe { get; }

    /// <summary>Where each venue's feed lines are.</summary>
    public FeedPlan FeedPlan { get; }

    /// <summary>Plays everything up to and including an instant, in order; stops right after any event that sent us a report.</summary>
    /// <param name="timeNs">Instant; times before <see cref="TimeNs"/> do nothing.</param>
    /// <returns>True: stopped early at <see cref="TimeNs"/>, a report is under way; call again to go on. False: reached the instant.</returns>
    public bool AdvanceTo(long timeNs)
    {
        long queued = _clients.Reports.QueuedCount;
        while (_events.Count > 0 && _events.NextTimeNs <= timeNs)
        {
            SimulationEvent next = _events.Pop();
            TimeNs = next.TimeNs;
            _feed?.BeginEvent(TimeNs);
            Process(in next);
            RepricePegs();
            _feed?.EndEvent();
            if (_clients.Reports.QueuedCount != queued)
            {
                return true;
            }
        }

        TimeNs = Math.Max(TimeNs, timeNs);
        if (_isOpen)
        {
            _feed?.FlushUntil(TimeNs);
        }

        return false;
    }

    /// <summary>Sends a child order: it reaches its venue after the venue's way, jitter and matching time.</summary>
    /// <param name="order">The order. Whatever is wrong with it the venue answers by a Rejected report.</param>
    /// <exception cref="ArgumentOutOfRangeException">The venue is not in the universe: nobody could answer.</exception>
    public void Submit(in ChildOrder order)
    {
        RequireVenue(order.VenueId);
        OnSent(in order);
        _clients.Submit(in order, TimeNs);
    }

    /// <summary>Sends a cancel: it reaches the venue as an order would, behind the orders sent before it.</summary>
    /// <param name="request">The cancel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The venue is not in the universe: nobody could answer.</exception>
    public void Cancel(in CancelRequest request)
    {
        RequireVenue(request.VenueId);
        _clients.Cancel(in request, TimeNs);
    }

    /// <summary>Asks a venue about an order: the question reaches the venue as an order would, and the answer is a report.</summary>
    /// <param name="request">The question.</param>
    /// <exception cref="ArgumentOutOfRangeException">The venue is not in the universe: nobody could answer.</exception>
    public void RequestStatus(in StatusRequest request)
    {
        RequireVenue(request.VenueId);
        _clients.Ask(in request, TimeNs);
    }

    /// <summary>Takes the next report that reached the router by an instant, in order of arrival.</summary>
    /// <param name="upToNs">Instant.</param>
    /// <param name="report">The report.</param>
    public bool TryTakeReport(long upToNs, out ExecutionReport report) => _clients.Reports.TryTake(upToNs, out report);

    /// <summary>What the session looked like up to now.</summary>
    public MarketSummary Summarise() => _summary.Summarise(_feed?.PacketCount ?? 0, _feed?.MessageCount ?? 0);

    /// <summary>The levels of one side of a venue's book as they stand now, best first: price and shares. Empty for venues that display nothing.</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="instrument">Instrument.</param>
    /// <param name="side">Buy = bids.</param>
    /// <param name="levels">Room.</param>
    /// <returns>Levels written.</returns>
    public int CopyLevels(VenueId venue, InstrumentId instrument, Side side, Span<(Price Price, long Quantity)> levels)
    {
        Exchange exchange = _exchanges[venue.Value];
        LevelLadder ladder = exchange.Book(instrument.Value).Ladder(side);
        int count = exchange.IsDisplayed ? Math.Min(ladder.Count, levels.Length) : 0;
        for (int i = 0; i < count; i++)
        {
            levels[i] = (new Price(ladder[i].PriceNanos), ladder[i].Quantity);
        }

        return count;
    }

    private void RequireVenue(VenueId venue)
    {
        if (venue.Value >= _exchanges.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(venue), venue.Value, "The market has no such venue.");
        }
    }

    private void AddAgents(Exchange exchange)
    {
        for (int i = 0; i < _market.Instruments.Count; i++)
        {
            int index = (exchange.Index * _market.Instruments.Count) + i;
            if (exchange.IsDisplayed)
            {
                _makers[index] = new MarketMaker(_market, exchange, i, _history.Seed, _history.Instruments[i].OpenTicks) { Envelope = _history.Instruments[i].Envelope };
                continue;
            }

            if (exchange.IsAuction)
            {
                _residents[index] = exchange.Parameters.Auction!.ResidentPeriodNs == 0 ? null : new AuctionResident(_market, exchange, i, _history.Seed);
                continue;
            }

            Spell[] spells = SpellBuilder.Build(
                exchange.Parameters.Hidden!, _history.Seed, index, _history.StartNs, _history.EndNs, _history.Instruments[i], QualityTimes.Of(_market, exchange.Index, _history.StartNs));
            _hidden[index] = new HiddenTrader(_market, exchange, i, _history.Seed, spells);
        }
    }

    private sealed class ExecutionRelay(MarketSimulator owner) : IExecutionListener
    {
        public void OnExecution(Exchange exchange, int instrument, in Execution execution) => owner.OnExecution(exchange, instrument, in execution);

        public void OnCancelled(Exchange exchange, int instrument, int tag) => owner.OnCancelledByVenue(exchange, instrument, tag);

        public void OnDecremented(Exchange exchange, int instrument, int tag, long quantity)
        {
            if (OrderTag.IsChild(tag))
            {
                owner._clients.Decrement(OrderTag.Slot(tag), owner.TimeNs, quantity);
            }
        }

        public void OnRested(Exchange exchange, int instrument) => owner._clients.OnRested(exchange, instrument, owner.TimeNs);

        public void OnAuctionCalled(Exchange exchange, int instrument) => owner.ScheduleUncross(exchange, instrument);
    }
}
