using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Lab.Recorded;

/// <summary>Reads a capture once to learn what can be traded on it: a capture has no configuration beside it. Give it all packets, then ask for the
/// <see cref="Day"/>.</summary>
/// <remarks>What the capture cannot say is estimated or neutral: a tick is the largest step that every displayed price is a multiple of; daily volume and
/// range are the capture's, scaled to a session of 6.5 hours (the range by the root of time); fees are 0; every venue is lit and protected.</remarks>
/// <typeparam name="TProtocol">The feed's protocol.</typeparam>
public sealed class RecordedScan<TProtocol> : IPacketHandler, IDisposable
    where TProtocol : struct, IFeedProtocol
{
    private const int InstrumentCountMax = 4096;
    private const double SessionNs = 23_400.0 * TimeUnits.Second;

    private readonly NativeRegion _region;
    private readonly MarketState _state;
    private readonly FeedSwitch<TProtocol, ScanListener, NoProbe> _feeds;
    private readonly ScannedBook?[] _books;
    private readonly ScanLine[] _lines;
    private readonly bool _isOrderByOrder;
    private long _firstNs;
    private long _lastNs;

    /// <summary>Begins a scan.</summary>
    /// <param name="lines">The venues' lines.</param>
    /// <param name="isOrderByOrder">Whether the feeds carry orders instead of price levels.</param>
    public RecordedScan(IReadOnlyList<ScanLine> lines, bool isOrderByOrder)
    {
        _lines = [.. lines];
        _isOrderByOrder = isOrderByOrder;
        Venue[] venues = [.. _lines.Select(VenueOf)];
        FeedOptions[] options = [.. _lines.Select((line, i) => new FeedOptions
        {
            VenueId = new VenueId((byte)i),
            LineA = line.LineA,
            LineB = line.LineB,
            AutoRegister = true,
            Orders = isOrderByOrder ? new OrderBookCapacity() : null,
        })];
        _region = new NativeRegion(MarketState.RequiredBytes(InstrumentCountMax, venues.Length) + options.Sum(o => o.RequiredBytes(InstrumentCountMax)));
        _state = new MarketState(venues, _region, new MarketCapacity { InstrumentCountMax = InstrumentCountMax });
        _books = new ScannedBook?[InstrumentCountMax * venues.Length];
        var listener = new ScanListener(_state, _books!);
        _feeds = new FeedSwitch<TProtocol, ScanListener, NoProbe>(
            [.. options.Select(o => (o, new FeedHandler<TProtocol, ScanListener, NoProbe>(o, _state, _region, listener, default)))]);
    }

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        _firstNs = _firstNs == 0 ? datagram.ReceiveTimeNs : _firstNs;
        _lastNs = Math.Max(_lastNs, datagram.ReceiveTimeNs);
        _feeds.OnPacket(datagram);
    }

    /// <summary>The day that the capture holds.</summary>
    /// <param name="instrumentCount">Instruments to trade: those that traded and whose two-sided books changed most often come first. 1 or more.</param>
    /// <param name="seed">Draws the parents.</param>
    /// <exception cref="EdgeRouterException">ER7131: no instrument has a two-sided book at prices above zero.</exception>
    public RecordedDay Day(int instrumentCount, ulong seed)
    {
        _feeds.Flush();
        (InstrumentId Id, ScannedBook[] Books)[] busiest =
        [
            .. _state.InStableOrder().Select(id => (Id: id, Books: BooksOf(id)))
                .Where(i => i.Books.Sum(b => b.QuoteCount) > 0 && !i.Books.Any(b => b.HasBadPrice))
                .OrderByDescending(i => i.Books.Sum(b => b.Volume) > 0)
                .ThenByDescending(i => i.Books.Sum(b => b.QuoteCount))
                .Take(instrumentCount),
        ];
        if (busiest.Length == 0)
        {
            throw EdgeRouterException.BadInput("ER7131", "the capture shows no instrument with a two-sided book at prices above zero: there is nothing to trade on it; check --feed and the lines");
        }

        var universe = new Universe([.. busiest.Select((i, index) => InstrumentOf(index, i.Id, i.Books))], [.. _lines.Select(VenueOf)]);
        VenueFeed[] feeds = [.. _lines.Select((line, v) => FeedOf(line, v, busiest))];
        ScannedBook[] books = [.. busiest.SelectMany(i => i.Books)];
        double touch = books.Sum(b => b.TouchQuantitySum) / books.Sum(b => b.QuoteCount);
        return new RecordedDay(universe, feeds, _firstNs, _lastNs, _isOrderByOrder, seed) { TypicalQuantity = Math.Max(1, (long)touch) };
    }

    /// <inheritdoc/>
    public void Dispose() => _region.Dispose();

    private static Venue VenueOf(ScanLine line, int index) => new() { Id = new VenueId((byte)index), Name = line.Name, Kind = VenueKind.Lit };

    private ScannedBook[] BooksOf(InstrumentId id) =>
        [.. Enumerable.Range(0, _state.VenueCount).Select(v => _books[(id.Value * _state.VenueCount) + v]).OfType<ScannedBook>()];

    private Instrument InstrumentOf(int index, InstrumentId id, ScannedBook[] books)
    {
        double days = Math.Max(1.0, _lastNs - _firstNs) / SessionNs;
        return new Instrument
        {
            Id = new InstrumentId(index),
            Symbol = _state.NameOf(id),
            TickNanos = (long)books.Aggregate(System.Numerics.BigInteger.Zero, (gcd, b) => System.Numerics.BigInteger.GreatestCommonDivisor(gcd, b.TickNanos)),
            RoundLot = (int)_state.RoundLotOf(id),
            AverageDailyVolume = Math.Max(1, (long)(books.Sum(b => b.Volume) / days)),
            AverageTrueRangeNanos = (long)(books.Max(b => b.RangeNanos) / Math.Sqrt(days)),
        };
    }

    // An instrument that goes by its number was never announced with a symbol: the router has to be told the number.
    private VenueFeed FeedOf(ScanLine line, int venue, (InstrumentId Id, ScannedBook[] Books)[] instruments) => new(new VenueId((byte)venue), line.LineA, line.LineB)
    {
        Securities =
        [
            .. instruments.Select((i, index) => (i.Id, Index: index))
                .Where(i => _state.NameOf(i.Id)[0] == '#' && _books[(i.Id.Value * _state.VenueCount) + venue] is not null)
                .Select(i => new SecurityNumber(_state.ExternalIdOf(i.Id), new InstrumentId(i.Index))),
        ],
    };
}
