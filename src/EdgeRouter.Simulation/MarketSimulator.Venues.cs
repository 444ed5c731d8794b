using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Matching;

namespace EdgeRouter.Simulation;

/// <content>Venue mechanics that need time: auctions, busts, invitations, pegs, halts and outages.</content>
public sealed partial class MarketSimulator
{
    private readonly List<SimulationEvent> _unanswered = [];
    private readonly AuctionResident?[] _residents;
    private readonly NationalBest _national;
    private PendingBust[] _busts = [];
    private int _freeBust = -1;
    private int _bustCount;
    private int _outageCount;

    /// <summary>Tells where an order of ours stands in its queue; see <c>src/docs/VENUES.md</c> for what counts as ahead.</summary>
    /// <param name="child">The order.</param>
    /// <param name="sharesAhead">Shares ahead of it at its price.</param>
    /// <param name="ordersAhead">Orders ahead of it at its price.</param>
    /// <returns>False where it rests in no book.</returns>
    public bool TryGetQueue(ChildOrderId child, out long sharesAhead, out int ordersAhead)
    {
        sharesAhead = 0;
        ordersAhead = 0;
        if (!_clients.TryFindResting(child, out int slot))
        {
            return false;
        }

        ref readonly Orders.ClientChild found = ref _clients.Child(slot);
        _exchanges[found.Order.VenueId.Value].GetQueue(found.Order.InstrumentId.Value, found.BookSlot, out sharesAhead, out ordersAhead);
        return true;
    }

    /// <summary>Invitations to firm up that a venue sent us, and how many of them nobody answered in time.</summary>
    /// <param name="venue">Venue.</param>
    /// <exception cref="ArgumentOutOfRangeException">The venue is not in the universe.</exception>
    public (long Invited, long Unanswered) CountInvitations(VenueId venue)
    {
        RequireVenue(venue);
        return _clients.CountInvitations(venue.Value);
    }

    /// <summary>Changes a trading state now, within an event or between two. Refusals: <see cref="RejectReason.VenueClosed"/> where the venue is halted,
    /// <see cref="RejectReason.Halted"/> where the instrument is.</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="instrument">Instrument; −1 = the whole venue.</param>
    /// <param name="status">New state.</param>
    internal void SetTradingStatus(int venue, int instrument, TradingStatus status)
    {
        _feed?.BeginEvent(TimeNs);
        _exchanges[venue].SetTradingStatus(instrument, status);
        _feed?.EndEvent();
    }

    /// <summary>Begins or ends an outage now, within an event or between two. What reaches the venue meanwhile is answered when it ends:
    /// its orders are cancelled, orders sent meanwhile are refused as <see cref="RejectReason.VenueBusy"/>, then cancels and questions are answered.</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="isOut">Whether it is out from now on.</param>
    internal void SetOutage(int venue, bool isOut)
    {
        if (_exchanges[venue].IsOut == isOut)
        {
            return;
        }

        _feed?.BeginEvent(TimeNs);
        _outageCount += isOut ? 1 : -1;
        _exchanges[venue].SetOutage(isOut);
        _feed?.EndEvent();
        _feed?.SetSilent(venue, isOut);
        if (!isOut)
        {
            _clients.CancelAll(venue, TimeNs);
            AnswerLate(venue);
        }
    }

    private void EndOutages()
    {
        for (int venue = 0; _outageCount > 0 && venue < _exchanges.Length; venue++)
        {
            SetOutage(venue, isOut: false);
        }
    }

    // Whether the event is addressed to a venue that is out.
    private bool IsUnanswered(in SimulationEvent next)
    {
        if (_outageCount == 0 || next.Kind is not (EventKind.ChildArrival or EventKind.CancelArrival or EventKind.StatusArrival)
            || !_exchanges[_clients.VenueOf(in next)].IsOut)
        {
            return false;
        }

        _unanswered.Add(next);
        return true;
    }

    private void AnswerLate(int venue)
    {
        for (int i = 0; i < _unanswered.Count; i++)
        {
            SimulationEvent late = _unanswered[i];
            if (_clients.VenueOf(in late) != venue)
            {
                continue;
            }

            _unanswered.RemoveAt(i--);
            switch (late.Kind)
            {
                case EventKind.ChildArrival:
                    _clients.Refuse(late.Index, TimeNs, RejectReason.VenueBusy);
                    break;
                case EventKind.CancelArrival:
                    _clients.ArriveCancel(late.Index, TimeNs);
                    break;
                default:
                    _clients.ArriveQuestion(late.Index, TimeNs);
                    break;
            }
        }
    }

    private void ProcessVenueEvent(in SimulationEvent next)
    {
        switch (next.Kind)
        {
            case EventKind.TradeBust:
                BustTrade(next.Index);
                break;
            case EventKind.AuctionEnd:
                _exchanges[next.Index / _takerCursors.Length].Uncross(next.Index % _takerCursors.Length);
                break;
            case EventKind.FirmUpEnd:
                _clients.EndFirmUp(next.Index, TimeNs);
                break;
            default:
                _events.Push(new SimulationEvent(_residents[next.Index]!.Refresh(TimeNs), EventKind.ResidentWake, next.Index));
                break;
        }
    }

    // Orders that follow a price move after the event that moved it, venue by venue, each in order of arrival.
    private void RepricePegs()
    {
        for (int count = _national.MovedCount; count > 0; count--)
        {
            int instrument = _national.TakeMoved();
            foreach (Exchange exchange in _exchanges)
            {
                exchange.RepricePegs(instrument);
            }
        }
    }

    // The end is drawn on the stretch of time in which the auction began, so that one more order of ours cannot shift later ends.
    private void ScheduleUncross(Exchange exchange, int instrument)
    {
        var auction = exchange.Parameters.Auction!;
        int index = (exchange.Index * _takerCursors.Length) + instrument;
        ulong key = Draw.Key(_history.Seed, DrawStream.AuctionEnd, index, TimeNs / auction.PeriodNs);
        long end = TimeNs + auction.PeriodNs + Draw.Between(key, 0, auction.RandomEndNs);
        _events.Push(new SimulationEvent(end, EventKind.AuctionEnd, index));
    }

    private void OnResidentFill(Exchange exchange, int instrument, int tag, long leaves)
    {
        int index = (exchange.Index * _takerCursors.Length) + instrument;
        if (OrderTag.IsMaker(tag) && _residents[index] is { } resident)
        {
            resident.OnExecuted(OrderTag.Slot(tag), leaves);
        }
    }

    private void OnCancelledByVenue(Exchange exchange, int instrument, int tag)
    {
        int index = (exchange.Index * _takerCursors.Length) + instrument;
        int slot = OrderTag.Slot(tag);
        if (OrderTag.IsChild(tag))
        {
            CancelChild(exchange, slot);
        }
        else if (OrderTag.IsMaker(tag))
        {
            _makers[index]?.OnExecuted(slot, leaves: 0);
            _hidden[index]?.OnExecuted(leaves: 0);
            _residents[index]?.OnExecuted(slot, leaves: 0);
        }
    }

    private void CancelChild(Exchange exchange, int slot)
    {
        if (exchange.IsOut)
        {
            _clients.OnLost(slot);
        }
        else
        {
            _clients.OnCancelled(slot, TimeNs);
        }
    }

    // Keyed on what the trade is, not on its number, which an order of ours would shift: so no order of ours changes which other trades are void.
    private void ConsiderBust(Exchange exchange, int instrument, in Execution execution, in ExecutionReport resting, in ExecutionReport taker)
    {
        double probability = exchange.Parameters.BustProbability;
        if (probability == 0.0)
        {
            return;
        }

        ulong trade = Draw.Key((ulong)execution.PriceNanos, (ulong)execution.Quantity, exchange.Index, instrument);
        if (Draw.Unit(Draw.Key(_history.Seed, DrawStream.Bust, (long)trade, TimeNs)) < probability)
        {
            int slot = TakeBust();
            _busts[slot] = new PendingBust { Venue = exchange.Index, Instrument = instrument, Execution = execution, Resting = resting, Taker = taker };
            _events.Push(new SimulationEvent(TimeNs + exchange.Parameters.BustDelayNs, EventKind.TradeBust, slot));
        }
    }

    private void BustTrade(int slot)
    {
        PendingBust bust = _busts[slot];
        Exchange exchange = _exchanges[bust.Venue];
        if (exchange.IsOut)
        {
            _events.Push(new SimulationEvent(TimeNs + TimeUnits.Second, EventKind.TradeBust, slot));
            return;
        }

        _busts[slot].Next = _freeBust;
        _freeBust = slot;
        if (_isOpen)
        {
            exchange.Publisher?.TradeBroken(
                bust.Instrument, bust.Execution.TradeId, bust.Execution.PriceNanos, bust.Execution.Quantity, bust.Execution.TakerSide);
        }

        if (OrderTag.IsChild(bust.Execution.RestingTag))
        {
            _clients.Bust(OrderTag.Slot(bust.Execution.RestingTag), TimeNs, in bust.Resting);
        }

        if (OrderTag.IsChild(bust.Execution.TakerTag))
        {
            _clients.Bust(OrderTag.Slot(bust.Execution.TakerTag), TimeNs, in bust.Taker);
        }
    }

    private int TakeBust()
    {
        if (_freeBust >= 0)
        {
            int slot = _freeBust;
            _freeBust = _busts[slot].Next;
            return slot;
        }

        if (_bustCount == _busts.Length)
        {
            Array.Resize(ref _busts, Math.Max(8, _bustCount * 2));
        }

        return _bustCount++;
    }

    private struct PendingBust
    {
        public int Venue;
        public int Instrument;
        public int Next;
        public Execution Execution;
        public ExecutionReport Resting;
        public ExecutionReport Taker;
    }
}
