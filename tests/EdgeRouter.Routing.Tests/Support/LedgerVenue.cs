using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Routing.Tests.Support;

/// <summary>A venue that works one order by the book of FIX 4.4 and keeps its own ledger of executions: the truth that the router must come to.</summary>
internal sealed class LedgerVenue
{
    private readonly ChildOrder _order;
    private readonly bool _namesCorrections;
    private readonly List<(ulong Id, ulong LastName, long Quantity, long PriceNanos, long FeeNanos)> _ledger = [];
    private readonly List<ExecutionReport> _reports = [];
    private DeterministicRandom _random;
    private ulong _lastId;
    private long _timeNs;

    internal LedgerVenue(in ChildOrder order, ulong seed, int eventCount, bool restates, bool namesCorrections)
    {
        _order = order;
        _namesCorrections = namesCorrections;
        _random = new DeterministicRandom(seed, (ulong)order.Id.Value);
        _lastId = (ulong)order.Id.Value * 1000;
        Leaves = order.Quantity;
        State = ChildOrderState.New;
        Tell(ExecutionType.New, default);
        for (int i = 0; i < eventCount; i++)
        {
            Step(restates);
        }
    }

    internal ChildOrderState State { get; private set; }

    internal long Leaves { get; private set; }

    internal IReadOnlyList<ExecutionReport> Reports => _reports;

    internal long Executed => _ledger.Sum(e => e.Quantity);

    internal Int128 NotionalNanos => _ledger.Aggregate(Int128.Zero, (sum, e) => sum + ((Int128)e.Quantity * e.PriceNanos));

    internal long FeeNanos => _ledger.Sum(e => e.FeeNanos);

    internal ExecutionReport Status => Report(ExecutionType.OrderStatus, default) with { VenueTimeNs = _timeNs + 1 };

    private bool IsOver => State is ChildOrderState.Filled or ChildOrderState.Cancelled or ChildOrderState.Expired;

    private void Step(bool restates)
    {
        int dice = _random.NextInt32(10);
        if (restates && dice < 2 && _ledger.Count > 0)
        {
            Bust(_random.NextInt32(_ledger.Count));
        }
        else if (restates && dice < 4 && _ledger.Count > 0)
        {
            Correct(_random.NextInt32(_ledger.Count));
        }
        else if (!IsOver && dice == 4)
        {
            State = _random.NextBool(0.5) ? ChildOrderState.Cancelled : ChildOrderState.Expired;
            Leaves = 0;
            Tell(State == ChildOrderState.Cancelled ? ExecutionType.Cancelled : ExecutionType.Expired, default);
        }
        else if (!IsOver)
        {
            Fill();
        }
    }

    private void Fill()
    {
        long quantity = Math.Min(Leaves, 1 + _random.NextInt32((int)_order.Quantity / 4));
        (ulong Id, ulong LastName, long Quantity, long PriceNanos, long FeeNanos) fill = (_lastId + 1, _lastId + 1, quantity, Price(), _random.NextInt32(100) - 50);
        _ledger.Add(fill);
        Leaves -= quantity;
        Settle();
        Tell(ExecutionType.Trade, new ExecutionReport { LastQuantity = quantity, LastPrice = new Price(fill.PriceNanos), FeeNanos = fill.FeeNanos });
    }

    private void Bust(int index)
    {
        var gone = _ledger[index];
        _ledger.RemoveAt(index);
        Leaves += IsOver ? 0 : gone.Quantity;
        Settle();
        Tell(ExecutionType.TradeBust, new ExecutionReport
        {
            ReferenceExecutionId = _namesCorrections ? gone.LastName : gone.Id,
            LastQuantity = gone.Quantity,
            LastPrice = new Price(gone.PriceNanos),
            FeeNanos = gone.FeeNanos,
        });
    }

    private void Correct(int index)
    {
        var before = _ledger[index];
        long quantity = 1 + _random.NextInt32((int)(before.Quantity + (IsOver ? 0 : Leaves)));
        var after = before with { Quantity = quantity, LastName = _lastId + 1, PriceNanos = Price(), FeeNanos = _random.NextInt32(100) - 50 };
        _ledger[index] = after;
        Leaves += IsOver ? 0 : before.Quantity - quantity;
        Settle();
        Tell(ExecutionType.TradeCorrection, new ExecutionReport
        {
            ReferenceExecutionId = _namesCorrections && _random.NextBool(0.5) ? before.LastName : before.Id,
            LastQuantity = quantity,
            LastPrice = new Price(after.PriceNanos),
            FeeNanos = after.FeeNanos,
        });
    }

    private long Price() => 10 * (1 + _random.NextInt32(100));

    private void Settle()
    {
        if (!IsOver)
        {
            State = Leaves == 0 ? ChildOrderState.Filled : _ledger.Count > 0 ? ChildOrderState.PartiallyFilled : ChildOrderState.New;
        }
    }

    private void Tell(ExecutionType type, in ExecutionReport facts)
    {
        _timeNs++;
        _reports.Add(Report(type, facts with { ExecutionId = ++_lastId }));
    }

    private ExecutionReport Report(ExecutionType type, in ExecutionReport facts) => facts with
    {
        ChildId = _order.Id,
        Type = type,
        State = State,
        CumulativeQuantity = Executed,
        LeavesQuantity = Leaves,
        VenueTimeNs = _timeNs,
    };
}
