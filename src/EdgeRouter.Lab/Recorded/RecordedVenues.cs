using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.Lab.Recorded;

/// <summary>How the venues of a captured feed would have treated our orders: what we take is read off the displayed book, what we post waits behind what stood
/// there before it. The capture itself never changes.</summary>
internal sealed partial class RecordedVenues
{
    private readonly Universe _universe;
    private readonly RecordedFillOptions _options;
    private readonly Action<RecordedChild, ExecutionReport> _report;
    private readonly Dictionary<long, RecordedChild> _children = [];
    private readonly List<RecordedChild>[] _resting;
    private readonly ImpactModel[] _impact;
    private readonly TakenShares _taken;
    private ulong _lastExecutionId;

    /// <summary>Opens the venues.</summary>
    /// <param name="universe">Instruments and venues.</param>
    /// <param name="options">Assumptions, validated.</param>
    /// <param name="report">Takes every report, in order.</param>
    public RecordedVenues(Universe universe, RecordedFillOptions options, Action<RecordedChild, ExecutionReport> report)
    {
        _universe = universe;
        _options = options;
        _report = report;
        _resting = [.. Enumerable.Range(0, universe.Instruments.Length * universe.Venues.Length).Select(_ => new List<RecordedChild>())];
        _impact = [.. Enumerable.Range(0, universe.Instruments.Length * 2).Select(_ => new ImpactModel(options.ImpactCoefficient, options.ImpactDecayNs))];
        _taken = new TakenShares(options.TakenMemoryNs);
    }

    /// <summary>The captured books; set before the first call.</summary>
    public IRecordedBooks Books { get; set; } = null!;

    /// <summary>Now, capture time.</summary>
    public long NowNs { get; set; }

    /// <summary>An order by its id; null = none came here.</summary>
    public RecordedChild? Find(ChildOrderId id) => _children.GetValueOrDefault(id.Value);

    /// <summary>An order reaches its venue: it is checked, acknowledged, matched, and rests or ends.</summary>
    /// <param name="child">The order.</param>
    public void Arrive(RecordedChild child)
    {
        RejectReason reason = Check(child.Order);
        reason = _children.TryAdd(child.Order.Id.Value, child) ? reason : RejectReason.Duplicate;
        if (reason != RejectReason.None)
        {
            child.State = ChildOrderState.Rejected;
            _report(child, new ExecutionReport { Type = ExecutionType.Rejected, RejectReason = reason });
            return;
        }

        child.State = ChildOrderState.New;
        _report(child, new ExecutionReport { Type = ExecutionType.New });
        if (IsDisplayed(child.Order.VenueId))
        {
            Take(child);
        }

        if (!child.IsLive)
        {
            return;
        }

        if (child.Order.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill)
        {
            End(child, ExecutionType.Cancelled, ChildOrderState.Cancelled);
            return;
        }

        Join(child);
    }

    /// <summary>Takes an order out.</summary>
    /// <param name="child">A live order.</param>
    /// <param name="type">Cancelled or Expired.</param>
    /// <param name="state">The state that goes with it.</param>
    public void End(RecordedChild child, ExecutionType type, ChildOrderState state)
    {
        child.State = state;
        _resting[BookOf(child.Order)].Remove(child);
        _report(child, new ExecutionReport { Type = type });
    }

    /// <summary>The day is over: what rests expires.</summary>
    public void ExpireAll()
    {
        foreach (RecordedChild child in _children.Values.Where(c => c.IsLive).OrderBy(c => c.Order.Id.Value).ToArray())
        {
            End(child, ExecutionType.Expired, ChildOrderState.Expired);
        }
    }

    private RejectReason Check(in ChildOrder order)
    {
        if ((uint)order.InstrumentId.Value >= (uint)_universe.Instruments.Length)
        {
            return RejectReason.UnknownInstrument;
        }

        if (order.Side is not (Side.Buy or Side.Sell))
        {
            return RejectReason.BadSide;
        }

        if (order.Quantity <= 0 || order.MinimumQuantity < 0 || order.MinimumQuantity > order.Quantity)
        {
            return RejectReason.BadQuantity;
        }

        if (!IsSupported(order))
        {
            return RejectReason.VenueUnsupported;
        }

        if (order.Type == OrderType.Limit && order.LimitPrice.Nanos % _universe[order.InstrumentId].TickAt(order.LimitPrice.Nanos) != 0)
        {
            return RejectReason.BadPrice;
        }

        return CheckBook(Books.Book(order.InstrumentId, order.VenueId));
    }

    // Behind a gap nobody knows the book: no order is filled on a guess.
    private static RejectReason CheckBook(in VenueBookView book)
    {
        if (book.Trust == BookTrust.Stale)
        {
            return RejectReason.VenueBusy;
        }

        return book.Status switch
        {
            TradingStatus.Trading or TradingStatus.Unknown => RejectReason.None,
            TradingStatus.Closed => RejectReason.VenueClosed,
            _ => RejectReason.Halted,
        };
    }

    private bool IsSupported(in ChildOrder order)
    {
        bool isType = order.Type switch
        {
            OrderType.Limit => true,
            OrderType.Market => order.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill,
            OrderType.MidpointPeg => !IsDisplayed(order.VenueId),
            _ => false,
        };
        return isType && !order.IsConditional && order.TimeInForce is TimeInForce.Day or TimeInForce.GoodTillCancel or TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;
    }

    private bool IsDisplayed(VenueId venueId) => _universe[venueId].IsDisplayed;

    private int BookOf(in ChildOrder order) => BookOf(order.InstrumentId, order.VenueId);

    private int BookOf(InstrumentId instrumentId, VenueId venueId) => (instrumentId.Value * _universe.Venues.Length) + venueId.Value;

    private ref ImpactModel ImpactOf(in ChildOrder order) => ref _impact[(order.InstrumentId.Value * 2) + (order.Side == Side.Buy ? 0 : 1)];

    private static long LimitNanos(in ChildOrder order)
    {
        bool isOpen = order.Type == OrderType.Market || (order.Type == OrderType.MidpointPeg && order.LimitPrice.Nanos == 0);
        long none = order.Side == Side.Buy ? long.MaxValue : long.MinValue;
        return isOpen ? none : order.LimitPrice.Nanos;
    }
}
