using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>Takes one market data packet.</summary>
    /// <param name="datagram">The packet; valid during the call.</param>
    public void OnPacket(in Datagram datagram)
    {
        BeginInput(datagram.ReceiveTimeNs);
        _inputCount++;
        _feeds.OnPacket(datagram);
    }

    /// <summary>Takes a parent order: accepts and journals it, or refuses it with an outcome.</summary>
    /// <param name="order">The order.</param>
    /// <returns>None, or why it was refused.</returns>
    public RejectReason OnParentOrder(in ParentOrder order)
    {
        BeginInput(order.ArrivalTimeNs);
        RejectReason reason = Admit(order, out int slot);
        if (reason != RejectReason.None)
        {
            _output.OnParentDone(RefusedOutcome(order, reason));
            _output.Release();
            return reason;
        }

        _output.OnParentAccepted(order);
        ParentOrderMachine.TryApply(ref _parents[slot], ParentEvent.Accept);
        long deadlineNs = DeadlineOf(order);
        if (deadlineNs != long.MaxValue)
        {
            _ = AddTimer(deadlineNs, EngineTimerKind.ParentExpiry, order.Id.Value);
        }

        Enqueue(slot);
        _output.Release();
        return RejectReason.None;
    }

    /// <summary>The sender wants a parent cancelled: its children are cancelled, and it ends when they have.</summary>
    /// <param name="id">Which.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <returns>None, or UnknownOrder when it is not open.</returns>
    public RejectReason OnParentCancel(ParentOrderId id, long timeNs)
    {
        BeginInput(timeNs);
        if (!_parents.TryFind(id.Value, out int slot) || !ParentOrderMachine.TryApply(ref _parents[slot], ParentEvent.RequestCancel))
        {
            return RejectReason.UnknownOrder;
        }

        _output.OnParentCancel(id, NowNs);
        Stop(slot, ParentEvent.CompleteCancel);
        _output.Release();
        return RejectReason.None;
    }

    /// <summary>Time passed.</summary>
    /// <param name="nowNs">Engine time.</param>
    public void OnTimer(long nowNs) => BeginInput(nowNs);

    /// <summary>Takes a control input.</summary>
    /// <param name="input">The input.</param>
    public void OnControl(in ControlInput input)
    {
        BeginInput(input.TimeNs);
        _output.OnControl(input);
        switch (input.Kind)
        {
            case ControlKind.KillSwitchOn:
            case ControlKind.KillSwitchOff:
                _ = _risk.OnControl(input);
                Alert(AlertKind.KillSwitch, input.VenueId, input.InstrumentId, default, RejectReason.None, _risk.IsKillSwitchOn ? 1 : 0);
                break;
            case ControlKind.VenueDisable:
            case ControlKind.VenueEnable:
                _ = _risk.OnControl(input);
                break;
            case ControlKind.EndOfSession:
                EndSession();
                break;
            default:
                break;
        }

        _output.Release();
    }

    private void BeginInput(long timeNs)
    {
        NowNs = Math.Max(NowNs, timeNs);
        _output.BeginInput(_inputCount, NowNs);
        _inputTicks = _probe.Now;
        if (_timers.NextTimeNs <= NowNs)
        {
            FireTimers();
            _output.Release();
        }
    }

    private RejectReason Admit(in ParentOrder order, out int slot)
    {
        slot = -1;
        if ((uint)order.InstrumentId.Value >= (uint)Universe.Instruments.Length)
        {
            return RejectReason.UnknownInstrument;
        }

        if (order.Side is not (Side.Buy or Side.Sell))
        {
            return RejectReason.BadSide;
        }

        if (order.Quantity <= 0 || order.PermittedActions == RouteActions.None)
        {
            return RejectReason.BadQuantity;
        }

        if (order.Type is not (OrderType.Market or OrderType.Limit)
            || (order.Type == OrderType.Limit && (order.LimitPrice.Nanos <= 0 || order.LimitPrice.Nanos % Universe[order.InstrumentId].TickNanos != 0)))
        {
            return RejectReason.BadPrice;
        }

        if (order.TimeInForce is not (TimeInForce.Day or TimeInForce.ImmediateOrCancel) || order.MinimumQuantity > 0)
        {
            return RejectReason.Unsupported;
        }

        if (_parents.TryFind(order.Id.Value, out _))
        {
            return RejectReason.Duplicate;
        }

        if (_sessionEnded)
        {
            return RejectReason.NoMarket;
        }

        if (_openParentCount == _options.ParentCapacity)
        {
            return RejectReason.CapacityExceeded;
        }

        _ = TryGetTouch(order.InstrumentId, out Price bid, out Price ask);
        Remember(_endedParents, _parents);
        RejectReason reason = _parents.TryAdd(order.Id.Value, out slot);
        if (reason == RejectReason.None)
        {
            _parents[slot] = new ParentOrderRecord(order, bid, ask);
            _waitCounts[slot] = 0;
            _isQueued[slot] = false;
            _isWaiting[slot] = false;
            _openParentCount++;
        }

        return reason;
    }

    private ParentOutcome RefusedOutcome(in ParentOrder order, RejectReason reason)
    {
        Price bid = default;
        Price ask = default;
        if (reason != RejectReason.UnknownInstrument)
        {
            _ = TryGetTouch(order.InstrumentId, out bid, out ask);
        }

        return new ParentOutcome
        {
            ParentId = order.Id,
            InstrumentId = order.InstrumentId,
            Side = order.Side,
            State = ParentOrderState.Rejected,
            Quantity = order.Quantity,
            ArrivalTimeNs = order.ArrivalTimeNs,
            EndTimeNs = NowNs,
            ArrivalBid = bid,
            ArrivalAsk = ask,
            EndBid = bid,
            EndAsk = ask,
            RejectReason = reason,
        };
    }
}
