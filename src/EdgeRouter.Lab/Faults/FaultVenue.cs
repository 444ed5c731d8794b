using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Lab.Faults;

/// <summary>A simple venue that knows the truth about our orders. Sound in what it does; what goes wrong happens on the way.</summary>
internal sealed partial class FaultVenue
{
    private const double RefusalRate = 0.05;
    private const double FadeRate = 0.15;
    private const int PiecesMax = 3;

    private static readonly RejectReason[] Refusals =
    [
        RejectReason.VenueRejected, RejectReason.VenueRejected, RejectReason.RateLimit, RejectReason.VenueBusy, RejectReason.BadPrice, RejectReason.PriceCollar,
        RejectReason.VenueUnsupported, RejectReason.VenueClosed, RejectReason.VenueLockout, RejectReason.KillSwitch, RejectReason.UnknownClient,
        RejectReason.CapacityExceeded, RejectReason.SelfTrade, RejectReason.Halted, RejectReason.TradeThrough, (RejectReason)250,
    ];

    private readonly Dictionary<long, VenueOrder> _orders = [];
    private readonly Happenings _happenings;
    private readonly ReportChannel _reports;
    private readonly DisplayedBook _book;
    private readonly Func<int, (long Bid, long Ask)> _national;
    private readonly byte _venue;
    private DeterministicRandom _random;
    private ulong _nextExecution;
    private long _lastTimeNs;

    public FaultVenue(byte venue, ulong seed, Happenings happenings, DisplayedBook book, ReportChannel reports, Func<int, (long Bid, long Ask)> national)
    {
        _venue = venue;
        _happenings = happenings;
        _book = book;
        _reports = reports;
        _national = national;
        _random = new DeterministicRandom(seed, 500UL + venue);
        _nextExecution = ((ulong)venue + 1) * 1_000_000;
    }

    /// <summary>Whether it does what it is asked, at once and wholly.</summary>
    public bool IsCalm { get; set; }

    public DisplayedBook Book => _book;

    public IEnumerable<VenueOrder> Standing => _orders.Values.Where(o => o.Phase == VenueOrderPhase.Standing);

    public void OnOrder(VenueOrder order)
    {
        ChildOrder child = order.Order;
        _orders[child.Id.Value] = order;
        order.Phase = VenueOrderPhase.Standing;
        bool isRefused = !IsCalm && _random.NextBool(RefusalRate);
        if (isRefused || !_book.IsTrading(child.InstrumentId.Value))
        {
            End(order, ChildOrderState.Rejected, ExecutionType.Rejected, isRefused ? Refusals[_random.NextInt32(Refusals.Length)] : RejectReason.Halted);
            return;
        }

        if (_random.NextBool(0.2))
        {
            Say(order, ExecutionType.PendingNew, ChildOrderState.PendingNew);
        }

        Say(order, ExecutionType.New, order.State);
        if (child.FirmUpOf.Value != 0 && _orders.TryGetValue(child.FirmUpOf.Value, out VenueOrder? invited) && invited.Phase == VenueOrderPhase.Standing)
        {
            invited.Phase = VenueOrderPhase.Ended;
            invited.End = ChildOrderState.Replaced;
        }

        Work(order);
    }

    public void OnCancel(long childId)
    {
        if (!_orders.TryGetValue(childId, out VenueOrder? order))
        {
            SayUnknown(childId, ExecutionType.CancelRejected, default);
        }
        else if (order.Phase != VenueOrderPhase.Standing)
        {
            Say(order, ExecutionType.CancelRejected, order.State, RejectReason.TooLate);
        }
        else
        {
            CrossCancel(order);
        }
    }

    /// <summary>Answers with what it knows, and with every execution again.</summary>
    public void OnQuestion(long childId)
    {
        if (!_orders.TryGetValue(childId, out VenueOrder? order))
        {
            SayUnknown(childId, ExecutionType.OrderStatus, ChildOrderState.Rejected);
            return;
        }

        foreach (ExecutionReport report in order.Executions.SelectMany(e => e.Reports))
        {
            _reports.Send(report);
        }

        Say(order, ExecutionType.OrderStatus, order.State, order.EndReason);
    }

    /// <summary>Something happens to an order that stands.</summary>
    public void Act()
    {
        VenueOrder[] standing = [.. Standing];
        if (standing.Length == 0)
        {
            return;
        }

        VenueOrder order = standing[_random.NextInt32(standing.Length)];
        if (order.Order.IsConditional)
        {
            Invite(order);
        }
        else if (IsCalm || _random.NextBool(0.7))
        {
            FillResting(order);
        }
        else if (_random.NextBool(0.15))
        {
            End(order, ChildOrderState.Expired, ExecutionType.Expired);
        }
        else if (_random.NextBool(0.15))
        {
            End(order, ChildOrderState.Cancelled, ExecutionType.Cancelled);
        }
    }

    /// <summary>An execution of some order turns out to be wrong.</summary>
    public void Regret()
    {
        VenueOrder[] executed = [.. _orders.Values.Where(o => o.Executions.Any(e => e.Reports.Count == 1))];
        if (executed.Length == 0)
        {
            return;
        }

        VenueOrder order = executed[_random.NextInt32(executed.Length)];
        VenueExecution execution = order.Executions.First(e => e.Reports.Count == 1);
        if (_random.NextBool(0.5))
        {
            order.Executed -= execution.Quantity;
            execution.IsBusted = true;
            Restate(order, execution, ExecutionType.TradeBust);
            return;
        }

        long less = execution.Quantity > 1 && _random.NextBool(0.5) ? 1 + _random.NextInt32((int)execution.Quantity - 1) : 0;
        order.Executed -= less;
        execution.Quantity -= less;
        execution.Price = new Price(execution.Price.Nanos - (order.Order.Side.Sign() * FaultWorld.Tick));
        Restate(order, execution, ExecutionType.TradeCorrection);
    }

    public void CancelAll()
    {
        foreach (VenueOrder order in Standing.ToArray())
        {
            End(order, ChildOrderState.Cancelled, ExecutionType.Cancelled);
        }
    }

    public void Silence(long durationNs) => _reports.Silence(_happenings.NowNs + durationNs);

    private void CrossCancel(VenueOrder order)
    {
        if (!IsCalm && _random.NextBool(0.1))
        {
            Say(order, ExecutionType.PendingCancel, ChildOrderState.PendingCancel);
        }

        if (!IsCalm && !order.Order.IsConditional && _random.NextBool(0.1))
        {
            FillResting(order);
        }

        if (order.Phase != VenueOrderPhase.Standing)
        {
            Say(order, ExecutionType.CancelRejected, order.State, RejectReason.TooLate);
        }
        else if (!IsCalm && _random.NextBool(0.05))
        {
            Say(order, ExecutionType.CancelRejected, order.State, RejectReason.VenueBusy);
        }
        else
        {
            End(order, ChildOrderState.Cancelled, ExecutionType.Cancelled);
        }
    }

    private void Invite(VenueOrder order)
    {
        long quantity = IsCalm ? 0 : Math.Min(order.Leaves, 100 * (1 + _random.NextInt32(8)));
        if (quantity > 0)
        {
            _reports.Send(ReportOf(order, ExecutionType.FirmUpInvited, order.State) with { LastQuantity = quantity });
        }
    }

    private void SayUnknown(long childId, ExecutionType type, ChildOrderState state) => _reports.Send(new ExecutionReport
    {
        ChildId = new ChildOrderId(childId),
        VenueId = new VenueId(_venue),
        Type = type,
        State = state,
        RejectReason = RejectReason.UnknownOrder,
        ExecutionId = ++_nextExecution,
        VenueTimeNs = Stamp(),
    });

    private void Say(VenueOrder order, ExecutionType type, ChildOrderState state, RejectReason reason = RejectReason.None) =>
        _reports.Send(ReportOf(order, type, state) with { RejectReason = reason });

    private void End(VenueOrder order, ChildOrderState state, ExecutionType type, RejectReason reason = RejectReason.None)
    {
        order.Phase = VenueOrderPhase.Ended;
        order.End = state;
        order.EndReason = reason;
        Say(order, type, state, reason);
    }

    private ExecutionReport ReportOf(VenueOrder order, ExecutionType type, ChildOrderState state) => new()
    {
        ChildId = order.Order.Id,
        VenueId = new VenueId(_venue),
        Type = type,
        State = state,
        ExecutionId = ++_nextExecution,
        CumulativeQuantity = order.Executed,
        LeavesQuantity = order.Phase == VenueOrderPhase.Standing ? order.Leaves : 0,
        VenueTimeNs = Stamp(),
    };

    private long Stamp() => _lastTimeNs = Math.Max(_lastTimeNs + 1, _happenings.NowNs);
}
