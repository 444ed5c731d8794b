using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>All venues: what really happened to every order. They outlive the router, answer by chance, and tell the truth when they are asked.</summary>
internal sealed class DayVenue(ulong seed) : IOrderGateway
{
    private readonly Dictionary<long, VenueOrder> _orders = [];
    private readonly List<VenueOrder> _open = [];
    private readonly Queue<CancelRequest> _cancels = [];
    private readonly Queue<StatusRequest> _questions = [];
    private DeterministicRandom _random = new(seed, 7);
    private ulong _lastExecution;
    private long _timeNs;

    public int SentCount => _orders.Count;

    public HashSet<long> Asked { get; } = [];

    public HashSet<ExecutionType> Said { get; } = [];

    /// <summary>Whether orders are answered by chance, or at once and kindly: for the end of a day.</summary>
    public bool IsKind { get; set; }

    public void Send(in ChildOrder order)
    {
        Assert.That(_orders, Does.Not.ContainKey(order.Id.Value), "an order is sent once");
        var mine = new VenueOrder { Order = order };
        _orders.Add(order.Id.Value, mine);
        _open.Add(mine);
    }

    public void Cancel(in CancelRequest request) => _cancels.Enqueue(request);

    public void RequestStatus(in StatusRequest request)
    {
        Asked.Add(request.ChildId.Value);
        _questions.Enqueue(request);
    }

    /// <summary>Shares bought less shares sold of an instrument.</summary>
    public long Position(InstrumentId instrument) =>
        _orders.Values.Where(o => o.Order.InstrumentId == instrument).Sum(o => o.Order.Side.Sign() * o.Executed);

    /// <summary>What happened to each order, against what the router knows.</summary>
    public string Compare(Routing.States.OrderTable<Routing.States.ChildOrderRecord> known) => string.Join('\n', _orders.Values.Where(
        o => known.TryFind(o.Order.Id.Value, out int slot) && known[slot].CumulativeQuantity != o.Executed).Select(
        o => $"child {o.Order.Id.Value}: {string.Join(", ", o.History.Select(r => $"{r.Type} {r.LastQuantity}/{r.CumulativeQuantity}"))}"));

    public void Answer(Action<ExecutionReport> deliver, long nowNs)
    {
        _timeNs = Math.Max(_timeNs + 1, nowNs);
        foreach (VenueOrder mine in _open.ToArray())
        {
            Act(mine, deliver);
        }

        _open.RemoveAll(o => o.IsEnded);
        while (_cancels.TryDequeue(out CancelRequest cancel))
        {
            AnswerCancel(cancel, deliver);
        }

        while (_questions.TryDequeue(out StatusRequest question))
        {
            if (IsKind || !_random.NextBool(0.3))
            {
                AnswerQuestion(question, deliver);
            }
        }
    }

    private void Act(VenueOrder mine, Action<ExecutionReport> deliver)
    {
        double chance = _random.NextDouble();
        if (mine.Order.IsConditional)
        {
            if (chance < 0.2)
            {
                Say(mine, deliver, new ExecutionReport { Type = ExecutionType.FirmUpInvited, State = ChildOrderState.New, LastQuantity = 200, LeavesQuantity = mine.Order.Quantity });
            }

            return;
        }

        switch (chance)
        {
            case < 0.08:
                mine.IsEnded = true;
                Say(mine, deliver, new ExecutionReport { Type = ExecutionType.Rejected, State = ChildOrderState.Rejected, RejectReason = RejectReason.VenueRejected });
                break;
            case < 0.20:
                Say(mine, deliver, new ExecutionReport { Type = ExecutionType.New, State = ChildOrderState.New });
                break;
            case < 0.45:
                Trade(mine, Math.Max(1, (mine.Order.Quantity - mine.Executed) / 3), deliver);
                break;
            case < 0.75:
                Trade(mine, mine.Order.Quantity - mine.Executed, deliver);
                break;
            case < 0.85:
                End(mine, deliver);
                break;
            default:
                break; // silence
        }

        if (mine.Executed > 0 && _random.NextBool(0.08))
        {
            Bust(mine, deliver);
        }
    }

    private void Trade(VenueOrder mine, long quantity, Action<ExecutionReport> deliver)
    {
        if (quantity <= 0 || mine.IsEnded)
        {
            return;
        }

        mine.Executed += quantity;
        mine.LastExecution = ++_lastExecution;
        mine.LastQuantity = quantity;
        mine.IsEnded = mine.Executed >= mine.Order.Quantity;
        Say(mine, deliver, new ExecutionReport
        {
            Type = ExecutionType.Trade,
            State = mine.IsEnded ? ChildOrderState.Filled : ChildOrderState.PartiallyFilled,
            ExecutionId = _lastExecution,
            LastQuantity = quantity,
            LastPrice = mine.Order.LimitPrice,
            FeeNanos = 1_000_000 * quantity,
        });
        if (_random.NextBool(0.15))
        {
            deliver(mine.History[^1]); // said twice
        }
    }

    private void Bust(VenueOrder mine, Action<ExecutionReport> deliver)
    {
        if (mine.LastQuantity == 0)
        {
            return;
        }

        mine.Executed -= mine.LastQuantity;
        mine.LastQuantity = 0;
        mine.IsEnded = true;
        Say(mine, deliver, new ExecutionReport
        {
            Type = ExecutionType.TradeBust,
            State = ChildOrderState.Cancelled,
            ExecutionId = ++_lastExecution,
            ReferenceExecutionId = mine.LastExecution,
            LastPrice = mine.Order.LimitPrice,
        });
        Say(mine, deliver, new ExecutionReport { Type = ExecutionType.Cancelled, State = ChildOrderState.Cancelled });
    }

    private void End(VenueOrder mine, Action<ExecutionReport> deliver)
    {
        mine.IsEnded = true;
        Say(mine, deliver, new ExecutionReport { Type = ExecutionType.Cancelled, State = ChildOrderState.Cancelled });
    }

    private void AnswerCancel(in CancelRequest cancel, Action<ExecutionReport> deliver)
    {
        if (!_orders.TryGetValue(cancel.ChildId.Value, out VenueOrder? mine))
        {
            deliver(Unknown(cancel.ChildId, cancel.VenueId));
        }
        else if (mine.IsEnded)
        {
            Tell(mine, deliver);
        }
        else if (IsKind || _random.NextBool(0.8))
        {
            End(mine, deliver);
        }
    }

    private void AnswerQuestion(in StatusRequest question, Action<ExecutionReport> deliver)
    {
        if (_orders.TryGetValue(question.ChildId.Value, out VenueOrder? mine))
        {
            Tell(mine, deliver);
        }
        else
        {
            deliver(Unknown(question.ChildId, question.VenueId));
        }
    }

    // Everything that moved shares again, then how it stands.
    private void Tell(VenueOrder mine, Action<ExecutionReport> deliver)
    {
        foreach (ExecutionReport report in mine.History.Where(r => r.Type is ExecutionType.Trade or ExecutionType.TradeBust).ToArray())
        {
            deliver(report);
        }

        ChildOrderState state = !mine.IsEnded ? (mine.Executed > 0 ? ChildOrderState.PartiallyFilled : ChildOrderState.New)
            : mine.Executed >= mine.Order.Quantity ? ChildOrderState.Filled
            : mine.History.Any(r => r.Type == ExecutionType.Rejected) ? ChildOrderState.Rejected
            : ChildOrderState.Cancelled;
        Say(mine, deliver, new ExecutionReport { Type = ExecutionType.OrderStatus, State = state });
    }

    private static ExecutionReport Unknown(ChildOrderId id, VenueId venue) => new()
    {
        ChildId = id,
        VenueId = venue,
        Type = ExecutionType.Rejected,
        State = ChildOrderState.Rejected,
        RejectReason = RejectReason.UnknownOrder,
    };

    private void Say(VenueOrder mine, Action<ExecutionReport> deliver, ExecutionReport report)
    {
        ExecutionReport full = report with
        {
            ChildId = mine.Order.Id,
            VenueId = mine.Order.VenueId,
            CumulativeQuantity = mine.Executed,
            LeavesQuantity = mine.IsEnded ? 0 : mine.Order.Quantity - mine.Executed,
            VenueTimeNs = ++_timeNs,
        };
        mine.History.Add(full);
        Said.Add(full.Type);
        deliver(full);
    }

    private sealed class VenueOrder
    {
        public ChildOrder Order { get; init; }

        public long Executed { get; set; }

        public long LastQuantity { get; set; }

        public ulong LastExecution { get; set; }

        public bool IsEnded { get; set; }

        public List<ExecutionReport> History { get; } = [];
    }
}
