using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Orders;

/// <summary>Our child orders in the market: their way to the venues, their life there, and the reports back.
/// Holds every child of the day, so that an id that comes twice is refused.</summary>
internal sealed class ClientOrders
{
    private readonly MarketParameters _market;
    private readonly Exchange[] _exchanges;
    private readonly EventQueue _events;
    private readonly ulong _seed;
    private readonly ReportLine _reports;
    private readonly Dictionary<long, int> _slotById = new(64);
    private readonly long[] _lastArrivalNs;
    private readonly ulong[] _lastExecutionId;
    private ClientChild[] _children = new ClientChild[64];
    private CancelRequest[] _cancels = new CancelRequest[16];
    private StatusRequest[] _questions = new StatusRequest[4];
    private int _childCount;
    private int _cancelCount;
    private int _questionCount;

    public ClientOrders(MarketParameters market, Exchange[] exchanges, EventQueue events, ulong seed)
    {
        _market = market;
        _exchanges = exchanges;
        _events = events;
        _seed = seed;
        _reports = new ReportLine(exchanges.Length);
        _lastArrivalNs = new long[exchanges.Length];
        _lastExecutionId = new ulong[exchanges.Length];
    }

    public ReportLine Reports => _reports;

    /// <summary>An order by its slot.</summary>
    public ref readonly ClientChild Child(int slot) => ref _children[slot];

    public void Submit(in ChildOrder order, long nowNs)
    {
        if (_childCount == _children.Length)
        {
            Array.Resize(ref _children, _childCount * 2);
        }

        int slot = _childCount++;
        _children[slot] = new ClientChild { Order = order, State = ChildOrderState.PendingNew, BookSlot = -1 };
        long arrival = ArrivalNs(order.VenueId, order.Id, Math.Max(nowNs, order.SendTimeNs), salt: 0);
        _events.Push(new SimulationEvent(arrival, EventKind.ChildArrival, slot));
    }

    public void Cancel(in CancelRequest request, long nowNs)
    {
        if (_cancelCount == _cancels.Length)
        {
            Array.Resize(ref _cancels, _cancelCount * 2);
        }

        int index = _cancelCount++;
        _cancels[index] = request;
        long arrival = ArrivalNs(request.VenueId, request.ChildId, Math.Max(nowNs, request.SendTimeNs), salt: 1);
        _events.Push(new SimulationEvent(arrival, EventKind.CancelArrival, index));
    }

    public void Ask(in StatusRequest request, long nowNs)
    {
        if (_questionCount == _questions.Length)
        {
            Array.Resize(ref _questions, _questionCount * 2);
        }

        int index = _questionCount++;
        _questions[index] = request;
        long arrival = ArrivalNs(request.VenueId, request.ChildId, Math.Max(nowNs, request.SendTimeNs), salt: 2);
        _events.Push(new SimulationEvent(arrival, EventKind.StatusArrival, index));
    }

    /// <summary>Checks, acknowledges, matches and reports an order that reached its venue.</summary>
    /// <returns>Shares that traded at once; −1 = refused.</returns>
    public long Arrive(int slot, long nowNs, bool isOpen)
    {
        ChildOrder order = _children[slot].Order;
        Exchange exchange = _exchanges[order.VenueId.Value];
        RejectReason reason = OrderCheck.Check(in order, exchange.Parameters, _market.Instruments);
        reason = reason == RejectReason.None && !isOpen ? RejectReason.VenueClosed : reason;
        reason = _slotById.TryAdd(order.Id.Value, slot) ? reason : RejectReason.Duplicate;
        if (reason != RejectReason.None)
        {
            _children[slot].State = ChildOrderState.Rejected;
            Report(slot, nowNs, ExecutionType.Rejected, new ExecutionReport { RejectReason = reason });
            return -1;
        }

        _children[slot].State = ChildOrderState.New;
        Report(slot, nowNs, ExecutionType.New, default);
        SubmitResult result = exchange.Submit(order.InstrumentId.Value, new IncomingOrder
        {
            Side = order.Side,
            Quantity = order.Quantity,
            LimitNanos = OrderCheck.LimitNanos(in order),
            Owner = order.BeneficialOwner > 0 ? order.BeneficialOwner : 0,
            Tag = OrderTag.OfChild(slot),
            Rests = order.TimeInForce is TimeInForce.Day or TimeInForce.GoodTillCancel,
            IsAllOrNothing = order.TimeInForce == TimeInForce.FillOrKill,
        });
        _children[slot].BookSlot = result.RestingSlot;
        if (_children[slot].IsLive && result.RestingSlot < 0)
        {
            End(slot, nowNs, ExecutionType.Cancelled, ChildOrderState.Cancelled);
        }

        return result.Filled;
    }

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
    public void OnFill(int slot, bool isTaker, long nowNs, in Execution execution)
    {
        ref ClientChild child = ref _children[slot];
        Exchange exchange = _exchanges[child.Order.VenueId.Value];
        child.Cumulative += execution.Quantity;
        child.State = child.Cumulative == child.Order.Quantity ? ChildOrderState.Filled : ChildOrderState.PartiallyFilled;
        VenueParameters venue = exchange.Parameters;
        long fee = isTaker ? venue.TakerFeeNanos : venue.MakerFeeNanos;
        LiquidityFlag flag = isTaker ? LiquidityFlag.Removed : LiquidityFlag.Added;
        if (!exchange.IsDisplayed)
        {
            fee = venue.MidpointFeeNanos;
            flag = LiquidityFlag.Midpoint;
        }

        Report(slot, nowNs, ExecutionType.Trade, new ExecutionReport
        {
            Liquidity = flag,
            ExecutionId = ++_lastExecutionId[exchange.Index],
            LastQuantity = execution.Quantity,
            LastPrice = new Price(execution.PriceNanos),
            FeeNanos = fee * execution.Quantity,
        });
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

    private void RemoveFromBook(int slot) =>
        _exchanges[_children[slot].Order.VenueId.Value].Remove(_children[slot].Order.InstrumentId.Value, _children[slot].BookSlot);

    private void End(int slot, long nowNs, ExecutionType type, ChildOrderState state)
    {
        _children[slot].State = state;
        Report(slot, nowNs, type, default);
    }

    private void Report(int slot, long nowNs, ExecutionType type, in ExecutionReport facts)
    {
        ref ClientChild child = ref _children[slot];
        bool isLive = child.IsLive;
        _reports.Queue(
            facts with
            {
                ChildId = child.Order.Id,
                ParentId = child.Order.ParentId,
                VenueId = child.Order.VenueId,
                Type = type,
                State = child.State,
                CumulativeQuantity = child.Cumulative,
                LeavesQuantity = isLive ? child.Order.Quantity - child.Cumulative : 0,
                VenueTimeNs = nowNs,
            },
            nowNs + WayBackNs(child.Order.VenueId, child.Order.Id, child.ReportCount++));
    }

    // Orders and cancels to one venue share a session, so none overtakes another.
    private long ArrivalNs(VenueId venue, ChildOrderId child, long sentNs, int salt)
    {
        VenueParameters parameters = _market.Venues[venue.Value];
        ulong key = Draw.Key(_seed, DrawStream.ChildLatency, child.Value, salt);
        long arrival = sentNs + parameters.LatencyNs + Draw.Between(key, 0, parameters.LatencyJitterNs) + parameters.MatchingNs;
        ref long last = ref _lastArrivalNs[venue.Value];
        last = Math.Max(arrival, last + 1);
        return last;
    }

    private long WayBackNs(VenueId venue, ChildOrderId child, int reportNumber)
    {
        VenueParameters parameters = _market.Venues[venue.Value];
        ulong key = Draw.Key(_seed, DrawStream.ChildLatency, child.Value, reportNumber + 16);
        return parameters.LatencyNs + Draw.Between(key, 0, parameters.LatencyJitterNs);
    }
}
