using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using Perfolizer.Horology;

namespace EdgeRouter.Benchmarks.Routing;

/// <summary>Times decisions one by one, from features ready to the last child order handed to the gateway.</summary>
public sealed class DecisionTimes
{
    private static readonly double NsPerTick = Chronometer.Frequency.ToResolution().Nanoseconds;
    private const int WarmUpMs = 50;
    private readonly StampingGateway _gateway = new();
    private readonly long[] _scoring;
    private readonly long[] _sending;
    private readonly long[] _whole;
    private readonly long[] _preparing;
    private long _nextParent = 1;

    /// <summary>Measures.</summary>
    /// <param name="venues">Displayed venues; rows are twice as many.</param>
    /// <param name="policy">Policy.</param>
    /// <param name="scorer">Scores rows; null for policies without scores.</param>
    /// <param name="log">Where records go.</param>
    /// <param name="count">Decisions to measure.</param>
    public DecisionTimes(int venues, string policy, IRowScorer? scorer, IRecordLog log, int count)
    {
        _scoring = new long[count];
        _sending = new long[count];
        _whole = new long[count];
        _preparing = new long[count];
        using var desk = new RoutingDesk(venues, policy, log, _gateway, parentCapacity: 64);
        LatencyMeter.WarmUp(_ => Measure(desk, scorer, -1), WarmUpMs);
        for (int i = 0; i < count; i++)
        {
            Measure(desk, scorer, i);
        }

        foreach (long[] times in (long[][])[_scoring, _sending, _whole, _preparing])
        {
            Array.Sort(times);
        }
    }

    /// <summary>Rows of the decisions.</summary>
    public int RowCount { get; private set; }

    /// <summary>Children of the decisions' first steps.</summary>
    public int ChildCount { get; private set; }

    /// <summary>Features: parent journaled → rows ready, a quantile, ns.</summary>
    /// <param name="quantile">0 to 1.</param>
    public double PreparingNs(double quantile) => At(_preparing, quantile);

    /// <summary>Scoring alone.</summary>
    /// <param name="quantile">0 to 1.</param>
    public double ScoringNs(double quantile) => At(_scoring, quantile);

    /// <summary>Scores there → last child handed over.</summary>
    /// <param name="quantile">0 to 1.</param>
    public double SendingNs(double quantile) => At(_sending, quantile);

    /// <summary>Features ready → last child handed over.</summary>
    /// <param name="quantile">0 to 1.</param>
    public double WholeNs(double quantile) => At(_whole, quantile);

    private static double At(long[] times, double quantile) => times[Math.Min(times.Length - 1, (int)(times.Length * quantile))] * NsPerTick;

    private void Measure(RoutingDesk desk, IRowScorer? scorer, int i)
    {
        _gateway.Clear();
        var id = new ParentOrderId(_nextParent++);
        desk.NowNs += 1_000_000_000;
        RejectReason reason = desk.Engine.OnParentOrder(OrderOf(id, desk.NowNs));
        long before = Chronometer.GetTimestamp();
        if (!desk.Engine.TryPrepare(out DecisionRequest request))
        {
            throw new InvalidOperationException($"parent {id.Value} is not decided: {reason}, {desk.Engine.OpenParentCount} open");
        }

        long ready = Chronometer.GetTimestamp();
        scorer?.Score(request.Features, request.RowCount, request.FeatureCount, request.FillRaw, request.CostRaw, request.CompletionRaw);
        long scored = Chronometer.GetTimestamp();
        desk.Engine.Decide(request, scorer is null ? EdgeRouter.Engine.Scoring.None : EdgeRouter.Engine.Scoring.By(scorer.Name));
        if (i >= 0)
        {
            _preparing[i] = ready - before;
            _scoring[i] = scored - ready;
            _sending[i] = _gateway.LastStamp - scored;
            _whole[i] = _gateway.LastStamp - ready;
        }

        RowCount = request.RowCount;
        ChildCount = _gateway.OrderCount;
        End(desk, id);
    }

    private static ParentOrder OrderOf(ParentOrderId id, long nowNs) => new()
    {
        Id = id,
        Side = Side.Buy,
        Type = OrderType.Limit,
        LimitPrice = new Price(10_003 * RoutingDesk.Cent),
        TimeInForce = TimeInForce.Day,
        PermittedActions = RouteActions.All,
        UrgencyPercent = 50,
        Quantity = 1200,
        ArrivalTimeNs = nowNs,
    };

    private void End(RoutingDesk desk, ParentOrderId id)
    {
        desk.NowNs += 100_000;
        desk.Engine.OnParentCancel(id, desk.NowNs);
        foreach (ref readonly ChildOrder child in _gateway.Orders)
        {
            desk.Engine.OnExecutionReport(new ExecutionReport
            {
                ChildId = child.Id,
                VenueId = child.VenueId,
                Type = ExecutionType.Cancelled,
                State = ChildOrderState.Cancelled,
                ReceiveTimeNs = desk.NowNs,
            });
        }
    }
}
