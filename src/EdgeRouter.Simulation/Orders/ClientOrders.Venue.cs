using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Matching;

namespace EdgeRouter.Simulation.Orders;

/// <content>What happens to our orders at a venue.</content>
internal sealed partial class ClientOrders
{
    /// <summary>Checks, acknowledges, matches and reports an order that reached its venue.</summary>
    /// <returns>Shares that traded at once; −1 = refused.</returns>
    public long Arrive(int slot, long nowNs, bool isOpen)
    {
        ChildOrder order = _children[slot].Order;
        Exchange exchange = _exchanges[order.VenueId.Value];
        RejectReason reason = OrderCheck.Check(in order, exchange.Parameters, _market.Instruments, _ticks);
        reason = reason == RejectReason.None ? StateReason(exchange, order.InstrumentId.Value, isOpen) : reason;
        if (!Accept(slot, nowNs, reason))
        {
            return -1;
        }

        int answers = order.FirmUpOf.Value == 0 || order.IsConditional ? 0 : TakeInvited(in order);
        if (order.IsConditional)
        {
            AddConditional(slot, nowNs);
            return 0;
        }

        SubmitResult result = exchange.Submit(order.InstrumentId.Value, Incoming(slot, answers));
        if (answers != 0)
        {
            exchange.Release(order.InstrumentId.Value, order.Side, answers);
        }

        _children[slot].BookSlot = result.RestingSlot;
        if (_children[slot].IsLive && result.RestingSlot < 0)
        {
            End(slot, nowNs, ExecutionType.Cancelled, ChildOrderState.Cancelled);
        }

        return result.Filled;
    }

    /// <summary>Refuses an order that reached a venue that was out.</summary>
    public void Refuse(int slot, long nowNs, RejectReason reason) => Accept(slot, nowNs, reason);

    /// <summary>A cancel reached its venue.</summary>
    public void ArriveCancel(int index, long nowNs)
    {
        CancelRequest request = _cancels[index];
        bool isKnown = _slotById.TryGetValue(request.ChildId.Value, out int slot) && _children[slot].Order.VenueId == request.VenueId;
        if (isKnown && _children[slot].IsLive)
        {
            RemoveFromBook(slot);
            End(slot, nowNs, ExecutionType.Cancelled, ChildOrderState.Cancelled);
            return;
        }

        var refusal = new ExecutionReport { RejectReason = isKnown ? RejectReason.None : RejectReason.UnknownOrder };
        if (isKnown)
        {
            Report(slot, nowNs, ExecutionType.CancelRejected, refusal);
            return;
        }

        _reports.Queue(
            refusal with
            {
                ChildId = request.ChildId,
                ParentId = request.ParentId,
                VenueId = request.VenueId,
                Type = ExecutionType.CancelRejected,
                State = ChildOrderState.Rejected,
                VenueTimeNs = nowNs,
            },
            nowNs + WayBackNs(request.VenueId, request.ChildId, reportNumber: -1));
    }

    /// <summary>A question about an order reached its venue.</summary>
    public void ArriveQuestion(int index, long nowNs)
    {
        StatusRequest request = _questions[index];
        if (_slotById.TryGetValue(request.ChildId.Value, out int slot) && _children[slot].Order.VenueId == request.VenueId)
        {
            Report(slot, nowNs, ExecutionType.OrderStatus, default);
            return;
        }

        _reports.Queue(
            new ExecutionReport
            {
                ChildId = request.ChildId,
                ParentId = request.ParentId,
                VenueId = request.VenueId,
                Type = ExecutionType.OrderStatus,
                State = ChildOrderState.Rejected,
                RejectReason = RejectReason.UnknownOrder,
                VenueTimeNs = nowNs,
            },
            nowNs + WayBackNs(request.VenueId, request.ChildId, reportNumber: -2));
    }

    /// <summary>A fill of ours, taken or rested.</summary>
    /// <returns>What the report says of the fill.</returns>
    public ExecutionReport OnFill(int slot, bool isTaker, long nowNs, in Execution execution)
    {
        ref ClientChild child = ref _children[slot];
        Exchange exchange = _exchanges[child.Order.VenueId.Value];
        child.Cumulative += execution.Quantity;
        child.Leaves -= execution.Quantity;
        child.State = child.Leaves == 0 ? ChildOrderState.Filled : ChildOrderState.PartiallyFilled;
        LiquidityFlag flag = FlagOf(exchange, isTaker);
        VenueLine line = _lines[exchange.Index];
        var facts = new ExecutionReport
        {
            Liquidity = flag,
            ExecutionId = line.NextExecutionId(),
            LastQuantity = execution.Quantity,
            LastPrice = new Price(execution.PriceNanos),
            FeeNanos = line.Fees.Charge(flag, execution.Quantity),
        };
        Report(slot, nowNs, ExecutionType.Trade, in facts);
        return facts;
    }

    /// <summary>A fill of ours is void: shares and fee go back. The order does not stand for them again.</summary>
    /// <param name="slot">Slot of the order.</param>
    /// <param name="nowNs">Now.</param>
    /// <param name="fill">What <see cref="OnFill"/> said of it.</param>
    public void Bust(int slot, long nowNs, in ExecutionReport fill)
    {
        ref ClientChild child = ref _children[slot];
        child.Cumulative -= fill.LastQuantity;
        child.State = child.State == ChildOrderState.PartiallyFilled && child.Cumulative == 0 ? ChildOrderState.New : child.State;
        Report(slot, nowNs, ExecutionType.TradeBust, fill with
        {
            ReferenceExecutionId = fill.ExecutionId,
            ExecutionId = _lines[child.Order.VenueId.Value].NextExecutionId(),
        });
    }

    /// <summary>Self-trade prevention took shares off an order that goes on.</summary>
    public void Decrement(int slot, long nowNs, long quantity)
    {
        _children[slot].Leaves -= quantity;
        Report(slot, nowNs, ExecutionType.Restated, default);
    }

    /// <summary>The venue took an order out of its book.</summary>
    public void OnCancelled(int slot, long nowNs)
    {
        _children[slot].BookSlot = -1;
        End(slot, nowNs, ExecutionType.Cancelled, ChildOrderState.Cancelled);
    }

    /// <summary>An outage took an order out of its book; nobody is told before it is over.</summary>
    public void OnLost(int slot) => _children[slot].BookSlot = -1;

    /// <summary>A venue is back after an outage: every order that it had is over.</summary>
    public void CancelAll(int venue, long nowNs)
    {
        for (int slot = 0; slot < _childCount; slot++)
        {
            if (_children[slot].IsLive && _children[slot].Order.VenueId.Value == venue)
            {
                RemoveFromBook(slot);
                End(slot, nowNs, ExecutionType.Cancelled, ChildOrderState.Cancelled);
            }
        }
    }

    /// <summary>The session is over: what rests expires.</summary>
    public void ExpireAll(long nowNs)
    {
        for (int slot = 0; slot < _childCount; slot++)
        {
            if (_children[slot].IsLive)
            {
                RemoveFromBook(slot);
                End(slot, nowNs, ExecutionType.Expired, ChildOrderState.Expired);
            }
        }
    }

    private static RejectReason StateReason(Exchange exchange, int instrument, bool isOpen)
    {
        if (!isOpen || exchange.IsHalted)
        {
            return RejectReason.VenueClosed;
        }

        return exchange.IsTrading(instrument) ? RejectReason.None : RejectReason.Halted;
    }

    private static LiquidityFlag FlagOf(Exchange exchange, bool isTaker)
    {
        if (exchange.IsAuction)
        {
            return LiquidityFlag.Auction;
        }

        if (!exchange.IsDisplayed)
        {
            return LiquidityFlag.Midpoint;
        }

        return isTaker ? LiquidityFlag.Removed : LiquidityFlag.Added;
    }

    private bool Accept(int slot, long nowNs, RejectReason reason)
    {
        reason = _slotById.TryAdd(_children[slot].Order.Id.Value, slot) ? reason : RejectReason.Duplicate;
        _children[slot].State = reason == RejectReason.None ? ChildOrderState.New : ChildOrderState.Rejected;
        ExecutionType type = reason == RejectReason.None ? ExecutionType.New : ExecutionType.Rejected;
        Report(slot, nowNs, type, new ExecutionReport { RejectReason = reason });
        return reason == RejectReason.None;
    }

    private IncomingOrder Incoming(int slot, int answers)
    {
        ref readonly ChildOrder order = ref _children[slot].Order;
        return new IncomingOrder
        {
            Side = order.Side,
            Quantity = order.Quantity,
            LimitNanos = OrderCheck.LimitNanos(in order),
            Owner = order.BeneficialOwner > 0 ? order.BeneficialOwner : 0,
            Tag = OrderTag.OfChild(slot),
            Rests = order.TimeInForce is TimeInForce.Day or TimeInForce.GoodTillCancel,
            IsAllOrNothing = order.TimeInForce == TimeInForce.FillOrKill,
            Minimum = order.MinimumQuantity,
            Peg = OrderCheck.PegOf(order.Type),
            FirmUpOf = answers,
        };
    }

    private void RemoveFromBook(int slot)
    {
        ref ClientChild child = ref _children[slot];
        if (child.Order.IsConditional)
        {
            RemoveConditional(slot);
        }
        else if (child.BookSlot >= 0)
        {
            _exchanges[child.Order.VenueId.Value].Remove(child.Order.InstrumentId.Value, child.BookSlot);
        }
    }
}
