using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation;

/// <content>Who answers our orders, and what the schedule brings.</content>
public sealed partial class MarketSimulator
{
    private const long VanishMinNs = 50_000_000;
    private const long VanishMaxNs = 150_000_000;

    private OwnImpact? _impact;
    private MakerInventory? _inventory;
    private ChaseDesk? _chases;
    private ScheduleAction[] _schedule = [];
    private bool[] _isDecaying = [];
    private int[] _outages = [];
    private int[] _halts = [];
    private long _lastTakenNanos;

    /// <summary>The large orders that institutions work in an instrument today, by start: what happened, for judging, not for routing.</summary>
    /// <param name="instrument">Instrument.</param>
    public IReadOnlyList<Metaorder> Metaorders(InstrumentId instrument) => _history.Instruments[instrument.Value].Metaorders;

    private void ConnectAgents()
    {
        FlowParameters flow = _market.Flow;
        _impact = flow.Impact is { OwnFactor: > 0.0 } impact && !_market.Price.IsTickWalk ? new OwnImpact(_market, impact) : null;
        _isDecaying = new bool[_market.Instruments.Count];
        _inventory = flow.Inventory is { } inventory ? new MakerInventory(_market, inventory, _exchanges.Count(e => e.IsDisplayed)) : null;
        _chases = flow.Race is not null || flow.Crowd is not null ? new ChaseDesk(_market, _exchanges, _events, _history.Seed) : null;
        _outages = new int[_exchanges.Length];
        _halts = new int[_exchanges.Length * (_market.Instruments.Count + 1)];
        _schedule = ScheduleAction.ListOf(_market, _history.StartNs);
        foreach (MarketMaker? maker in _makers)
        {
            maker?.Inventory = _inventory;
        }
    }

    private void OpenSchedule()
    {
        for (int i = 0; i < _schedule.Length; i++)
        {
            _events.Push(new SimulationEvent(Math.Max(TimeNs, _schedule[i].TimeNs), EventKind.Schedule, i));
        }
    }

    private void ProcessAnswer(in SimulationEvent next)
    {
        switch (next.Kind)
        {
            case EventKind.Schedule:
                Follow(in _schedule[next.Index]);
                break;
            case EventKind.ChaseArrival:
                _chases!.Arrive(next.Index);
                break;
            case EventKind.ImpactSeen:
                _makers[next.Index]!.ImpactTicks = _impact!.Ticks(next.Index % _takerCursors.Length);
                _makers[next.Index]!.Requote(TimeNs);
                break;
            default:
                DecayImpact(next.Index);
                break;
        }
    }

    private void Follow(in ScheduleAction action)
    {
        if (action.Entry.Kind == ScheduleKind.QualityChange)
        {
            ChangeQuality(action.Venue, action.IsStart ? action.Entry.Quality! : null);
            return;
        }

        for (int venue = 0; venue < _exchanges.Length; venue++)
        {
            if (action.Venue >= 0 && action.Venue != venue)
            {
                continue;
            }

            if (action.Entry.Kind == ScheduleKind.Outage)
            {
                SetOutage(venue, Count(_outages, venue, action.IsStart));
            }
            else
            {
                int stopped = (venue * (_takerCursors.Length + 1)) + action.Instrument + 1;
                SetTradingStatus(venue, action.Instrument, Count(_halts, stopped, action.IsStart) ? TradingStatus.Halted : TradingStatus.Trading);
            }

            WakeMakers(venue, action.Instrument);
        }
    }

    // Several causes may overlap: it is over when the last of them is.
    private static bool Count(int[] causes, int index, bool isStart) => (causes[index] += isStart ? 1 : -1) > 0;

    private void WakeMakers(int venue, int instrument)
    {
        for (int i = 0; i < _takerCursors.Length; i++)
        {
            int index = (venue * _takerCursors.Length) + i;
            if (_makers[index] is { } maker && (instrument < 0 || instrument == i))
            {
                _events.Push(new SimulationEvent(TimeNs + maker.Exchange.Parameters.MakerLagNs, EventKind.MakerWake, index));
            }
        }
    }

    private void ChangeQuality(int venue, QualityParameters? quality)
    {
        VenueCondition condition = _exchanges[venue].Condition;
        if (quality is null)
        {
            condition.Reset();
        }
        else
        {
            condition.Apply(quality);
        }

        for (int i = 0; i < _takerCursors.Length; i++)
        {
            _makers[(venue * _takerCursors.Length) + i]?.Requote(TimeNs);
        }
    }

    private void OnSent(in ChildOrder order)
    {
        if (_isOpen && _exchanges[order.VenueId.Value].IsDisplayed && (uint)order.InstrumentId.Value < (uint)_takerCursors.Length)
        {
            _chases?.OnSent(order.InstrumentId.Value, order.Side, TimeNs);
        }
    }

    // A maker that sees an order coming takes its touch away just before it is there.
    private void BeforeArrival(int slot)
    {
        double probability = _market.Flow.VanishProbability;
        ChildOrder order = _clients.Child(slot).Order;
        Exchange exchange = _exchanges[order.VenueId.Value];
        if (probability == 0.0 || !_isOpen || !exchange.IsDisplayed || (uint)order.InstrumentId.Value >= (uint)_takerCursors.Length)
        {
            return;
        }

        int index = (exchange.Index * _takerCursors.Length) + order.InstrumentId.Value;
        ulong key = Draw.Key(_history.Seed, DrawStream.Vanish, (index * 4) + (int)order.Side, TimeNs / VanishMaxNs);
        if (Draw.Unit(key) < probability)
        {
            long end = _makers[index]!.Fade(order.Side, TimeNs, TimeNs, TimeNs + Draw.Between(key * 3, VanishMinNs, VanishMaxNs), 1);
            _makers[index]!.Requote(TimeNs);
            _events.Push(new SimulationEvent(end, EventKind.MakerWake, index));
        }
    }

    private void AfterTaken(Exchange exchange, int instrument, Side side, long shares)
    {
        if (shares <= 0)
        {
            return;
        }

        if (exchange.IsDisplayed)
        {
            _chases?.OnTaken(exchange, instrument, side, shares, _lastTakenNanos, TimeNs);
        }

        if (_impact is not null && _lastTakenNanos > 0)
        {
            _impact.Add(instrument, side, shares, _lastTakenNanos, exchange.IsDisplayed ? 1.0 : _market.Flow.Impact!.OwnMidpointFactor);
            TellMakers(instrument);
            if (!_isDecaying[instrument])
            {
                _isDecaying[instrument] = true;
                _events.Push(new SimulationEvent(NextDecayNs, EventKind.ImpactDecay, instrument));
            }
        }
    }

    private long NextDecayNs => TimeNs + OwnImpact.GridNs - (TimeNs % OwnImpact.GridNs);

    private void DecayImpact(int instrument)
    {
        double before = _impact!.Ticks(instrument);
        _isDecaying[instrument] = _impact.Decay(instrument);
        if (_impact.Ticks(instrument) != before)
        {
            TellMakers(instrument);
        }

        if (_isDecaying[instrument])
        {
            _events.Push(new SimulationEvent(NextDecayNs, EventKind.ImpactDecay, instrument));
        }
    }

    private void TellMakers(int instrument)
    {
        foreach (Exchange exchange in _exchanges)
        {
            int index = (exchange.Index * _takerCursors.Length) + instrument;
            if (_makers[index] is not null)
            {
                _events.Push(new SimulationEvent(TimeNs + exchange.Parameters.MakerLagNs, EventKind.ImpactSeen, index));
            }
        }
    }

    private void OnMakerHolds(int index, in Execution execution)
    {
        if (!OrderTag.IsChild(execution.TakerTag))
        {
            return;
        }

        _lastTakenNanos = execution.PriceNanos;
        if (_inventory is not null && _makers[index] is { } maker)
        {
            _inventory.OnOwn(index, execution.TakerSide.Sign(), execution.Quantity, TimeNs);
            _events.Push(new SimulationEvent(TimeNs + maker.Exchange.Parameters.MakerLagNs, EventKind.MakerWake, index));
        }
    }
}
