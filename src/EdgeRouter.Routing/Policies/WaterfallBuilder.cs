using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Writes steps into a decision record and holds what is true of every policy: prices, ticks, lots, minimum, capacity, what is left, arrival together,
/// and order protection: no take goes beyond the protected touch in the first step unless a sweep covers it.</summary>
internal sealed partial class WaterfallBuilder
{
    private readonly WaterfallOptions _options;
    private readonly bool _isProtecting;
    private readonly int[] _step = new int[RoutingContext.RowCountLimit];
    private readonly Price[] _prices = new Price[RoutingContext.RowCountLimit];
    private readonly long[] _capacities = new long[RoutingContext.RowCountLimit];
    private readonly long[] _weights = new long[RoutingContext.RowCountLimit];
    private readonly long[] _quantities = new long[RoutingContext.RowCountLimit];
    private RoutingContext _context = null!;
    private DecisionRecord _record = null!;
    private Price _touch;
    private Price _worst;
    private bool _canTake;
    private int _stepCount;

    /// <summary>Creates a builder.</summary>
    /// <param name="options">Validated here.</param>
    public WaterfallBuilder(WaterfallOptions options)
    {
        _options = options.Validate();
        _isProtecting = options.Protection.Mode == ProtectionMode.On;
    }

    /// <summary>Shares that no step has planned to execute yet.</summary>
    public long Left { get; private set; }

    /// <summary>Whether another step may be added.</summary>
    public bool IsOpen => Left > 0 && _stepCount < _options.StepCountMax && _record.ChildCount < _record.ChildCountMax;

    // A remainder below the minimum is its own minimum.
    private long Minimum => Math.Min(_context.MinimumQuantity, Left);

    /// <summary>Starts a waterfall: header and rows from the context, no children.</summary>
    public void Begin(RoutingContext context, DecisionRecord record, byte policyId)
    {
        Inspect(context);
        _record = record;
        _stepCount = 0;
        Left = context.RemainingQuantity;
        WriteHeader(context, record, policyId);
        WriteRows(context, record);
        BeginSweep();
    }

    /// <summary>Looks where the touch is, for <see cref="IsAtTouch"/> and <see cref="IsUsable"/>, and writes nothing.</summary>
    public void Inspect(RoutingContext context)
    {
        _context = context;
        _worst = context.WorstPrice;
        FindTouch();
    }

    /// <summary>Whether a row may stand in the first step: every one but a take away from the touch. Without protection every take may.</summary>
    public bool IsAtTouch(in RowQuote row) =>
        row.Action != RouteAction.Take || !_isProtecting || (_canTake && _context.IsWithin(row.FarPrice, _touch));

    /// <summary>Whether a row may stand in any step. Takes away from the touch may follow a sweep of it; with nothing at the touch there is no sweep.</summary>
    public bool IsUsable(in RowQuote row) => row.Action != RouteAction.Take || _canTake;

    /// <summary>Adds a step whose rows are filled one after the other, each up to its capacity.</summary>
    /// <param name="rows">Best first.</param>
    public void AddSequential(ReadOnlySpan<int> rows)
    {
        if (!TryAddSweep(rows))
        {
            int count = Gather(rows, isBounded: true);
            LotSplitter.FillInOrder(Left, _context.RoundLot, _capacities.AsSpan(0, count), _quantities);
            DropBelowMinimum(count);
            AddStep(count, isSweep: false);
        }
    }

    /// <summary>Adds a step whose rows share the quantity by displayed size (equally where nothing is displayed), none above its capacity.</summary>
    /// <param name="rows">Best first; one action.</param>
    public void AddShared(ReadOnlySpan<int> rows)
    {
        if (!TryAddSweep(rows))
        {
            AddStep(Share(Gather(rows, isBounded: true)), isSweep: false);
        }
    }

    /// <summary>Adds a step that sends everything that is left, shared by displayed size (equally where nothing is displayed). A row whose quote faded before
    /// gets no more than it shows.</summary>
    /// <param name="rows">Best first; one action.</param>
    public void AddWhole(ReadOnlySpan<int> rows)
    {
        if (!TryAddSweep(rows))
        {
            AddStep(Share(Gather(rows, isBounded: false)), isSweep: false);
        }
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

    private void WriteRows(RoutingContext context, DecisionRecord record)
    {
        ReadOnlySpan<RowQuote> rows = context.Rows;
        ReadOnlySpan<long> fills = context.FillRaw;
        ReadOnlySpan<long> costs = context.CostRaw;
        ReadOnlySpan<long> completions = context.CompletionRaw;
        ReadOnlySpan<long> scores = context.Scores;
        Span<ScoredRow> scored = record.Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            ref readonly RowQuote row = ref rows[i];
            scored[i] = new ScoredRow
            {
                VenueId = row.VenueId,
                Action = row.Action,
                FillRaw = fills[i],
                CostRaw = costs[i],
                CompletionRaw = completions[i],
                ScoreMicroBps = scores[i],
                CapacityQuantity = row.Action == RouteAction.Take ? CapacityOf(row, PriceOf(row), context.RemainingQuantity) : context.RemainingQuantity,
            };
        }
    }

    private void FindTouch()
    {
        Price touch = _context.HasProtectedTouch ? _context.ProtectedTouch : _context.FarTouch;
        _touch = _context.Ticks.Inside(touch, _context.Side);
        _canTake = !_isProtecting;
        bool any = false;
        foreach (ref readonly RowQuote row in _context.Rows)
        {
            bool isTake = row.Action == RouteAction.Take;
            any |= isTake;
            _canTake |= isTake && _context.IsWithin(row.FarPrice, _touch);
        }

        if (any && !_canTake)
        {
            _context.ProtectionBlock = new ProtectionFinding(RejectReason.TradeThrough, _context.ProtectedTouchVenue, touch);
        }
    }

    private void AddStep(int count, bool isSweep)
    {
        int first = _record.ChildCount;
        ReadOnlySpan<RowQuote> rows = _context.Rows;
        long slowestNs = SlowestTakeNs(count);
        long minimum = Minimum;
        long expected = 0;
        for (int i = 0; i < count; i++)
        {
            ref readonly RowQuote row = ref rows[_step[i]];
            if (_quantities[i] <= 0 || !_record.TryAddChild(ChildOf(row, _quantities[i], _prices[i], minimum, isSweep)))
            {
                continue;
            }

            WaitForSlowest(row, slowestNs);
            expected += row.Action == RouteAction.Take ? Math.Min(_quantities[i], SizeWithin(row, _prices[i])) : 0;
            if (_stepCount == 0)
            {
                ref ScoredRow scored = ref _record.Rows[_step[i]];
                scored = scored with { Chosen = true };
            }
        }

        EqualiseTimeouts(_record.Children[first..]);
        Left -= expected;
        _stepCount += _record.ChildCount > first ? 1 : 0;
    }

    private WaterfallChild ChildOf(in RowQuote row, long quantity, Price price, long minimum, bool isSweep)
    {
        // A midpoint peg that may wait rests where the midpoint trades; anything else at the midpoint only looks.
        bool isPost = row.Action == RouteAction.Post || (row.Action == RouteAction.Midpoint && _context.OrderType == OrderType.MidpointPeg && !_context.IsImmediate);
        return new WaterfallChild
        {
            StepIndex = (byte)_stepCount,
            VenueId = row.VenueId,
            Action = row.Action,
            Type = row.Action == RouteAction.Midpoint ? OrderType.MidpointPeg : OrderType.Limit,
            TimeInForce = isPost ? TimeInForce.Day : TimeInForce.ImmediateOrCancel,
            Quantity = quantity,
            LimitPrice = price,
            TimeoutNs = isPost ? _options.PostTimeoutNs : _options.ImmediateTimeoutNs,
            MinimumQuantity = minimum,
            IsIntermarketSweep = isSweep,
        };
    }
}
