using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Writes steps into a decision record and holds what is true of every policy: prices, lots, capacity, what is left, and that no take goes
/// beyond the national best quote before that quote was swept.</summary>
internal sealed partial class WaterfallBuilder
{
    private readonly WaterfallOptions _options;
    private readonly long[] _capacities = new long[RoutingContext.RowCountLimit];
    private readonly long[] _weights = new long[RoutingContext.RowCountLimit];
    private readonly long[] _quantities = new long[RoutingContext.RowCountLimit];
    private RoutingContext _context = null!;
    private DecisionRecord _record = null!;
    private Price _touch;
    private bool _canTake;
    private int _stepCount;

    /// <summary>Creates a builder.</summary>
    /// <param name="options">Validated here.</param>
    public WaterfallBuilder(WaterfallOptions options) => _options = options.Validate();

    /// <summary>Shares that no step has planned to execute yet.</summary>
    public long Left { get; private set; }

    /// <summary>Whether another step may be added.</summary>
    public bool IsOpen => Left > 0 && _stepCount < _options.StepCountMax && _record.ChildCount < _record.ChildCountMax;

    /// <summary>Starts a waterfall: header and rows from the context, no children.</summary>
    public void Begin(RoutingContext context, DecisionRecord record, byte policyId)
    {
        Inspect(context);
        _record = record;
        _stepCount = 0;
        Left = context.RemainingQuantity;
        WriteHeader(context, record, policyId);
        WriteRows(context, record);
    }

    /// <summary>Looks where the touch is, for <see cref="IsAtTouch"/> and <see cref="IsUsable"/>, and writes nothing.</summary>
    public void Inspect(RoutingContext context)
    {
        _context = context;
        FindTouch(context);
    }

    /// <summary>Whether a row may stand in the first step: every one but a take away from the touch.</summary>
    public bool IsAtTouch(in RowQuote row) => row.Action != RouteAction.Take || (_canTake && _context.IsWithin(row.FarPrice, _touch));

    /// <summary>Whether a row may stand in any step. Takes away from the touch may follow a sweep of it; with nothing at the touch there is no sweep.</summary>
    public bool IsUsable(in RowQuote row) => row.Action != RouteAction.Take || _canTake;

    /// <summary>Adds a step whose rows are filled one after the other, each up to its capacity.</summary>
    /// <param name="rows">Best first.</param>
    public void AddSequential(ReadOnlySpan<int> rows)
    {
        ReadOnlySpan<long> capacities = Capacities(rows);
        LotSplitter.FillInOrder(Left, _context.RoundLot, capacities, _quantities);
        AddStep(rows);
    }

    /// <summary>Adds a step whose rows share the quantity by displayed size (equally where nothing is displayed), none above its capacity.</summary>
    /// <param name="rows">Best first; one action.</param>
    public void AddShared(ReadOnlySpan<int> rows)
    {
        LotSplitter.Share(Left, _context.RoundLot, Weights(rows), Capacities(rows), _quantities);
        AddStep(rows);
    }

    /// <summary>Adds a step that sends everything that is left, shared by displayed size (equally where nothing is displayed).</summary>
    /// <param name="rows">Best first; one action.</param>
    public void AddWhole(ReadOnlySpan<int> rows)
    {
        LotSplitter.Share(Left, _context.RoundLot, Weights(rows), default, _quantities);
        AddStep(rows);
    }

    private static void WriteHeader(RoutingContext context, DecisionRecord record, byte policyId)
    {
        record.ParentId = context.ParentId;
        record.DecisionIndex = context.DecisionIndex;
        record.InstrumentId = context.InstrumentId;
        record.Side = context.Side;
        record.TimeNs = context.NowNs;
        record.RemainingQuantity = context.RemainingQuantity;
        record.Bid = context.Bid;
        record.Ask = context.Ask;
        record.PolicyId = policyId;
        record.Explored = false;
        record.SlateProbability = 1.0;
        record.ChildCount = 0;
        record.RowCount = context.RowCount;
    }

    private static void WriteRows(RoutingContext context, DecisionRecord record)
    {
        for (int i = 0; i < context.RowCount; i++)
        {
            RowQuote row = context.Rows[i];
            record.Rows[i] = new ScoredRow
            {
                VenueId = row.VenueId,
                Action = row.Action,
                FillRaw = context.FillRaw[i],
                CostRaw = context.CostRaw[i],
                CompletionRaw = context.CompletionRaw[i],
                ScoreMicroBps = context.Scores[i],
                CapacityQuantity = CapacityOf(row, context.RemainingQuantity, context.RoundLot),
            };
        }
    }

    // Displayed size in whole lots, rounded up: an immediate-or-cancel order loses nothing by asking for the rest of the lot.
    private static long CapacityOf(in RowQuote row, long left, long lot)
    {
        if (row.Action != RouteAction.Take || row.FarQuantity >= left)
        {
            return left;
        }

        long part = row.FarQuantity % lot;
        return Math.Min(left, part == 0 ? row.FarQuantity : row.FarQuantity + (lot - part));
    }

    private void FindTouch(RoutingContext context)
    {
        _canTake = false;
        _touch = context.FarTouch;
        Price best = default;
        bool any = false;
        foreach (ref readonly RowQuote row in context.Rows)
        {
            if (row.Action == RouteAction.Take)
            {
                best = any ? context.Tighter(best, row.FarPrice) : row.FarPrice;
                any = true;
            }
        }

        if (any)
        {
            bool reachesTouch = context.IsWithin(best, _touch);
            _touch = !reachesTouch && context.AllowsTradeThrough ? best : _touch;
            _canTake = reachesTouch || context.AllowsTradeThrough;
        }
    }

    private ReadOnlySpan<long> Weights(ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            RowQuote row = _context.Rows[rows[i]];
            _weights[i] = row.Action == RouteAction.Take ? row.FarQuantity : 1;
        }

        return _weights.AsSpan(0, rows.Length);
    }

    private ReadOnlySpan<long> Capacities(ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            _capacities[i] = CapacityOf(_context.Rows[rows[i]], Left, _context.RoundLot);
        }

        return _capacities.AsSpan(0, rows.Length);
    }

    private void AddStep(ReadOnlySpan<int> rows)
    {
        long expected = 0;
        bool any = false;
        for (int i = 0; i < rows.Length; i++)
        {
            ref readonly RowQuote row = ref _context.Rows[rows[i]];
            if (_quantities[i] <= 0 || !_record.TryAddChild(ChildOf(row, _quantities[i])))
            {
                continue;
            }

            any = true;
            expected += row.Action == RouteAction.Take ? Math.Min(_quantities[i], row.FarQuantity) : 0;
            if (_stepCount == 0)
            {
                _record.Rows[rows[i]] = _record.Rows[rows[i]] with { Chosen = true };
            }
        }

        Left -= expected;
        _stepCount += any ? 1 : 0;
    }

    private WaterfallChild ChildOf(in RowQuote row, long quantity)
    {
        bool isPost = row.Action == RouteAction.Post;
        return new WaterfallChild
        {
            StepIndex = (byte)_stepCount,
            VenueId = row.VenueId,
            Action = row.Action,
            Type = row.Action == RouteAction.Midpoint ? OrderType.MidpointPeg : OrderType.Limit,
            TimeInForce = isPost ? TimeInForce.Day : TimeInForce.ImmediateOrCancel,
            Quantity = quantity,
            LimitPrice = PriceOf(row),
            TimeoutNs = isPost ? _options.PostTimeoutNs : _options.ImmediateTimeoutNs,
        };
    }

    private Price PriceOf(in RowQuote row) => row.Action switch
    {
        RouteAction.Take => _context.Tighter(IsAtTouch(row) ? _touch : row.FarPrice, _context.LimitPrice),
        RouteAction.Midpoint => _context.Tighter(_context.FarTouch, _context.LimitPrice),
        _ => RowSet.PostPrice(_context),
    };
}
