using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Features.Market;
using EdgeRouter.Features.Rows;
using EdgeRouter.Features.Venues;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Features.Tests.Support;

/// <summary>Books, statistics and feature engine of one shard: two instruments, four venues (lit, inverted, lit, midpoint), driven by events.</summary>
internal sealed class Shard : IDisposable
{
    public const long Cent = 10_000_000;
    public const long SecurityId = 7;
    public static readonly InstrumentId X = new(0);
    private readonly FeedBooks<StatisticsListener>[] _feeds;

    public Shard(VenueStatisticsOptions? options = null)
    {
        VenueStatisticsOptions venueOptions = options ?? new VenueStatisticsOptions { ChildCountMax = 64 };
        Region = new NativeRegion(16 << 20);
        State = new MarketState(Universe, Region, new MarketCapacity());
        Book = new ConsolidatedBook(State, Region);
        Market = new MarketStatistics(Book, Region);
        Venues = new VenueStatistics(Universe, Region, venueOptions);
        Features = new FeatureEngine(Book, Market, Venues, Universe);
        _feeds = [.. Universe.Venues.ToArray().Select(v => Feed(v.Id))];
    }

    public static Universe Universe { get; } = new(
        [
            new Instrument { Id = new InstrumentId(0), Symbol = "AAA", AverageDailyVolume = 2_000_000, AverageTrueRangeNanos = 150 * Cent },
            new Instrument { Id = new InstrumentId(1), Symbol = "YYY" },
        ],
        [
            new Venue { Id = new VenueId(0), Name = "LIT", Kind = VenueKind.Lit, TakerFeeNanos = 3_000_000, MakerFeeNanos = -2_000_000, LatencyNs = 50_000 },
            new Venue { Id = new VenueId(1), Name = "INV", Kind = VenueKind.Inverted, TakerFeeNanos = -1_000_000, MakerFeeNanos = 2_000_000, LatencyNs = 70_000 },
            new Venue { Id = new VenueId(2), Name = "SLO", Kind = VenueKind.Lit, TakerFeeNanos = 2_500_000, LatencyNs = 500_000 },
            new Venue { Id = new VenueId(3), Name = "MID", Kind = VenueKind.Midpoint, MidpointFeeNanos = 1_000_000, LatencyNs = 90_000 },
        ]);

    public NativeRegion Region { get; }

    public MarketState State { get; }

    public ConsolidatedBook Book { get; }

    public MarketStatistics Market { get; }

    public VenueStatistics Venues { get; }

    public FeatureEngine Features { get; }

    public void Level(long timeNs, int venue, Side side, int level, long cents, long quantity, BookAction action = BookAction.Overlay)
    {
        _feeds[venue].NowNs = timeNs;
        _feeds[venue].OnLevel(new LevelUpdate(SecurityId, side, action, level, new Price(cents * Cent), quantity, 1, 0, timeNs));
    }

    public void Publish(int venue) => _feeds[venue].Publish();

    /// <summary>One venue quotes one level a side, and that is one quote event.</summary>
    public void Quote(long timeNs, int venue, long bidCents, long askCents, long bidQuantity = 100, long askQuantity = 100)
    {
        Level(timeNs, venue, Side.Buy, 1, bidCents, bidQuantity);
        Level(timeNs, venue, Side.Sell, 1, askCents, askQuantity);
        Publish(venue);
    }

    public void Trade(long timeNs, int venue, long cents, long quantity, Side aggressor)
    {
        _feeds[venue].NowNs = timeNs;
        _feeds[venue].OnTrade(new TradePrint(SecurityId, new Price(cents * Cent), quantity, aggressor, 0, 0, timeNs));
    }

    public void Status(long timeNs, int venue, TradingStatus status)
    {
        _feeds[venue].NowNs = timeNs;
        _feeds[venue].OnStatus(new StatusUpdate(SecurityId, status, timeNs));
    }

    public void Gap(long timeNs, int venue)
    {
        _feeds[venue].NowNs = timeNs;
        _feeds[venue].MarkStale();
    }

    public void Snapshot(long timeNs, int venue)
    {
        _feeds[venue].NowNs = timeNs;
        _feeds[venue].OnSnapshotComplete(-1);
    }

    /// <summary>The order with the market of this instant, as the router journals it.</summary>
    public ChildOrder Priced(ChildOrder child)
    {
        Book.TryGetNbbo(child.InstrumentId, out Nbbo nbbo);
        return child with { Bid = nbbo.BidVenues == 0 ? default : nbbo.Bid, Ask = nbbo.AskVenues == 0 ? default : nbbo.Ask };
    }

    /// <summary>The report with the market of this instant, as the router journals it.</summary>
    public ExecutionReport Priced(ExecutionReport report)
    {
        Book.TryGetNbbo(X, out Nbbo nbbo);
        return report with { Bid = nbbo.BidVenues == 0 ? default : nbbo.Bid, Ask = nbbo.AskVenues == 0 ? default : nbbo.Ask };
    }

    public static ChildOrder Child(long id, int venue, RouteAction action, Side side, long quantity, long sendTimeNs, int instrument = 0) => new()
    {
        Id = new ChildOrderId(id),
        InstrumentId = new InstrumentId(instrument),
        VenueId = new VenueId((byte)venue),
        Action = action,
        Side = side,
        Quantity = quantity,
        SendTimeNs = sendTimeNs,
    };

    public static ExecutionReport Report(ExecutionType type, ChildOrderState state, long cumulative, long timeNs) => new()
    {
        Type = type,
        State = state,
        CumulativeQuantity = cumulative,
        ReceiveTimeNs = timeNs,
    };

    public void Dispose() => Region.Dispose();

    private FeedBooks<StatisticsListener> Feed(VenueId venueId)
    {
        var options = new FeedOptions { VenueId = venueId, LineA = new(0, (ushort)(1 + venueId.Value)) };
        var feed = new FeedBooks<StatisticsListener>(State, options, Region, new FeedCounters(), new StatisticsListener(Market));
        feed.Map(SecurityId, X);
        return feed;
    }

    public static long At(double secondsBeforeNow) => NowNs - (long)(secondsBeforeNow * TimeUnits.Second);

    /// <summary>15:00 UTC of some day.</summary>
    public const long NowNs = (19_000 * TimeUnits.Day) + (15 * TimeUnits.Hour);
}
