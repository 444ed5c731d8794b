using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Risk;

/// <content>What journaled records change, live and in recovery alike.</content>
public sealed partial class RiskGate
{
    private const long PositionLimit = 1_000 * RiskLimitsCheck.QuantityMax;

    // Far above any credit; sums of such still fit.
    private static readonly Int128 ExecutedMaxNanos = (Int128)1_000_000_000_000_000_000 * 1_000_000_000_000_000;

    /// <summary>A child order left: it counts against rates and duplicates, and unless it is conditional its quantity and notional are open.</summary>
    /// <param name="child">As journaled. One that names what the universe lacks is ignored.</param>
    public void OnChildSent(in ChildOrder child)
    {
        if ((uint)child.InstrumentId.Value >= (uint)_instruments.Length || child.VenueId.Value >= _venues.Length)
        {
            return;
        }

        _lastId = Math.Max(_lastId, child.Id.Value);
        _rate.Add(child.SendTimeNs);
        _venueRates[child.VenueId.Value].Add(child.SendTimeNs);
        _recent.Add(child, child.SendTimeNs);
        int client = ClientSlot(child.ClientId);
        if (client >= 0)
        {
            _clientRates[client].Add(child.SendTimeNs);
        }

        ref InstrumentRisk instrument = ref _instruments[child.InstrumentId.Value];
        Mark(ref instrument, MarkNanos(child.Bid, child.Ask, child.LimitPrice));
        if (!child.IsConditional)
        {
            Reserve(child, client, ref instrument, child.Quantity);
            if (OwnOrders.IsWatched(child))
            {
                _own.Add(child);
            }
        }

        Value(ref instrument);
    }

    /// <summary>Takes over what a report did to a child that left: fills move position and credit at their price, ends free what was open, corrections and
    /// busts restate.</summary>
    /// <param name="child">The order, as given to <see cref="OnChildSent"/>.</param>
    /// <param name="transition">From <see cref="ChildOrderMachine.Apply"/>.</param>
    /// <param name="report">The report as journaled.</param>
    public void OnChildChanged(in ChildOrder child, in ChildTransition transition, in ExecutionReport report)
    {
        if ((uint)child.InstrumentId.Value >= (uint)_instruments.Length || child.VenueId.Value >= _venues.Length)
        {
            return;
        }

        _ = _clients.TryFind(child.ClientId, out int client);
        ref InstrumentRisk instrument = ref _instruments[child.InstrumentId.Value];
        Mark(ref instrument, MarkNanos(report.Bid, report.Ask, report.LastQuantity > 0 ? report.LastPrice : default));
        if (!child.IsConditional)
        {
            Reserve(child, client, ref instrument, transition.ReservedChange);
            if (transition.Ended && OwnOrders.IsWatched(child))
            {
                _own.Remove(child);
            }
        }

        if (transition.FilledQuantity != 0 || transition.NotionalChangeNanos != 0)
        {
            long moved = child.Side.Sign() * transition.FilledQuantity;
            instrument.Position = instrument.Position with { Position = Math.Clamp(instrument.Position.Position + moved, -PositionLimit, PositionLimit) };
            Execute(client, ExecutedNotional(child, transition, report));
        }

        Value(ref instrument);
    }

    /// <summary>Takes a control input: kill switches, venues, links, credit, bands, short restriction, positions. Others are not the gate's.</summary>
    /// <param name="input">The input as journaled.</param>
    public RiskControlResult OnControl(in ControlInput input)
    {
        switch (input.Kind)
        {
            case ControlKind.KillSwitchOn:
            case ControlKind.KillSwitchOff:
                _isKilled = input.Kind == ControlKind.KillSwitchOn;
                return Answer(_isKilled);
            case ControlKind.ClientKillOn:
            case ControlKind.ClientKillOff:
                return KillClient(input.ClientId, input.Kind == ControlKind.ClientKillOn);
            case ControlKind.CreditSet:
                return SetCredit(input.ClientId, input.Value);
            case ControlKind.VenueDisable:
            case ControlKind.VenueEnable:
                return Switch(ref _switches.Disabled, input.VenueId, input.Kind == ControlKind.VenueDisable, cancels: false);
            case ControlKind.VenueKillOn:
            case ControlKind.VenueKillOff:
                return Switch(ref _switches.Killed, input.VenueId, input.Kind == ControlKind.VenueKillOn, cancels: true);
            case ControlKind.LinkDown:
            case ControlKind.LinkUp:
                return Switch(ref _switches.LinkDown, input.VenueId, input.Kind == ControlKind.LinkDown, cancels: false);
            case ControlKind.InstrumentKillOn:
            case ControlKind.InstrumentKillOff:
            case ControlKind.LimitBandSet:
            case ControlKind.ShortRestrictionOn:
            case ControlKind.ShortRestrictionOff:
            case ControlKind.PositionSet:
                return (uint)input.InstrumentId.Value < (uint)_instruments.Length ? OnInstrument(ref _instruments[input.InstrumentId.Value], input) : RiskControlResult.Refused;
            default:
                return RiskControlResult.NotRisk;
        }
    }

    private static RiskControlResult Answer(bool cancels) => cancels ? RiskControlResult.CancelOpen : RiskControlResult.Applied;

    private static RiskControlResult SetBand(ref InstrumentRisk instrument, long low, long high)
    {
        bool isNone = low == 0 && high == 0;
        if (!isNone && (low < 0 || high <= 0 || low > high))
        {
            return RiskControlResult.Refused;
        }

        (instrument.BandLowNanos, instrument.BandHighNanos) = (low, high);
        return RiskControlResult.Applied;
    }

    private static void Mark(ref InstrumentRisk instrument, long markNanos) => instrument.MarkNanos = markNanos > 0 ? markNanos : instrument.MarkNanos;

    // A fill without a price counts at what the order was worth; a bust never frees more than that.
    private static Int128 ExecutedNotional(in ChildOrder child, in ChildTransition transition, in ExecutionReport report)
    {
        if (transition.NotionalChangeNanos != 0)
        {
            return transition.NotionalChangeNanos;
        }

        long worth = WorthNanos(child);
        long price = report.LastPrice.Nanos > 0 ? report.LastPrice.Nanos : worth;
        return Math.BigMul(transition.FilledQuantity, transition.FilledQuantity < 0 ? Math.Min(price, worth) : price);
    }

    private RiskControlResult OnInstrument(ref InstrumentRisk instrument, in ControlInput input)
    {
        switch (input.Kind)
        {
            case ControlKind.InstrumentKillOn:
            case ControlKind.InstrumentKillOff:
                instrument.IsKilled = input.Kind == ControlKind.InstrumentKillOn;
                return Answer(instrument.IsKilled);
            case ControlKind.LimitBandSet:
                return SetBand(ref instrument, input.Value, input.Value2);
            case ControlKind.PositionSet:
                return SetPosition(ref instrument, input.Value, input.Value2);
            default:
                instrument.IsShortRestricted = input.Kind == ControlKind.ShortRestrictionOn;
                return RiskControlResult.Applied;
        }
    }

    private RiskControlResult SetPosition(ref InstrumentRisk instrument, long position, long markNanos)
    {
        if (position is < -RiskLimitsCheck.QuantityMax or > RiskLimitsCheck.QuantityMax || markNanos < 0)
        {
            return RiskControlResult.Refused;
        }

        instrument.Position = instrument.Position with { Position = position };
        Mark(ref instrument, markNanos);
        Value(ref instrument);
        return RiskControlResult.Applied;
    }

    private RiskControlResult Switch(ref ulong venues, VenueId venueId, bool on, bool cancels)
    {
        if (venueId.Value >= _venues.Length)
        {
            return RiskControlResult.Refused;
        }

        VenueSwitches.Set(ref venues, venueId.Value, on);
        return Answer(on && cancels);
    }

    // A client that finds no place in a full table cannot send anything as it is: its kill switch need not be remembered.
    private RiskControlResult KillClient(int clientId, bool on)
    {
        if (ClientSlot(clientId) is >= 0 and int client)
        {
            _clients[client].IsKilled = on;
        }

        return Answer(on);
    }

    private RiskControlResult SetCredit(int clientId, long units)
    {
        Int128 creditNanos = (Int128)units * Price.NanosPerUnit;
        if (units < 0)
        {
            return RiskControlResult.Refused;
        }

        if (clientId == House)
        {
            (_hasCredit, _creditNanos) = (true, creditNanos);
            return RiskControlResult.Applied;
        }

        if (ClientSlot(clientId) is not (>= 0 and int client))
        {
            return RiskControlResult.Refused;
        }

        (_clients[client].HasCredit, _clients[client].CreditNanos) = (true, creditNanos);
        return RiskControlResult.Applied;
    }

    // The client's slot, a new one if need be; −1 when the table is full.
    private int ClientSlot(int clientId)
    {
        if (_clients.TryFind(clientId, out int slot) || _clients.TryAdd(clientId, out slot) != RejectReason.None)
        {
            return slot;
        }

        SetLimits(ref _clients[slot], slot, own: null);
        return slot;
    }

    private void Reserve(in ChildOrder child, int client, ref InstrumentRisk instrument, long change)
    {
        RiskPosition position = instrument.Position;
        instrument.Position = child.Side == Side.Buy
            ? position with { OpenBuyQuantity = position.OpenBuyQuantity + change }
            : position with { OpenSellQuantity = position.OpenSellQuantity + change };
        Int128 notional = Math.BigMul(change, WorthNanos(child));
        _openNanos += notional;
        if (client >= 0)
        {
            _clients[client].OpenNanos += notional;
        }
    }

    private void Execute(int client, Int128 notional)
    {
        _executedNanos = Int128.Clamp(_executedNanos + notional, 0, ExecutedMaxNanos);
        if (client >= 0)
        {
            ref ClientRisk entry = ref _clients[client];
            entry.ExecutedNanos = Int128.Clamp(entry.ExecutedNanos + notional, 0, ExecutedMaxNanos);
        }
    }

    private void Value(ref InstrumentRisk instrument)
    {
        Int128 notional = InstrumentRisk.WorstNotional(instrument.Position, 0, 0, instrument.MarkNanos);
        _positionNotionalNanos += notional - instrument.NotionalNanos;
        instrument.NotionalNanos = notional;
    }
}
