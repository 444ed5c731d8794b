using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Engine.TestHost;

/// <summary>All venues, over a log that outlives the process. They answer by chance and tell the truth when they are asked.</summary>
public sealed class FileVenue(FileVenueLog log, ulong seed) : IOrderGateway
{
    private readonly Queue<CancelRequest> _cancels = [];
    private readonly Queue<StatusRequest> _questions = [];
    private readonly HashSet<long> _open = [];
    private DeterministicRandom _random = new(seed, 5);
    private long _timeNs;

    /// <summary>Whether all orders end soon: for the end of a day.</summary>
    public bool IsKind { get; set; }

    /// <summary>Whether nothing is answered but cancels and questions.</summary>
    public bool IsSilent { get; set; }

    public int SentCount { get; private set; }

    public int CancelCount { get; private set; }

    public void Send(in ChildOrder order)
    {
        SentCount++;
        log.Sent(new FileVenueOrder
        {
            Id = order.Id.Value,
            ParentId = order.ParentId.Value,
            Venue = order.VenueId.Value,
            Instrument = order.InstrumentId.Value,
            Sign = order.Side.Sign(),
            Quantity = order.Quantity,
            PriceNanos = order.LimitPrice.Nanos,
        });
        _open.Add(order.Id.Value);
    }

    public void Cancel(in CancelRequest request)
    {
        CancelCount++;
        _cancels.Enqueue(request);
    }

    public void RequestStatus(in StatusRequest request) => _questions.Enqueue(request);

    public void Answer(Action<ExecutionReport> deliver, long nowNs)
    {
        _timeNs = Math.Max(_timeNs + 1, nowNs);
        foreach (long id in IsSilent ? [] : _open.ToArray())
        {
            Act(log.Orders[id], deliver);
        }

        while (_cancels.TryDequeue(out CancelRequest cancel))
        {
            AnswerCancel(cancel, deliver);
        }

        while (_questions.TryDequeue(out StatusRequest question))
        {
            if (log.Orders.TryGetValue(question.ChildId.Value, out FileVenueOrder? order))
            {
                Tell(order, deliver);
            }
            else
            {
                deliver(Unknown(question.ChildId, question.VenueId));
            }
        }
    }

    private void Act(FileVenueOrder order, Action<ExecutionReport> deliver)
    {
        double chance = _random.NextDouble();
        long left = order.Quantity - order.Executed;
        if (chance < 0.1 && order.Fills.Count == 0)
        {
            log.Rejected(order);
            Say(order, deliver, new ExecutionReport { Type = ExecutionType.Rejected, State = ChildOrderState.Rejected, RejectReason = RejectReason.VenueRejected });
        }
        else if (chance < 0.4)
        {
            Fill(order, Math.Max(1, left / 3), deliver);
        }
        else if (chance < 0.7)
        {
            Fill(order, left, deliver);
        }
        else if (chance < 0.8 || IsKind)
        {
            End(order, deliver);
        }
    }

    private void Fill(FileVenueOrder order, long quantity, Action<ExecutionReport> deliver)
    {
        ulong execution = ((ulong)order.Id * 1000) + (ulong)order.Fills.Count + 1;
        log.Filled(order, execution, quantity);
        Say(order, deliver, Trade(order, order.Fills.Count - 1));
    }

    private void End(FileVenueOrder order, Action<ExecutionReport> deliver)
    {
        log.Cancelled(order);
        Say(order, deliver, new ExecutionReport { Type = ExecutionType.Cancelled, State = ChildOrderState.Cancelled });
    }

    private void AnswerCancel(in CancelRequest cancel, Action<ExecutionReport> deliver)
    {
        if (!log.Orders.TryGetValue(cancel.ChildId.Value, out FileVenueOrder? order))
        {
            deliver(Unknown(cancel.ChildId, cancel.VenueId));
        }
        else if (order.IsEnded)
        {
            Tell(order, deliver);
        }
        else
        {
            End(order, deliver);
        }
    }

    // Every execution again, then how it stands.
    private void Tell(FileVenueOrder order, Action<ExecutionReport> deliver)
    {
        for (int i = 0; i < order.Fills.Count; i++)
        {
            Say(order, deliver, Trade(order, i));
        }

        ChildOrderState state = order.IsRejected ? ChildOrderState.Rejected
            : order.IsCancelled ? ChildOrderState.Cancelled
            : order.IsEnded ? ChildOrderState.Filled
            : order.Fills.Count > 0 ? ChildOrderState.PartiallyFilled
            : ChildOrderState.New;
        Say(order, deliver, new ExecutionReport { Type = ExecutionType.OrderStatus, State = state });
        if (!order.IsEnded)
        {
            _open.Add(order.Id);
        }
    }

    private static ExecutionReport Trade(FileVenueOrder order, int index)
    {
        long cumulative = order.Fills.Take(index + 1).Sum(f => f.Quantity);
        return new ExecutionReport
        {
            Type = ExecutionType.Trade,
            State = cumulative == order.Quantity ? ChildOrderState.Filled : ChildOrderState.PartiallyFilled,
            ExecutionId = order.Fills[index].Id,
            LastQuantity = order.Fills[index].Quantity,
            LastPrice = new Price(order.PriceNanos),
            CumulativeQuantity = cumulative,
            LeavesQuantity = order.Quantity - cumulative,
        };
    }

    private static ExecutionReport Unknown(ChildOrderId id, VenueId venue) => new()
    {
        ChildId = id,
        VenueId = venue,
        Type = ExecutionType.Rejected,
        State = ChildOrderState.Rejected,
        RejectReason = RejectReason.UnknownOrder,
    };

    private void Say(FileVenueOrder order, Action<ExecutionReport> deliver, ExecutionReport report)
    {
        if (order.IsEnded)
        {
            _open.Remove(order.Id);
        }

        bool isTrade = report.Type == ExecutionType.Trade;
        deliver(report with
        {
            ChildId = new ChildOrderId(order.Id),
            VenueId = new VenueId(order.Venue),
            CumulativeQuantity = isTrade ? report.CumulativeQuantity : order.Executed,
            LeavesQuantity = isTrade ? report.LeavesQuantity : order.IsEnded ? 0 : order.Quantity - order.Executed,
            VenueTimeNs = ++_timeNs,
        });
    }
}
