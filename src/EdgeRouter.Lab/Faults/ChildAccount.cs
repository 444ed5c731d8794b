using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Faults;

/// <summary>What the records say of a child order, added up in the plainest way.</summary>
internal sealed class ChildAccount(ChildOrder order, int recordIndex, long timeNs)
{
    private readonly Dictionary<ulong, Execution> _executions = [];
    private readonly HashSet<ulong> _restatements = [];
    private long _told;
    private long _said;

    public ChildOrder Order { get; } = order;

    public int RecordIndex { get; } = recordIndex;

    public long TimeNs { get; } = timeNs;

    public bool IsEnded { get; set; }

    public long LastReportNs { get; private set; }

    /// <summary>Shares that it had to execute at once, or none; 0 = any.</summary>
    public long MinimumRequired { get; set; }

    /// <summary>What all positions may become worth with it, nanos; null = it need not be asked.</summary>
    public Int128? PositionNanos { get; set; }

    /// <summary>Whether the venue spoke of shares that no fill told of.</summary>
    public bool IsMissing => _said > _told;

    /// <summary>Shares that are executed or may be, at most.</summary>
    public long Taken => Order.IsConditional ? 0 : IsEnded && !IsUnclear ? Math.Max(Executed, Math.Min(_said, Order.Quantity)) : Order.Quantity;

    /// <summary>Shares executed; an execution counts once, as it was last said to be.</summary>
    public long Executed => _executions.Values.Where(e => e.IsTold && !e.IsBusted).Sum(e => e.Quantity);

    /// <summary>Money executed, nanos.</summary>
    public Int128 ExecutedNanos
    {
        get
        {
            Int128 sum = 0;
            foreach (Execution e in _executions.Values.Where(e => e.IsTold && !e.IsBusted))
            {
                sum += (Int128)e.PriceNanos * e.Quantity;
            }

            return sum;
        }
    }

    /// <summary>Whether a correction or bust came before its fill: how much is executed by then is a matter of judgement.</summary>
    public bool IsUnclear => _executions.Values.Any(e => !e.IsTold);

    /// <summary>Shares that certainly still stand, as far as the records say: an execution that is undone does not stand again, and one whose fill is missing
    /// took an unknown part.</summary>
    public long OpenAtLeast => IsEnded || IsUnclear || Order.IsConditional ? 0 : Math.Max(0, Order.Quantity - _told);

    public void Take(in ExecutionReport report)
    {
        switch (report.Type)
        {
            case ExecutionType.Trade when report.LastQuantity > 0:
                Fill(report);
                break;
            case ExecutionType.TradeCorrection when _restatements.Add(report.ExecutionId):
                Correct(report);
                break;
            case ExecutionType.TradeBust:
                Of(report.ReferenceExecutionId).IsBusted = true;
                break;
            default:
                break;
        }

        bool isEnd = report.Type is ExecutionType.Cancelled or ExecutionType.Rejected or ExecutionType.Expired or ExecutionType.Replaced
            || (report.Type is ExecutionType.OrderStatus or ExecutionType.Trade or ExecutionType.TradeCorrection or ExecutionType.TradeBust && report.State is ChildOrderState.Filled or ChildOrderState.Cancelled
                or ChildOrderState.Rejected or ChildOrderState.Expired or ChildOrderState.Replaced);
        IsEnded |= isEnd;
        LastReportNs = report.ReceiveTimeNs;
        _said = Math.Max(_said, report.CumulativeQuantity);
    }

    private void Fill(in ExecutionReport report)
    {
        Execution execution = Of(report.ExecutionId);
        if (execution.IsTold)
        {
            return;
        }

        execution.IsTold = true;
        _told += report.LastQuantity;
        if (execution.CorrectedNs == 0)
        {
            execution.Quantity = report.LastQuantity;
            execution.PriceNanos = report.LastPrice.Nanos;
        }
    }

    private void Correct(in ExecutionReport report)
    {
        Execution execution = Of(report.ReferenceExecutionId);
        if (report.VenueTimeNs >= execution.CorrectedNs)
        {
            execution.CorrectedNs = report.VenueTimeNs;
            execution.Quantity = report.LastQuantity;
            execution.PriceNanos = report.LastPrice.Nanos;
        }
    }

    private Execution Of(ulong id)
    {
        if (!_executions.TryGetValue(id, out Execution? execution))
        {
            _executions[id] = execution = new Execution();
        }

        return execution;
    }

    private sealed class Execution
    {
        public bool IsTold { get; set; }

        public bool IsBusted { get; set; }

        public long CorrectedNs { get; set; }

        public long Quantity { get; set; }

        public long PriceNanos { get; set; }
    }
}
