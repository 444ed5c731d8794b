using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.Simulation.Orders;

namespace EdgeRouter.Lab.Recorded;

/// <summary>The venues of a captured feed with orders of ours among them: it reads the same packets as the router, and answers children from the books that they
/// make. Nobody reacts to us; <see cref="RecordedFillOptions"/> says what is assumed instead.</summary>
/// <remarks>One clock, the capture's: what the venue does at an instant is in the packet stamped <see cref="RecordedFillOptions.FeedLatencyNs"/> later, so an order
/// meets the book that the capture shows that much after its arrival.</remarks>
/// <typeparam name="TProtocol">The feed's protocol.</typeparam>
public sealed class RecordedMarket<TProtocol> : IAnsweringMarket, IDisposable
    where TProtocol : struct, IFeedProtocol
{
    private readonly RecordedFillOptions _options;
    private readonly NativeRegion _region;
    private readonly FeedSwitch<TProtocol, RecordedListener, NoProbe> _feeds;
    private readonly RecordedVenues _venues;
    private readonly ReportLine _reports;
    private readonly PriorityQueue<Arrival, (long TimeNs, long Number)> _arrivals = new();
    private readonly long[] _lastArrivalNs;
    private long _arrivalCount;
    private bool _isOver;

    /// <summary>Opens the venues before the capture's first packet.</summary>
    /// <param name="day">The captured day.</param>
    /// <param name="options">Assumptions.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER7130: an assumption is out of range.</exception>
    public RecordedMarket(RecordedDay day, RecordedFillOptions options)
    {
        _options = options.Validated();
        StartTimeNs = day.StartNs;
        EndTimeNs = day.EndNs;
        int instruments = day.Universe.Instruments.Length;
        FeedOptions[] feeds = [.. day.Feeds.Select(f => FeedOptionsOf(f, day.IsOrderByOrder))];
        _region = new NativeRegion(MarketState.RequiredBytes(instruments, day.Universe.Venues.Length) + feeds.Sum(f => f.RequiredBytes(instruments)));
        var state = new MarketState(day.Universe, _region, new MarketCapacity { InstrumentCountMax = instruments });
        _reports = new ReportLine(day.Universe.Venues.Length);
        _lastArrivalNs = new long[day.Universe.Venues.Length];
        _venues = new RecordedVenues(day.Universe, _options, Report) { NowNs = day.StartNs };
        _feeds = new FeedSwitch<TProtocol, RecordedListener, NoProbe>(
            [.. feeds.Select(f => (f, new FeedHandler<TProtocol, RecordedListener, NoProbe>(f, state, _region, new RecordedListener(_venues), default)))]);
        _venues.Books = new FeedView(state, _feeds);
        for (int i = 0; i < day.Feeds.Count; i++)
        {
            foreach (SecurityNumber security in day.Feeds[i].Securities ?? [])
            {
                _ = _feeds.Feeds[i].Books.Map(security.SecurityId, security.InstrumentId);
            }
        }
    }

    /// <inheritdoc/>
    public long StartTimeNs { get; }

    /// <inheritdoc/>
    public long EndTimeNs { get; }

    /// <inheritdoc/>
    public long NextReportTimeNs => _reports.NextTimeNs;

    /// <inheritdoc/>
    public void Send(in ChildOrder order) => Arrive(order.VenueId, order.SendTimeNs, new Arrival(ArrivalKind.Order, new RecordedChild(order), order.Id, order.ParentId, order.VenueId));

    /// <inheritdoc/>
    public void Cancel(in CancelRequest request) => Arrive(request.VenueId, request.SendTimeNs, new Arrival(ArrivalKind.Cancel, null, request.ChildId, request.ParentId, request.VenueId));

    /// <inheritdoc/>
    public void RequestStatus(in StatusRequest request) => Arrive(request.VenueId, request.SendTimeNs, new Arrival(ArrivalKind.Question, null, request.ChildId, request.ParentId, request.VenueId));

    /// <inheritdoc/>
    public bool AdvanceTo(long timeNs)
    {
        long queued = _reports.QueuedCount;
        while (_arrivals.TryPeek(out _, out (long TimeNs, long Number) due) && due.TimeNs <= timeNs)
        {
            if (due.TimeNs >= EndTimeNs && EndDay())
            {
                return true;
            }

            _venues.NowNs = Math.Max(_venues.NowNs, due.TimeNs);
            Process(_arrivals.Dequeue());
            if (_reports.QueuedCount != queued)
            {
                return true;
            }
        }

        return timeNs >= EndTimeNs && EndDay();
    }

    /// <inheritdoc/>
    public bool TryTakeReport(long upToNs, out ExecutionReport report) => _reports.TryTake(upToNs, out report);

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        _venues.NowNs = Math.Max(_venues.NowNs, datagram.ReceiveTimeNs);
        _feeds.OnPacket(datagram);
    }

    /// <inheritdoc/>
    public void Dispose() => _region.Dispose();

    private static FeedOptions FeedOptionsOf(VenueFeed feed, bool isOrderByOrder) => new()
    {
        VenueId = feed.VenueId,
        LineA = feed.LineA,
        LineB = feed.LineB,
        Orders = isOrderByOrder ? new OrderBookCapacity() : null,
    };

    // Orders, cancels and questions to one venue share a session, so none overtakes another.
    private void Arrive(VenueId venue, long sentNs, Arrival arrival)
    {
        ref long last = ref _lastArrivalNs[venue.Value];
        last = Math.Max(last + 1, Math.Max(sentNs, _venues.NowNs - _options.FeedLatencyNs) + _options.OrderLatencyNs + _options.FeedLatencyNs);
        _arrivals.Enqueue(arrival, (last, _arrivalCount++));
    }

    private void Process(in Arrival arrival)
    {
        if (arrival.Kind == ArrivalKind.Order && !_isOver)
        {
            _venues.Arrive(arrival.Child!);
            return;
        }

        if (arrival.Kind == ArrivalKind.Order)
        {
            arrival.Child!.State = ChildOrderState.Rejected;
            Report(arrival.Child, new ExecutionReport { Type = ExecutionType.Rejected, RejectReason = RejectReason.VenueClosed });
            return;
        }

        RecordedChild? child = _venues.Find(arrival.ChildId) is { } found && found.Order.VenueId == arrival.VenueId ? found : null;
        if (child is null)
        {
            AnswerUnknown(arrival);
        }
        else if (arrival.Kind == ArrivalKind.Question)
        {
            Report(child, new ExecutionReport { Type = ExecutionType.OrderStatus });
        }
        else if (child.IsLive)
        {
            _venues.End(child, ExecutionType.Cancelled, ChildOrderState.Cancelled);
        }
        else
        {
            Report(child, new ExecutionReport { Type = ExecutionType.CancelRejected });
        }
    }

    private void AnswerUnknown(in Arrival arrival) => Queue(new ExecutionReport
    {
        ChildId = arrival.ChildId,
        ParentId = arrival.ParentId,
        VenueId = arrival.VenueId,
        Type = arrival.Kind == ArrivalKind.Question ? ExecutionType.OrderStatus : ExecutionType.CancelRejected,
        State = ChildOrderState.Rejected,
        RejectReason = RejectReason.UnknownOrder,
    });

    private void Report(RecordedChild child, ExecutionReport facts) => Queue(facts with
    {
        ChildId = child.Order.Id,
        ParentId = child.Order.ParentId,
        VenueId = child.Order.VenueId,
        State = child.State,
        CumulativeQuantity = child.Cumulative,
        LeavesQuantity = child.IsLive ? child.Leaves : 0,
    });

    private void Queue(in ExecutionReport report)
    {
        long venueNs = _venues.NowNs - _options.FeedLatencyNs;
        _reports.Queue(report with { VenueTimeNs = venueNs }, venueNs + _options.ReportLatencyNs);
    }

    private bool EndDay()
    {
        if (_isOver)
        {
            return false;
        }

        long queued = _reports.QueuedCount;
        _isOver = true;
        _venues.NowNs = Math.Max(_venues.NowNs, EndTimeNs);
        _venues.ExpireAll();
        return _reports.QueuedCount != queued;
    }

    private enum ArrivalKind : byte
    {
        Order = 0,
        Cancel = 1,
        Question = 2,
    }

    private readonly record struct Arrival(ArrivalKind Kind, RecordedChild? Child, ChildOrderId ChildId, ParentOrderId ParentId, VenueId VenueId);

    private sealed class FeedView(MarketState state, FeedSwitch<TProtocol, RecordedListener, NoProbe> feeds) : IRecordedBooks
    {
        public VenueBookView Book(InstrumentId instrumentId, VenueId venueId) => state.Book(instrumentId, venueId);

        public ulong[]? OrdersAt(InstrumentId instrumentId, VenueId venueId, Side side, long priceNanos) =>
            OrdersOf(venueId) is { } orders ? [.. orders.OrdersAt(instrumentId, side, new Price(priceNanos))] : null;

        public long QuantityOf(VenueId venueId, ulong orderId) => OrdersOf(venueId)!.QuantityOf(orderId);

        private OrderBookBuilder? OrdersOf(VenueId venueId) => feeds.Feeds[venueId.Value].Books.Orders;
    }
}
