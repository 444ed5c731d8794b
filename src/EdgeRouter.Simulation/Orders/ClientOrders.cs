using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Orders;

/// <summary>Our child orders in the market: their way to the venues, their life there, and the reports back.
/// Holds every child of the day, so that an id that comes twice is refused.</summary>
internal sealed partial class ClientOrders
{
    private readonly MarketParameters _market;
    private readonly Exchange[] _exchanges;
    private readonly TickRule[] _ticks;
    private readonly EventQueue _events;
    private readonly ulong _seed;
    private readonly ReportLine _reports;
    private readonly VenueLine[] _lines;
    private readonly Dictionary<long, int> _slotById = new(64);
    private ClientChild[] _children = new ClientChild[64];
    private CancelRequest[] _cancels = new CancelRequest[64];
    private StatusRequest[] _questions = new StatusRequest[16];
    private int _childCount;
    private int _cancelCount;
    private int _questionCount;

    public ClientOrders(MarketParameters market, Exchange[] exchanges, TickRule[] ticks, EventQueue events, ulong seed)
    {
        _market = market;
        _exchanges = exchanges;
        _ticks = ticks;
        _events = events;
        _seed = seed;
        _reports = new ReportLine(exchanges.Length);
        _lines = [.. exchanges.Select(exchange => new VenueLine(exchange.Parameters, exchange.Condition))];
        _conditionals = [.. exchanges.Select(_ => new List<int>())];
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
        _children[slot] = new ClientChild { Order = order, State = ChildOrderState.PendingNew, BookSlot = -1, Leaves = order.Quantity };
        ulong key = Draw.Key(_seed, DrawStream.ChildLatency, order.Id.Value, 0);
        long arrival = _lines[order.VenueId.Value].OrderArrivalNs(key, Math.Max(nowNs, order.SendTimeNs), order.Id);
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
        ulong key = Draw.Key(_seed, DrawStream.ChildLatency, request.ChildId.Value, 1);
        long arrival = _lines[request.VenueId.Value].RequestArrivalNs(key, Math.Max(nowNs, request.SendTimeNs), request.ChildId);
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
        ulong key = Draw.Key(_seed, DrawStream.ChildLatency, request.ChildId.Value, 2);
        long arrival = _lines[request.VenueId.Value].RequestArrivalNs(key, Math.Max(nowNs, request.SendTimeNs), request.ChildId);
        _events.Push(new SimulationEvent(arrival, EventKind.StatusArrival, index));
    }

    /// <summary>The venue that an arrival is addressed to.</summary>
    public int VenueOf(in SimulationEvent arrival) => arrival.Kind switch
    {
        EventKind.ChildArrival => _children[arrival.Index].Order.VenueId.Value,
        EventKind.CancelArrival => _cancels[arrival.Index].VenueId.Value,
        _ => _questions[arrival.Index].VenueId.Value,
    };

    /// <summary>Finds an order that rests in a book.</summary>
    public bool TryFindResting(ChildOrderId id, out int slot) =>
        _slotById.TryGetValue(id.Value, out slot) && _children[slot].IsLive && _children[slot].BookSlot >= 0;

    private void End(int slot, long nowNs, ExecutionType type, ChildOrderState state)
    {
        _children[slot].State = state;
        Report(slot, nowNs, type, default);
    }

    private void Report(int slot, long nowNs, ExecutionType type, in ExecutionReport facts)
    {
        ref ClientChild child = ref _children[slot];
        _reports.Queue(
            facts with
            {
                ChildId = child.Order.Id,
                ParentId = child.Order.ParentId,
                VenueId = child.Order.VenueId,
                Type = type,
                State = child.State,
                CumulativeQuantity = child.Cumulative,
                LeavesQuantity = child.IsLive ? child.Leaves : 0,
                VenueTimeNs = nowNs,
            },
            nowNs + WayBackNs(child.Order.VenueId, child.Order.Id, child.ReportCount++));
    }

    private long WayBackNs(VenueId venue, ChildOrderId child, int reportNumber) =>
        _lines[venue.Value].WayBackNs(Draw.Key(_seed, DrawStream.ChildLatency, child.Value, reportNumber + 16));
}
