using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Lab.Recorded;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Lab.Tests.Recorded;

/// <summary>One instrument at one displayed and one undisplayed venue; events are given by hand, as a feed would.</summary>
internal sealed class RecordedBench : IRecordedBooks, IDisposable
{
    public const long Tick = 10_000_000;
    public static readonly VenueId Lit = new(0);
    public static readonly VenueId Dark = new(1);
    private static readonly InstrumentId Alfa = new(0);
    private readonly NativeRegion _region;
    private readonly MarketState _state;
    private readonly bool _isOrderByOrder;
    private long _nextId;
    private ulong _nextTrade;

    public RecordedBench(RecordedFillOptions options, bool isOrderByOrder)
    {
        _isOrderByOrder = isOrderByOrder;
        var universe = new Universe(
            [new Instrument { Id = Alfa, Symbol = "ALFA", TickNanos = Tick, AverageDailyVolume = 1_000_000, AverageTrueRangeNanos = 100 * Tick }],
            [
                new Venue { Id = Lit, Name = "LIT", Kind = VenueKind.Lit, TakerFeeNanos = 3_000_000, MakerFeeNanos = -2_000_000 },
                new Venue { Id = Dark, Name = "DARK", Kind = VenueKind.Midpoint, MidpointFeeNanos = 1_000_000 },
            ]);
        FeedOptions[] feeds =
        [
            new() { VenueId = Lit, LineA = new FeedEndpoint(1, 1), Orders = isOrderByOrder ? new OrderBookCapacity { OrderCountMax = 256 } : null },
            new() { VenueId = Dark, LineA = new FeedEndpoint(1, 2), Orders = new OrderBookCapacity { OrderCountMax = 256 } },
        ];
        _region = new NativeRegion(MarketState.RequiredBytes(1, 2) + feeds.Sum(f => f.RequiredBytes(1)));
        _state = new MarketState(universe, _region, new MarketCapacity());
        Venues = new RecordedVenues(universe, options, (child, report) => Reports.Add((child, report))) { Books = this };
        Feeds = [.. feeds.Select(f => new FeedBooks<RecordedListener>(_state, f, _region, new FeedCounters(), new RecordedListener(Venues)))];
        foreach (FeedBooks<RecordedListener> feed in Feeds)
        {
            feed.StartSession(true);
            Assert.That(feed.Map(7, Alfa), Is.True);
        }
    }

    public RecordedVenues Venues { get; }

    public FeedBooks<RecordedListener>[] Feeds { get; }

    public List<(RecordedChild Child, ExecutionReport Report)> Reports { get; } = [];

    public static long At(int ticks) => ticks * Tick;

    public void Add(ulong id, Side side, int ticks, long quantity) => Lead(f => f.OnOrderAdded(new OrderAdded(7, id, side, new Price(At(ticks)), quantity, 1)));

    public void Delete(ulong id) => Lead(f => f.OnOrderTaken(7, id, long.MaxValue, 1));

    public void Execute(ulong id, int ticks, long quantity) => Lead(f => f.OnOrderExecuted(new OrderExecuted(7, id, ++_nextTrade, new Price(At(ticks)), quantity, 1)));

    public void Level(Side side, int level, int ticks, long quantity, BookAction action = BookAction.Overlay) =>
        Lead(f => f.OnLevel(new LevelUpdate(7, side, action, level, new Price(At(ticks)), quantity, 1, 0, 1)));

    public void Trade(int ticks, long quantity, Side aggressor) => Lead(f => f.OnTrade(new TradePrint(7, new Price(At(ticks)), quantity, aggressor, ++_nextTrade, 0, 1)));

    public void Print(long priceNanos, long quantity)
    {
        Feeds[1].OnTrade(new TradePrint(7, new Price(priceNanos), quantity, Side.None, ++_nextTrade, 0, 1));
        Feeds[1].Publish();
    }

    public void Status(TradingStatus status) => Lead(f => f.OnStatus(new StatusUpdate(7, status, 1)));

    public void Gap() => Lead(f => f.MarkStale());

    public RecordedChild Send(Side side, long quantity, int limitTicks, TimeInForce time = TimeInForce.ImmediateOrCancel, Func<ChildOrder, ChildOrder>? change = null)
    {
        var order = new ChildOrder
        {
            Id = new ChildOrderId(++_nextId),
            InstrumentId = Alfa,
            VenueId = Lit,
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = time,
            Quantity = quantity,
            LimitPrice = new Price(At(limitTicks)),
        };
        var child = new RecordedChild(change is null ? order : change(order));
        Venues.Arrive(child);
        return child;
    }

    public List<ExecutionReport> Trades(RecordedChild child) => [.. Reports.Where(r => r.Child == child && r.Report.Type == ExecutionType.Trade).Select(r => r.Report)];

    public ExecutionReport Last(RecordedChild child) => Reports.Last(r => r.Child == child).Report;

    public VenueBookView Book(InstrumentId instrumentId, VenueId venueId) => _state.Book(instrumentId, venueId);

    public ulong[]? OrdersAt(InstrumentId instrumentId, VenueId venueId, Side side, long priceNanos) =>
        _isOrderByOrder ? [.. Feeds[venueId.Value].Orders!.OrdersAt(instrumentId, side, new Price(priceNanos))] : null;

    public long QuantityOf(VenueId venueId, ulong orderId) => Feeds[venueId.Value].Orders!.QuantityOf(orderId);

    public void Dispose() => _region.Dispose();

    private void Lead(Action<FeedBooks<RecordedListener>> give)
    {
        give(Feeds[0]);
        Feeds[0].Publish();
    }
}
