using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>Takes, midpoint and posts at once, with the quantities that cost least in expectation: fees, half spread and mark-out of what fills, a penalty for
/// what does not, after Cont and Kukanov (2017). What the first step leaves goes to the other rows by their cost. Needs no model.</summary>
/// <remarks>A filled share costs, against the midpoint: a take its half spread and fee; a midpoint fill its fee and mark-out; a post its fee and mark-out; where
/// no mark-out is known, <see cref="ConvexParameters.PostAdverseBps"/> less the half spread that it earns. To each comes what the parent learned of the row (<see cref="WaterfallOptions"/>). A share that stays open costs the half spread, which it
/// will have to pay later, and <see cref="ConvexParameters.UnderfillBps"/> times <c>0.5 + urgency / 100</c>.</remarks>
public sealed class ConvexPolicy : IRoutingPolicy
{
    private const double BpsPerUnit = 1e4;
    private const double MicroPerUnit = 1e6;

    private readonly WaterfallOptions _options;
    private readonly ConvexParameters _parameters;
    private readonly WaterfallBuilder _builder;
    private readonly ConvexSolver _solver = new();
    private readonly FillPartTable _fillParts = new();
    private readonly RowOrder _rest = new();
    private readonly int[] _rows = new int[RoutingContext.RowCountLimit];
    private readonly long[] _quantities = new long[RoutingContext.RowCountLimit];
    private double _underfillBps;
    private double _bpsPerNano;
    private double _middleNanos;

    /// <summary>Creates the policy.</summary>
    /// <param name="options">How waterfalls are built.</param>
    /// <param name="parameters">Validated here.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1146: a parameter is out of range.</exception>
    public ConvexPolicy(WaterfallOptions options, ConvexParameters parameters)
    {
        _options = options;
        _parameters = parameters.Validate();
        _builder = new WaterfallBuilder(options);
    }

    /// <inheritdoc/>
    public byte Id => PolicyIds.Convex;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.Convex - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.None;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _builder.Begin(context, record, Id);
        Solve(context);
        AddBestStep(context);
        AddRest(context);
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _builder.Inspect(context);
        Solve(context);
        double filled = 0.0;
        double cost = 0.0;
        long sent = 0;
        for (int i = 0; i < _solver.Count; i++)
        {
            ref ConvexRow row = ref _solver[i];
            double expected = row.ExpectedFill(row.Lots) * context.RoundLot;
            ExplainRow(context, row, expected, sink);
            filled += expected;
            cost += expected * row.CostBps;
            sent += row.Lots * context.RoundLot;
        }

        double open = Math.Max(0.0, context.RemainingQuantity - filled);
        double total = (cost + (open * _underfillBps) + (sent * _parameters.SentBps)) / context.RemainingQuantity;
        sink.AddTerm(IPolicyExplanation.WholeDecision, "cost of a share left open", _underfillBps, "bps");
        sink.AddTerm(IPolicyExplanation.WholeDecision, "cost of a share sent", _parameters.SentBps, "bps");
        sink.AddTerm(IPolicyExplanation.WholeDecision, "gain of the last lot", DeterministicMath.Exp(_solver.LogMultiplier), "bps");
        sink.AddTerm(IPolicyExplanation.WholeDecision, "expected fill", filled, "shares");
        sink.AddTerm(IPolicyExplanation.WholeDecision, "expected cost", total, "bps");
        sink.AddNote(
            IPolicyExplanation.WholeDecision,
            FormattableString.Invariant($"{filled:0} of {context.RemainingQuantity} shares are expected to fill, {open:0} stay open at {_underfillBps:0.00} bps each: {total:0.00} bps in all"));
        StepExplanation.Write(record, sink);
    }

    private void ExplainRow(RoutingContext context, in ConvexRow row, double expected, IPolicyExplanation sink)
    {
        RankExplanation.WritePenalty(context.Rows[row.Row], row.Row, _options, sink);
        sink.AddTerm(row.Row, "cost of a filled share", row.CostBps, "bps");
        sink.AddTerm(row.Row, "first share fills", row.Part, "");
        if (row.IsFlat)
        {
            sink.AddTerm(row.Row, "available", row.CapacityLots * context.RoundLot, "shares");
        }
        else
        {
            sink.AddTerm(row.Row, "mean outflow", row.MeanLots * context.RoundLot, "shares");
        }

        sink.AddTerm(row.Row, "gain of the first lot", row.Benefit, "bps");
        sink.AddTerm(row.Row, "best quantity", row.Lots * context.RoundLot, "shares");
        sink.AddTerm(row.Row, "expected fill", expected, "shares");
        sink.AddNote(row.Row, FormattableString.Invariant($"({_underfillBps:0.00} bps saved - {row.CostBps:0.00} bps paid) x {row.Part:0.00} = {row.Benefit:0.00} bps a share at first"));
    }

    private void Solve(RoutingContext context)
    {
        bool isTwoSided = context.HasFarTouch && context.HasNearTouch;
        _middleNanos = isTwoSided ? ((double)context.Bid.Nanos + context.Ask.Nanos) / 2.0 : context.FarTouch.Nanos;
        _bpsPerNano = BpsPerUnit / Math.Max(1.0, Math.Abs(_middleNanos));
        double halfSpreadBps = Math.Max(0.0, context.Side.Sign() * (context.FarTouch.Nanos - _middleNanos) * _bpsPerNano);
        _underfillBps = halfSpreadBps + (_parameters.UnderfillBps * ConvexTuner.UrgencyFactor(context.UrgencyPercent));
        _solver.Clear();
        double lotsPerShare = 1.0 / context.RoundLot;
        ReadOnlySpan<RowQuote> rows = context.Rows;
        ReadOnlySpan<RowStatistics> statistics = context.Statistics;
        for (int i = 0; i < rows.Length; i++)
        {
            ref readonly RowQuote row = ref rows[i];
            if (_builder.IsAtTouch(row))
            {
                AddRow(context, i, row, statistics[i], lotsPerShare);
            }
        }

        _solver.Solve(TargetLots(context), _underfillBps, _parameters.SentBps);
    }

    private void AddRow(RoutingContext context, int index, in RowQuote row, in RowStatistics statistics, double lotsPerShare)
    {
        double fill = statistics.FillRate;
        bool isKnown = fill >= 0.0;
        double cost = CostBps(context, row, statistics.AdverseBps);
        if (row.Action == RouteAction.Take)
        {
            long capacity = (row.FarQuantity + context.RoundLot - 1) / context.RoundLot;
            _solver.Add(index, cost, isKnown ? Math.Min(1.0, fill) : _parameters.TakeFillPart, 0.0, capacity);
            return;
        }

        double mean = row.Action == RouteAction.Midpoint ? _parameters.MidpointOutflowQuantity : _parameters.PostOutflowQuantity;
        double part = 1.0;
        if (isKnown)
        {
            mean = _fillParts.MeanOf(fill) * context.RemainingQuantity;
        }
        else if (row.Action == RouteAction.Post && row.NearPrice == RowSet.PostPrice(context))
        {
            part = DeterministicMath.Exp(-row.NearQuantity / mean);
        }

        _solver.Add(index, cost, part, mean * lotsPerShare, 0);
    }

    // Against the midpoint, of a share that fills. A mark-out is that of the fill price: the half spread that a post earns is in it already.
    private double CostBps(RoutingContext context, in RowQuote row, double markOutBps)
    {
        double priced = row.Action switch
        {
            RouteAction.Take => PaidBps(context, row.FarPrice),
            _ when !double.IsNaN(markOutBps) => markOutBps,
            RouteAction.Midpoint => _parameters.MidpointAdverseBps,
            _ => PaidBps(context, RowSet.PostPrice(context)) + _parameters.PostAdverseBps,
        };
        return priced + (row.FeeNanos * _bpsPerNano) + (RowPenalty.MicroBpsOf(row, _options) / MicroPerUnit);
    }

    private double PaidBps(RoutingContext context, Price price) => context.Side.Sign() * (price.Nanos - _middleNanos) * _bpsPerNano;

    private static long TargetLots(RoutingContext context) => (context.RemainingQuantity + context.RoundLot - 1) / context.RoundLot;

    // The target is rounded up to whole lots; what that is too much comes off the first row when every lot has a place.
    private void AddBestStep(RoutingContext context)
    {
        int count = 0;
        long sum = 0;
        for (int position = 0; position < _solver.WorthCount; position++)
        {
            ref ConvexRow row = ref _solver[_solver.IndexAt(position)];
            if (row.Lots > 0)
            {
                _rows[count] = row.Row;
                _quantities[count++] = row.Lots * context.RoundLot;
                sum += row.Lots * context.RoundLot;
            }
        }

        if (count > 0)
        {
            _quantities[0] -= Math.Max(0, sum - context.RemainingQuantity);
            _builder.AddAllocated(_rows.AsSpan(0, count), _quantities.AsSpan(0, count));
        }
    }

    private void AddRest(RoutingContext context)
    {
        if (!_builder.IsOpen)
        {
            return;
        }

        _rest.Clear();
        int next = 0;
        for (int i = 0; i < context.RowCount; i++)
        {
            ref readonly RowQuote row = ref context.Rows[i];
            bool isSolved = next < _solver.Count && _solver[next].Row == i;
            bool isUsed = isSolved && _solver[next].Lots > 0;
            next += isSolved ? 1 : 0;
            if (!isUsed && _builder.IsUsable(row))
            {
                double cost = CostBps(context, row, context.Statistics[i].AdverseBps);
                ScoreOrder.Add(context, _builder, _rest, i, (long)(Math.Clamp(cost, -1e12, 1e12) * MicroPerUnit));
            }
        }

        _rest.Sort();
        while (_builder.IsOpen && _rest.TryStartStep(out _))
        {
            _builder.AddSequential(_rest.Step);
        }
    }
}
