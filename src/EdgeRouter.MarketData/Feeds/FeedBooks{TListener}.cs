using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Applies one feed's events to its venue's books: finds the instrument, builds levels or orders, keeps trust and status, tells the
/// listener. Usable without packets: simulation and tests feed events directly.</summary>
/// <remarks>
/// <para>Trust. A feed joined at its first sequence builds verified books, one joined later unverified ones. A gap makes every book of the feed
/// stale. A clear (channel reset, session start) or a complete snapshot makes a book verified.</para>
/// <para>Where the venue numbers each instrument's own updates (CME's report sequence), a stale book also comes back, to the trust it had, when the
/// first numbered event behind the gap continues the number of the last one before it: then nothing of the instrument was lost. Only that
/// first event decides; if it jumps, the book stays stale until a clear or snapshot. Entries that are no book events (statistics, implied
/// levels) take numbers too and are not seen here, so the rule errs on the side of stale, never on the side of trust.</para>
/// </remarks>
/// <typeparam name="TListener">Told of changes.</typeparam>
public sealed partial class FeedBooks<TListener>
    where TListener : struct, IMarketListener
{
    private readonly MarketState _state;
    private readonly VenueId _venueId;
    private readonly bool _autoRegister;
    private readonly FeedCounters _counters;
    private readonly Int64Map _bookBySecurity;
    private readonly NativeArray<int> _books;
    private readonly NativeArray<int> _dirty;
    private readonly NativeArray<TradingStatus> _statusBefore;
    private readonly LevelBookBuilder _levels;
    private readonly OrderBookBuilder? _orders;
    private TListener _listener;
    private BookTrust _newBookTrust = BookTrust.Unverified;
    private TradingStatus _feedStatus = TradingStatus.Unknown;
    private int _bookCount;
    private int _dirtyCount;

    /// <summary>Creates the books of a feed; none is mapped yet.</summary>
    /// <param name="state">Where the books are.</param>
    /// <param name="options">The feed's options.</param>
    /// <param name="region">Memory.</param>
    /// <param name="counters">Counts what happens.</param>
    /// <param name="listener">Told of changes.</param>
    public FeedBooks(MarketState state, FeedOptions options, NativeRegion region, FeedCounters counters, TListener listener)
    {
        _state = state;
        _venueId = options.VenueId;
        _autoRegister = options.AutoRegister;
        _counters = counters;
        _listener = listener;
        _bookBySecurity = new Int64Map(region, state.InstrumentCountMax);
        _books = region.Allocate<int>(state.InstrumentCountMax);
        _dirty = region.Allocate<int>(state.InstrumentCountMax);
        _statusBefore = region.Allocate<TradingStatus>(state.InstrumentCountMax);
        _levels = new LevelBookBuilder(state, counters);
        _orders = options.Orders is null ? null : new OrderBookBuilder(state, options.VenueId, region, options.Orders, counters);
    }

    /// <summary>The listener, by reference.</summary>
    public ref TListener Listener => ref _listener;

    /// <summary>Receive time of the packet being handled, ns since the Unix epoch; set before its events.</summary>
    public long NowNs { get; set; }

    /// <summary>Instruments mapped.</summary>
    public int InstrumentCount => _bookCount;

    /// <summary>The feed's orders; null for a feed of price levels.</summary>
    public OrderBookBuilder? Orders => _orders;

    /// <summary>Maps the venue's own number of an instrument.</summary>
    /// <param name="securityId">The venue's number; not negative.</param>
    /// <param name="instrumentId">A known instrument.</param>
    /// <returns>False when the map is full.</returns>
    public bool Map(long securityId, InstrumentId instrumentId)
    {
        int book = _state.BookIndexOf(instrumentId, _venueId);
        if (_bookBySecurity.TryGet(securityId, out int mapped) && mapped == book)
        {
            return true;
        }

        bool isNew = _books.Slice(0, _bookCount).IndexOf(book) < 0;
        if (securityId < 0 || (isNew && _bookCount == _books.Length) || !_bookBySecurity.TrySet(securityId, book))
        {
            _counters.InstrumentDrops++;
            return false;
        }

        if (isNew)
        {
            _books[_bookCount++] = book;
            _state.HeaderOf(book).Status = _feedStatus;
            _state.SetTrust(book, _newBookTrust);
        }

        return true;
    }

    /// <summary>Tells the listener of every changed book, once each: the end of a packet.</summary>
    public void Publish()
    {
        for (int i = 0; i < _dirtyCount; i++)
        {
            int book = _dirty[i];
            _state.HeaderOf(book).IsDirty = false;
            _listener.OnQuote(_state.InstrumentOf(book), _venueId, NowNs);
        }

        _dirtyCount = 0;
    }

    /// <summary>A directory entry arrived.</summary>
    /// <param name="announcement">The entry.</param>
    public void OnInstrument(in InstrumentAnnouncement announcement)
    {
        if (_state.TryFindSymbol(announcement.Symbol, out InstrumentId instrumentId))
        {
            Map(announcement.SecurityId, instrumentId);
        }
        else if (_autoRegister)
        {
            Register(announcement);
        }
    }

    private bool TryFind(long securityId, out int book)
    {
        if (_bookBySecurity.TryGet(securityId, out book))
        {
            return true;
        }

        if (_autoRegister && securityId >= 0)
        {
            return TryRegister(securityId, out book);
        }

        _counters.UnknownInstruments++;
        return false;
    }

    private void Register(in InstrumentAnnouncement announcement)
    {
        if (_bookBySecurity.TryGet(announcement.SecurityId, out int book))
        {
            _state.Name(_state.InstrumentOf(book), announcement.Symbol);
        }
        else if (announcement.SecurityId >= 0 && _state.TryRegister(announcement.Symbol, out InstrumentId instrumentId))
        {
            Map(announcement.SecurityId, instrumentId);
        }
        else
        {
            TryFind(announcement.SecurityId, out _);
        }

        if (_bookBySecurity.TryGet(announcement.SecurityId, out book))
        {
            _state.AnnounceRoundLot(_state.InstrumentOf(book), announcement.RoundLot);
        }
    }

    private bool TryRegister(long securityId, out int book)
    {
        book = -1;
        if (!_state.TryRegister(_venueId, securityId, out InstrumentId instrumentId))
        {
            _counters.UnknownInstruments++;
            _counters.InstrumentDrops++;
            return false;
        }

        book = _state.BookIndexOf(instrumentId, _venueId);
        return Map(securityId, instrumentId);
    }

    private void MarkUpdated(int book)
    {
        ref VenueBookHeader header = ref _state.HeaderOf(book);
        header.UpdateCount++;
        header.LastUpdateTimeNs = NowNs;
        MarkDirty(book);
    }

    private void MarkDirty(int book)
    {
        ref VenueBookHeader header = ref _state.HeaderOf(book);
        if (!header.IsDirty && _dirtyCount < _dirty.Length)
        {
            header.IsDirty = true;
            _dirty[_dirtyCount++] = book;
        }
    }
}
