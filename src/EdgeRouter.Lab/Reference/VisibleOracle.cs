using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Simulation.Inside;

namespace EdgeRouter.Lab.Reference;

/// <summary><c>oracle-visible</c>: sees what stands in the market this instant (hidden and reserve shares, true sizes, true latencies, quotes that are stale or
/// step back) and nothing of the future. Of all that it could fill now it takes what is no dearer than the shares that its model expects to come back while it
/// may still wait, cheapest first, and sends so that all of it arrives together.</summary>
/// <remarks><para>Its model: the price has no direction, so waiting costs nothing in expectation; executed shares come back at each venue at its mean
/// rate, at the price where its maker stands when it does not step back. A share is worth taking now if its cost is at most the cost at which
/// the expected supply of the time left covers the rest of the order; with no time left everything at the touch is.</para>
/// <para>It is bound by what binds every policy: the router's own rows, limits, lots and order protection.</para></remarks>
internal sealed class VisibleOracle : IRoutingPolicy
{
    private readonly IMarketInside _inside;
    private readonly AllocatedWaterfall _waterfall;
    private readonly OraclePlan _plan;
    private readonly OracleRow[] _rows = new OracleRow[RoutingContext.RowCountLimit];
    private readonly OracleSupply _supply;
    private readonly int[] _chosen = new int[RoutingContext.RowCountLimit];
    private readonly long[] _quantities = new long[RoutingContext.RowCountLimit];
    private readonly Dictionary<long, long> _firstSeenNs = [];
    private long _lastParent;
    private long _arrivalNs;
    private int _count;
    private int _chosenCount;
    private double _worth;

    /// <summary>Creates the oracle.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="inside">The market.</param>
    /// <param name="universe">Venues and fees.</param>
    /// <param name="options">How waterfalls are built.</param>
    /// <param name="plan">When it begins, how long it waits.</param>
    public VisibleOracle(byte id, IMarketInside inside, Universe universe, WaterfallOptions options, OraclePlan plan)
    {
        Id = id;
        _inside = inside;
        _waterfall = new AllocatedWaterfall(options);
        _plan = plan;
        _supply = new OracleSupply(inside, universe);
    }

    /// <inheritdoc/>
    public byte Id { get; }

    /// <inheritdoc/>
    public string Name => ReferenceNames.Visible;

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.None;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _waterfall.Begin(context, record, Id);
        Solve(context);
        if (_chosenCount > 0)
        {
            _waterfall.Add(_chosen.AsSpan(0, _chosenCount), _quantities.AsSpan(0, _chosenCount));
            ArriveTogether(record);
        }
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _waterfall.Begin(context, record, Id);
        Solve(context);
        for (int i = 0; i < _count; i++)
        {
            sink.AddTerm(_rows[i].Row, "stands there", _rows[i].Quantity, "shares");
            sink.AddTerm(_rows[i].Row, "cost of a share", _rows[i].CostNanos / 1e9, "currency");
        }

        sink.AddTerm(IPolicyExplanation.WholeDecision, "worth taking up to", _worth / 1e9, "currency");
    }

    private void Solve(RoutingContext context)
    {
        _chosenCount = 0;
        _count = 0;
        long startNs = ArrivalOf(context) + _plan.StartNs;
        if (context.NowNs < startNs)
        {
            return;
        }

        // While the true market is locked or crossed it has no midpoint; then costs are told apart by the router's.
        long leftNs = startNs + _plan.PatienceNs - context.NowNs;
        Price midpoint = _inside.TryGetMidpoint(context.InstrumentId, out Price now) ? now : context.Midpoint;

        for (int i = 0; i < context.RowCount; i++)
        {
            ref readonly RowQuote row = ref context.Rows[i];
            if (row.Action != RouteAction.Post && _waterfall.MayUse(row))
            {
                AddRow(context, i, row, midpoint, leftNs > 0);
            }
        }

        Array.Sort(_rows, 0, _count);
        _worth = leftNs > 0 ? _supply.WorthNanos(context, midpoint, leftNs) : double.MaxValue;
        Choose(context);
    }

    private void AddRow(RoutingContext context, int index, in RowQuote row, Price midpoint, bool mayWait)
    {
        bool isMidpoint = row.Action == RouteAction.Midpoint;
        Price limit = isMidpoint ? context.WorstPrice : context.Tighter(context.FarTouch, context.WorstPrice);
        long quantity = _inside.Available(row.VenueId, context.InstrumentId, context.Side, limit);
        if (quantity <= 0 || (mayWait && !isMidpoint && _inside.IsStale(row.VenueId, context.InstrumentId)))
        {
            return;
        }

        long paid = isMidpoint ? 0 : context.Side.Sign() * (row.FarPrice.Nanos - midpoint.Nanos);
        _rows[_count++] = new OracleRow(index, quantity, paid + row.FeeNanos);
    }

    private void Choose(RoutingContext context)
    {
        long left = context.RemainingQuantity;
        for (int i = 0; i < _count && left > 0 && _rows[i].CostNanos <= _worth; i++)
        {
            long lots = (Math.Min(_rows[i].Quantity, left) + context.RoundLot - 1) / context.RoundLot;
            long quantity = Math.Min(lots * context.RoundLot, left);
            _chosen[_chosenCount] = _rows[i].Row;
            _quantities[_chosenCount++] = quantity;
            left -= quantity;
        }
    }

    // By the true ways: nobody can react to the first before the last is there.
    private void ArriveTogether(DecisionRecord record)
    {
        Span<WaterfallChild> children = record.Children;
        long slowestNs = 0;
        foreach (ref readonly WaterfallChild child in children)
        {
            slowestNs = Math.Max(slowestNs, _inside.LatencyNs(child.VenueId));
        }

        for (int i = 0; i < children.Length; i++)
        {
            children[i] = children[i] with { DelayNs = slowestNs - _inside.LatencyNs(children[i].VenueId) };
        }
    }

    // A context has no arrival time: the first decision of a parent is taken on arrival, or as soon as there is a market.
    private long ArrivalOf(RoutingContext context)
    {
        if (context.ParentId.Value != _lastParent)
        {
            _lastParent = context.ParentId.Value;
            if (!_firstSeenNs.TryGetValue(_lastParent, out _arrivalNs))
            {
                _arrivalNs = context.NowNs;
                _firstSeenNs.Add(_lastParent, _arrivalNs);
            }
        }

        return _arrivalNs;
    }
}
