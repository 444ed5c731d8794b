using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Rows;

/// <summary>Everything that a routing decision may look at. Allocated once by the engine and filled anew for every decision:
/// <see cref="Load"/>, the quotes, <see cref="RowSet.Build"/>, then the scores where there are any.</summary>
public sealed partial class RoutingContext
{
    /// <summary>Most rows of one decision: 64 venues × 3 actions.</summary>
    public const int RowCountLimit = 192;

    private readonly RowQuote[] _rows;
    private readonly long[] _scores;
    private readonly long[] _fillRaw;
    private readonly long[] _costRaw;
    private readonly long[] _completionRaw;
    private readonly RowStatistics[] _statistics;

    /// <summary>Creates a context.</summary>
    /// <param name="rowCountMax">Most rows, 1 to <see cref="RowCountLimit"/>.</param>
    /// <exception cref="EdgeRouterException">ER1115: the row count is out of range.</exception>
    public RoutingContext(int rowCountMax)
    {
        if (rowCountMax is < 1 or > RowCountLimit)
        {
            throw EdgeRouterException.Usage("ER1115", $"routing row count {rowCountMax} is out of range: take 1 to {RowCountLimit}");
        }

        _rows = new RowQuote[rowCountMax];
        _scores = new long[rowCountMax];
        _fillRaw = new long[rowCountMax];
        _costRaw = new long[rowCountMax];
        _completionRaw = new long[rowCountMax];
        _statistics = new RowStatistics[rowCountMax];
    }

    private static RowStatistics Unknown { get; } = new()
    {
        FillRate = double.NaN,
        RejectRate = double.NaN,
        TimeToFillNs = double.NaN,
        LeakageBps = double.NaN,
        AdverseBps = double.NaN,
    };

    /// <summary>Whose decision.</summary>
    public ParentOrderId ParentId { get; set; }

    /// <summary>What is traded.</summary>
    public InstrumentId InstrumentId { get; set; }

    /// <summary>Parent's side.</summary>
    public Side Side { get; set; }

    /// <summary>Shares to route now; above zero.</summary>
    public long RemainingQuantity { get; set; }

    /// <summary>Type of the parent: pegs have fewer rows.</summary>
    public OrderType OrderType { get; set; } = OrderType.Limit;

    /// <summary>How far a primary peg stands behind the near touch, nanos of currency; 0 or more.</summary>
    public long PegOffsetNanos { get; set; }

    /// <summary>Whether the parent is immediate-or-cancel: its children do not rest.</summary>
    public bool IsImmediate { get; set; }

    /// <summary>Worst price, on a tick; <see cref="Price.MaxValue"/> for a buyer and <see cref="Price.MinValue"/> for a seller without a limit.</summary>
    public Price LimitPrice { get; set; }

    /// <summary>Which prices children may have.</summary>
    public TickRule Ticks { get; set; } = new(1);

    /// <summary>Round lot, shares; above zero.</summary>
    public long RoundLot { get; set; } = 1;

    /// <summary>What children may do.</summary>
    public RouteActions PermittedActions { get; set; }

    /// <summary>Bit v set: venue v must not be used.</summary>
    public ulong ExcludedVenues { get; set; }

    /// <summary>The client opted out of exploration.</summary>
    public bool NoExploration { get; set; }

    /// <summary>Parent's whole quantity × its arrival midpoint, nanos of currency: what exploration is bounded by. The same for all its decisions.</summary>
    public Int128 ParentNotionalNanos { get; set; }

    /// <summary>Smallest acceptable child fill, shares; 0 = any; never above <see cref="RemainingQuantity"/>.</summary>
    public long MinimumQuantity { get; set; }

    /// <summary>Where and how the parent may be worked.</summary>
    public RoutingInstructions Instructions { get; set; }

    /// <summary>0 = patient, 100 = now.</summary>
    public byte UrgencyPercent { get; set; }

    /// <summary>Index of the desk's objective profile; 0 = default.</summary>
    public byte ObjectiveProfile { get; set; }

    /// <summary>Shares the parent has executed.</summary>
    public long FilledQuantity { get; set; }

    /// <summary>Average daily volume of the instrument, shares; above zero.</summary>
    public long AverageDailyVolume { get; set; } = 1;

    /// <summary>0 for the first decision of the parent.</summary>
    public int DecisionIndex { get; set; }

    /// <summary>Engine time.</summary>
    public long NowNs { get; set; }

    /// <summary>Rows in use.</summary>
    public int RowCount { get; private set; }

    /// <summary>Most rows.</summary>
    public int RowCountMax => _rows.Length;

    /// <summary>The rows in use: venue ascending, within it take, midpoint, post.</summary>
    public ReadOnlySpan<RowQuote> Rows => _rows.AsSpan(0, RowCount);

    /// <summary>Whether <see cref="Scores"/> belong to this decision; <see cref="Load"/> clears it.</summary>
    public bool HasScores { get; set; }

    /// <summary>Expected cost of each row in 1e-6 bps; lower is better.</summary>
    public Span<long> Scores => _scores.AsSpan(0, RowCount);

    /// <summary>Fill model of each row, raw; journaled. Zero where nothing scored.</summary>
    public Span<long> FillRaw => _fillRaw.AsSpan(0, RowCount);

    /// <summary>Cost model of each row, raw; journaled.</summary>
    public Span<long> CostRaw => _costRaw.AsSpan(0, RowCount);

    /// <summary>Completion model of each row, raw; journaled.</summary>
    public Span<long> CompletionRaw => _completionRaw.AsSpan(0, RowCount);

    /// <summary>What our own orders say of each row; all NaN where the engine has not filled it.</summary>
    public Span<RowStatistics> Statistics => _statistics.AsSpan(0, RowCount);

    /// <summary>Takes over a parent's facts and forgets rows and scores of the decision before. The limit band is that of
    /// the reference data until the caller sets another; venue masks and the national best quote stay the caller's.</summary>
    /// <param name="parent">The parent's record; its available quantity is what remains to route.</param>
    /// <param name="instrument">Its instrument: lot and tick.</param>
    /// <param name="decisionIndex">0 for the first decision.</param>
    /// <param name="nowNs">Engine time.</param>
    public void Load(in ParentOrderRecord parent, Instrument instrument, int decisionIndex, long nowNs)
    {
        ParentOrder order = parent.Order;
        ParentId = order.Id;
        InstrumentId = order.InstrumentId;
        Side = order.Side;
        RemainingQuantity = parent.AvailableQuantity;
        OrderType = order.Type;
        PegOffsetNanos = order.PegOffsetNanos;
        Ticks = TickRule.Of(instrument);
        LimitPrice = LimitOf(order, Ticks);
        LimitBandLow = new Price(instrument.LimitLowNanos);
        LimitBandHigh = new Price(instrument.LimitHighNanos);
        RoundLot = instrument.RoundLot;
        PermittedActions = order.PermittedActions;
        ExcludedVenues = order.ExcludedVenues;
        NoExploration = order.NoExploration;
        IsImmediate = order.TimeInForce == TimeInForce.ImmediateOrCancel;
        MinimumQuantity = Math.Min(order.MinimumQuantity, RemainingQuantity);
        Instructions = order.Instructions;
        UrgencyPercent = order.UrgencyPercent;
        ObjectiveProfile = order.ObjectiveProfile;
        FilledQuantity = parent.FilledQuantity;
        AverageDailyVolume = instrument.AverageDailyVolume;
        ParentNotionalNanos = order.Quantity * (((Int128)parent.ArrivalBid.Nanos + parent.ArrivalAsk.Nanos) / 2);
        DecisionIndex = decisionIndex;
        NowNs = nowNs;
        Reset();
    }

    /// <summary>Forgets rows, scores, and what protection found.</summary>
    public void Reset()
    {
        RowCount = 0;
        HasScores = false;
        ForgetProtection();
    }

    /// <summary>Adds a row with zero scores.</summary>
    /// <param name="row">The row.</param>
    /// <returns>False when the context is full.</returns>
    public bool TryAddRow(in RowQuote row)
    {
        if (RowCount == _rows.Length)
        {
            return false;
        }

        int index = RowCount++;
        _rows[index] = row;
        _scores[index] = 0;
        _fillRaw[index] = 0;
        _costRaw[index] = 0;
        _completionRaw[index] = 0;
        _statistics[index] = Unknown;
        return true;
    }

    // A limit between two ticks is worth the tick inside; a peg may have none.
    private static Price LimitOf(in ParentOrder order, TickRule ticks)
    {
        bool isPeg = order.Type is OrderType.MidpointPeg or OrderType.PrimaryPeg or OrderType.MarketPeg;
        if (order.Type == OrderType.Market || (isPeg && order.LimitPrice.Nanos == 0))
        {
            return order.Side == Side.Buy ? Price.MaxValue : Price.MinValue;
        }

        return ticks.Inside(order.LimitPrice, order.Side);
    }
}
