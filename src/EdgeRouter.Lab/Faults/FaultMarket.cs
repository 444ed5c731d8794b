using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Faults;

/// <summary>The world outside the router: venues, feeds, lines. It goes on when the router crashes.</summary>
internal sealed class FaultMarket : IOrderGateway
{
    private const int LitCount = 3;
    private readonly FeedPublisher[] _feeds;
    private readonly DisplayedBook[] _books;
    private readonly ReportChannel[] _reports;
    private readonly OrderChannel[] _orders;
    private readonly FaultVenue[] _venues;
    private readonly long[] _fairTicks = [10_000, 2_500];
    private readonly Happenings _happenings;
    private readonly Action<ExecutionReport> _deliver;
    private DeterministicRandom _random;
    private bool _isCalm;

    public FaultMarket(FaultOptions options, Happenings happenings, Action<ushort, byte[]> packet, Action<ExecutionReport> report)
    {
        _happenings = happenings;
        _deliver = report;
        ulong seed = options.Seed;
        IsStrict = options.LoadsReference;
        _random = new DeterministicRandom(seed, 1);
        Universe universe = FaultWorld.Universe();
        _feeds = [.. Each(v => new FeedPublisher(v, seed, happenings, packet))];
        _books = [.. Each(v => new DisplayedBook(v, v < LitCount, seed, _feeds[v], happenings))];
        _reports = [.. Each(v => new ReportChannel(v, seed, happenings, report))];
        _orders = [.. Each(v => new OrderChannel(v, seed, happenings, universe.Venues[v].LatencyNs))];
        _venues = [.. Each(v => new FaultVenue((byte)v, seed, happenings, _books[v], _reports[v], National))];
    }

    /// <summary>The truth about every child that left.</summary>
    public Dictionary<long, VenueOrder> Sent { get; } = [];

    /// <summary>Whether reference data come, and limits are strict.</summary>
    public bool IsStrict { get; }

    /// <summary>The price step of an instrument now, nanos.</summary>
    public Func<int, long> TickNanos { get; set; } = _ => FaultWorld.Tick;

    public long FairTicks(int instrument) => _fairTicks[instrument];

    public long ExecutedQuantity => Sent.Values.Sum(o => o.Executed);

    public void Open()
    {
        Refresh();
        for (int i = 0; i < 60; i++)
        {
            Move();
        }
    }

    public void Refresh() => Array.ForEach(_books, b => b.Refresh());

    public void Send(in ChildOrder order)
    {
        var sent = new VenueOrder(order);
        Sent[order.Id.Value] = sent;
        byte venue = order.VenueId.Value;
        bool isAnswered = !_orders[venue].IsUp && _random.NextBool(0.5);
        _orders[venue].Push(order.SendTimeNs, () => _venues[venue].OnOrder(sent), () => Lose(sent, isAnswered));
    }

    public void Cancel(in CancelRequest request)
    {
        byte venue = request.VenueId.Value;
        long child = request.ChildId.Value;
        _orders[venue].Push(0, () => _venues[venue].OnCancel(child), () => { });
    }

    public void RequestStatus(in StatusRequest request)
    {
        byte venue = request.VenueId.Value;
        long child = request.ChildId.Value;
        _orders[venue].Push(0, () => _venues[venue].OnQuestion(child), () => { });
    }

    /// <summary>Quotes and resting orders change.</summary>
    public void Move()
    {
        int instrument = _random.NextInt32(FaultWorld.InstrumentCount);
        _fairTicks[instrument] += _random.NextInt32(8) switch { 0 => 1, 1 => -1, _ => 0 };
        _books[_random.NextInt32(LitCount)].Move(instrument, _fairTicks[instrument], TickNanos(instrument));
    }

    public void Act() => _venues[_random.NextInt32(FaultWorld.VenueCount)].Act();

    public void Regret() => _venues[_random.NextInt32(FaultWorld.VenueCount)].Regret();

    public void Silence(long durationNs) => _venues[_random.NextInt32(FaultWorld.VenueCount)].Silence(durationNs);

    public void SilenceAll(long durationNs) => Array.ForEach(_venues, v => v.Silence(durationNs));

    public void Pause(TradingStatus status)
    {
        int instrument = _random.NextInt32(FaultWorld.InstrumentCount);
        DisplayedBook book = _books[_random.NextInt32(FaultWorld.VenueCount)];
        book.SetStatus(instrument, status);
        _happenings.After((20 + _random.NextInt32(200)) * TimeUnits.Millisecond, () => book.SetStatus(instrument, TradingStatus.Trading));
    }

    public bool TryDisconnect(int venue)
    {
        if (!_orders[venue].IsUp)
        {
            return false;
        }

        _orders[venue].Disconnect();
        _reports[venue].Disconnect();
        if (_random.NextBool(0.3))
        {
            _happenings.After(TimeUnits.Millisecond, _venues[venue].CancelAll);
        }

        return true;
    }

    public void Connect(int venue)
    {
        _orders[venue].Connect();
        _reports[venue].Connect();
    }

    /// <summary>Nothing goes wrong from now on.</summary>
    public void Calm()
    {
        _isCalm = true;
        for (int v = 0; v < FaultWorld.VenueCount; v++)
        {
            _feeds[v].IsCalm = true;
            _reports[v].IsCalm = true;
            _venues[v].IsCalm = true;
        }

        Refresh();
    }

    /// <summary>A venue's view of the national best.</summary>
    private (long Bid, long Ask) National(int instrument)
    {
        long bid = 0;
        long ask = 0;
        foreach (DisplayedBook book in _books)
        {
            bid = Math.Max(bid, book.BestNanos(instrument, Side.Buy));
            long offer = book.BestNanos(instrument, Side.Sell);
            ask = ask == 0 || (offer > 0 && offer < ask) ? offer : ask;
        }

        return (bid, ask);
    }

    // The gateway knows at once that nothing left, or nobody knows.
    private void Lose(VenueOrder order, bool isAnswered)
    {
        order.Phase = VenueOrderPhase.Lost;
        if (isAnswered && !_isCalm)
        {
            ExecutionReport refusal = new()
            {
                ChildId = order.Order.Id,
                VenueId = order.Order.VenueId,
                Type = ExecutionType.Rejected,
                State = ChildOrderState.Rejected,
                RejectReason = RejectReason.LinkDown,
            };
            _happenings.After(1_000, () => _deliver(refusal));
        }
    }

    private static IEnumerable<T> Each<T>(Func<int, T> make) => Enumerable.Range(0, FaultWorld.VenueCount).Select(make);
}
