using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Orders;

namespace EdgeRouter.Simulation;

/// <content>What happens at each kind of event.</content>
public sealed partial class MarketSimulator
{
    private void Process(in SimulationEvent next)
    {
        if (IsUnanswered(in next))
        {
            return;
        }

        switch (next.Kind)
        {
            case EventKind.SessionStart:
                OpenSession();
                break;
            case EventKind.QuoteMove:
                MoveQuote(next.Index);
                break;
            case EventKind.SizeEpoch:
                _makers[next.Index]!.Requote(TimeNs);
                _events.Push(new SimulationEvent(_makers[next.Index]!.NextEpochNs(TimeNs), EventKind.SizeEpoch, next.Index));
                break;
            case EventKind.MakerWake:
                _makers[next.Index]!.Requote(TimeNs);
                break;
            case EventKind.Taker:
                Take(next.Index);
                break;
            case EventKind.HiddenWake:
                WakeHidden(next.Index);
                break;
            case EventKind.Second:
                _summary.Sample();
                _feed?.Heartbeat();
                _events.Push(new SimulationEvent(TimeNs + TimeUnits.Second, EventKind.Second, 0));
                break;
            case EventKind.ChildArrival:
                ArriveChild(next.Index);
                break;
            case EventKind.CancelArrival:
                _clients.ArriveCancel(next.Index, TimeNs);
                break;
            case EventKind.StatusArrival:
                _clients.ArriveQuestion(next.Index, TimeNs);
                break;
            case EventKind.Schedule or EventKind.ChaseArrival or EventKind.ImpactSeen or EventKind.ImpactDecay:
                ProcessAnswer(in next);
                break;
            case EventKind.Snapshot:
                WriteSnapshot(next.Index);
                break;
            case EventKind.Resend:
                Resend(next.Index);
                break;
            case EventKind.SessionEnd:
                CloseSession();
                break;
            default:
                ProcessVenueEvent(in next);
                break;
        }
    }

    private void OpenSession()
    {
        _isOpen = true;
        _feed?.OpenSession();
        for (int index = 0; index < _makers.Length; index++)
        {
            if (_makers[index] is { } maker)
            {
                _events.Push(new SimulationEvent(TimeNs + TimeUnits.Millisecond, EventKind.MakerWake, index));
                _events.Push(new SimulationEvent(maker.NextEpochNs(TimeNs + TimeUnits.Millisecond), EventKind.SizeEpoch, index));
                ScheduleMove(index);
            }
            else if (_hidden[index] is not null)
            {
                _events.Push(new SimulationEvent(TimeNs + TimeUnits.Millisecond, EventKind.HiddenWake, index));
            }
            else if (_residents[index] is not null)
            {
                _events.Push(new SimulationEvent(TimeNs + TimeUnits.Millisecond, EventKind.ResidentWake, index));
            }
        }

        for (int i = 0; i < _takerCursors.Length; i++)
        {
            ScheduleTaker(i);
        }

        _events.Push(new SimulationEvent(TimeNs + TimeUnits.Second, EventKind.Second, 0));
        OpenSchedule();
        ScheduleSnapshots();
    }

    private void CloseSession()
    {
        EndOutages();
        _isOpen = false;
        _events.KeepArrivals();
        _clients.ExpireAll(TimeNs);
        foreach (MarketMaker? maker in _makers)
        {
            maker?.Withdraw();
        }

        foreach (HiddenTrader? hidden in _hidden)
        {
            hidden?.Withdraw();
        }

        foreach (AuctionResident? resident in _residents)
        {
            resident?.Withdraw();
        }

        _feed?.CloseSession();
    }

    private void MoveQuote(int index)
    {
        MarketMaker maker = _makers[index]!;
        maker.MoveReference(MovesOf(index)[_moveCursors[index]++].Ticks);
        maker.Requote(TimeNs);
        ScheduleMove(index);
    }

    private void ScheduleMove(int index)
    {
        PriceStep[] moves = MovesOf(index);
        int cursor = _moveCursors[index];
        if (cursor < moves.Length)
        {
            var venue = _makers[index]!.Exchange.Parameters;
            ulong key = Draw.Key(_history.Seed, DrawStream.MakerLag, index, cursor);
            long seen = moves[cursor].TimeNs + venue.MakerLagNs + Draw.Between(key, 0, venue.MakerLagJitterNs);
            _events.Push(new SimulationEvent(Math.Max(seen, TimeNs), EventKind.QuoteMove, index));
        }
    }

    private PriceStep[] MovesOf(int makerIndex) => _history.Instruments[makerIndex % _takerCursors.Length].Moves;

    private void Take(int instrument)
    {
        int cursor = _takerCursors[instrument]++;
        ref readonly TakerArrival taker = ref _history.Instruments[instrument].Takers[cursor];
        _inventory?.OnTape(instrument, taker.Sign, taker.Shares, TimeNs);
        _takers.Take(instrument, cursor, in taker);
        ScheduleTaker(instrument);
    }

    private void ScheduleTaker(int instrument)
    {
        TakerArrival[] takers = _history.Instruments[instrument].Takers;
        int cursor = _takerCursors[instrument];
        if (cursor < takers.Length)
        {
            _events.Push(new SimulationEvent(Math.Max(takers[cursor].TimeNs, TimeNs), EventKind.Taker, instrument));
        }
    }

    private void WakeHidden(int index)
    {
        HiddenTrader hidden = _hidden[index]!;
        long change = hidden.Refresh(TimeNs);
        if (hidden.PlannedChangeNs <= TimeNs && change != long.MaxValue)
        {
            hidden.PlannedChangeNs = change;
            _events.Push(new SimulationEvent(change, EventKind.HiddenWake, index));
        }
    }

    private void ArriveChild(int slot)
    {
        BeforeArrival(slot);
        long filled = _clients.Arrive(slot, TimeNs, _isOpen);
        if (filled < 0)
        {
            return;
        }

        ref readonly ClientChild child = ref _clients.Child(slot);
        Exchange exchange = _exchanges[child.Order.VenueId.Value];
        int instrument = child.Order.InstrumentId.Value;
        if (exchange.IsDisplayed)
        {
            _fades.OnTaken(exchange, instrument, child.Order.Side, filled, TimeNs);
            AfterTaken(exchange, instrument, child.Order.Side, filled);
        }
        else
        {
            _fades.OnPing(exchange, instrument, child.Order.Side, TimeNs);
            AfterTaken(exchange, instrument, child.Order.Side, filled);
        }
    }

    private void OnExecution(Exchange exchange, int instrument, in Execution execution)
    {
        _summary.CountTrade(exchange.Index, instrument, execution.Quantity);
        ExecutionReport resting = default;
        ExecutionReport taker = default;
        if (OrderTag.IsChild(execution.RestingTag))
        {
            resting = _clients.OnFill(OrderTag.Slot(execution.RestingTag), isTaker: false, TimeNs, in execution);
        }
        else if (OrderTag.IsMaker(execution.RestingTag))
        {
            OnMakerFill(exchange, instrument, in execution);
        }

        if (OrderTag.IsChild(execution.TakerTag))
        {
            taker = _clients.OnFill(OrderTag.Slot(execution.TakerTag), isTaker: true, TimeNs, in execution);
        }

        OnResidentFill(exchange, instrument, execution.TakerTag, execution.TakerLeaves);
        ConsiderBust(exchange, instrument, in execution, in resting, in taker);
    }

    private void OnMakerFill(Exchange exchange, int instrument, in Execution execution)
    {
        int index = (exchange.Index * _takerCursors.Length) + instrument;
        int slot = OrderTag.Slot(execution.RestingTag);
        OnMakerHolds(index, in execution);
        if (_makers[index] is { } maker)
        {
            maker.OnExecuted(slot, execution.RestingLeaves);
            maker.PlannedWakeNs = PlanWake(maker.PlannedWakeNs, maker.NextReplenishNs(TimeNs), EventKind.MakerWake, index);
        }
        else if (_hidden[index] is { } hidden)
        {
            hidden.OnExecuted(execution.RestingLeaves);
            hidden.PlannedWakeNs = PlanWake(hidden.PlannedWakeNs, hidden.NextReplenishNs(TimeNs), EventKind.HiddenWake, index);
        }
        else
        {
            OnResidentFill(exchange, instrument, execution.RestingTag, execution.RestingLeaves);
        }
    }

    private long PlanWake(long plannedNs, long wakeNs, EventKind kind, int index)
    {
        if (plannedNs > TimeNs)
        {
            return plannedNs;
        }

        _events.Push(new SimulationEvent(wakeNs, kind, index));
        return wakeNs;
    }
}
