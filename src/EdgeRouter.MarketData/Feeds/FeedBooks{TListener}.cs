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
public sealed class FeedBooks<TListener>
    where TListener : struct, IMarketListener
{
    private readonly MarketState _state;
    private readonly VenueId _venueId;
    private readonly bool _autoRegister;
    private readonly FeedCounters _counters;
    private readonly Int64Map _bookBySecurity;
    private readonly NativeArray<int> _books;
    private readonly NativeArray<int> _dirty;
    private readonly LevelBookBuilder _levels;
    private readonly OrderBookBuilder? _orders;
    private TListener _listener;
    private BookTrust _newBookTrust = BookTrust.Unverified;
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
        _levels = new LevelBookBuilder(state, counters);
        _orders = options.Orders is null ? null : new OrderBookBuilder(state, options.VenueId, region, options.Orders, counters);
    }

    /// <summary>The listener, by reference.</summary>
    public ref TListener Listener => ref _listener;

    /// <summary>Receive time of the packet being handled, ns since the Unix epoch; set before its events.</summary>
    public long NowNs { get; set; }

    /// <summary>Instruments mapped.</summary>
    public int InstrumentCount => _bookCount;

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
            _state.SetTrust(book, _newBookTrust);
        }

        return true;
    }

    /// <summary>Begins a session: books are emptied; they are verified if the feed was joined at its first sequence.</summary>
    /// <param name="isFromFirstSequence">Whether nothing came before.</param>
    public void StartSession(bool isFromFirstSequence)
    {
        _newBookTrust = isFromFirstSequence ? BookTrust.Verified : BookTrust.Unverified;
        _orders?.ClearAll();
        foreach (int book in _books.Slice(0, _bookCount))
        {
            Empty(book, _newBookTrust);
            _state.HeaderOf(book).Status = TradingStatus.Unknown;
        }
    }

    /// <summary>Packets were lost: every book of the feed is stale.</summary>
    public void MarkStale()
    {
        _newBookTrust = BookTrust.Unverified;
        foreach (int book in _books.Slice(0, _bookCount))
        {
            ref VenueBookHeader header = ref _state.HeaderOf(book);
            if (header.Trust != BookTrust.Stale)
            {
                header.TrustBeforeGap = header.Trust;
                header.Trust = BookTrust.Stale;
                header.AwaitsContinuation = true;
                _state.Touch(book);
                MarkDirty(book);
            }
        }

        _listener.OnGap(_venueId, NowNs);
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

    /// <summary>A price level changed.</summary>
    /// <param name="update">The update.</param>
    public void OnLevel(in LevelUpdate update)
    {
        if (!TryFind(update.SecurityId, out int book))
        {
            return;
        }

        Follow(book, update.ReportSequence, update.EventTimeNs);
        if (_levels.Apply(book, update))
        {
            MarkUpdated(book);
        }
    }

    /// <summary>An order came onto the book.</summary>
    /// <param name="added">The order.</param>
    public void OnOrderAdded(in OrderAdded added)
    {
        if (!TryFind(added.SecurityId, out int book) || !HasOrders())
        {
            return;
        }

        Follow(book, 0, added.EventTimeNs);
        if (_orders!.Add(_state.InstrumentOf(book), added))
        {
            MarkUpdated(book);
        }
    }

    /// <summary>An order lost quantity, or all of it.</summary>
    /// <param name="securityId">The venue's number.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="quantity">By how much; <see cref="long.MaxValue"/> = it left the book.</param>
    /// <param name="eventTimeNs">The venue's time.</param>
    public void OnOrderTaken(long securityId, ulong orderId, long quantity, long eventTimeNs)
    {
        if (TryFind(securityId, out int book) && HasOrders())
        {
            Follow(book, 0, eventTimeNs);
            Take(orderId, quantity, out _);
        }
    }

    /// <summary>A displayed order traded.</summary>
    /// <param name="executed">The execution.</param>
    public void OnOrderExecuted(in OrderExecuted executed)
    {
        if (!TryFind(executed.SecurityId, out int book) || !HasOrders())
        {
            return;
        }

        Follow(book, 0, executed.EventTimeNs);
        Take(executed.OrderId, executed.Quantity, out Side resting);
        Print(book, executed.Price, executed.Quantity, resting == Side.None ? Side.None : resting.Opposite());
    }

    /// <summary>A trade was printed that changes no displayed order.</summary>
    /// <param name="trade">The trade.</param>
    public void OnTrade(in TradePrint trade)
    {
        if (TryFind(trade.SecurityId, out int book))
        {
            Follow(book, trade.ReportSequence, trade.EventTimeNs);
            Print(book, trade.Price, trade.Quantity, trade.Aggressor);
        }
    }

    /// <summary>Trading status changed.</summary>
    /// <param name="status">The status.</param>
    public void OnStatus(in StatusUpdate status)
    {
        if (status.SecurityId >= 0)
        {
            if (TryFind(status.SecurityId, out int book))
            {
                SetStatus(book, status.Status);
            }

            return;
        }

        foreach (int book in _books.Slice(0, _bookCount))
        {
            SetStatus(book, status.Status);
        }
    }

    /// <summary>A book was emptied, or all.</summary>
    /// <param name="clear">Which.</param>
    public void OnClear(in BookClear clear)
    {
        if (clear.SecurityId >= 0)
        {
            if (TryFind(clear.SecurityId, out int book))
            {
                _orders?.Clear(_state.InstrumentOf(book));
                Empty(book, BookTrust.Verified);
            }

            return;
        }

        _newBookTrust = BookTrust.Verified;
        _orders?.ClearAll();
        foreach (int book in _books.Slice(0, _bookCount))
        {
            Empty(book, BookTrust.Verified);
        }
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

    /// <summary>A snapshot is complete: the book, or every book, is whole.</summary>
    /// <param name="securityId">The venue's number; negative = all.</param>
    public void OnSnapshotComplete(long securityId)
    {
        if (securityId >= 0)
        {
            if (TryFind(securityId, out int book))
            {
                _state.SetTrust(book, BookTrust.Verified);
                MarkDirty(book);
            }

            return;
        }

        foreach (int book in _books.Slice(0, _bookCount))
        {
            _state.SetTrust(book, BookTrust.Verified);
            MarkDirty(book);
        }
    }

    /// <summary>The venue's event is complete: counts books that it left crossed.</summary>
    public void OnEndOfEvent()
    {
        for (int i = 0; i < _dirtyCount; i++)
        {
            int book = _dirty[i];
            if (_state.IsCrossed(book) && _state.HeaderOf(book).Trust != BookTrust.Stale)
            {
                _counters.CrossedBooks++;
            }
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

    private bool HasOrders()
    {
        if (_orders is not null)
        {
            return true;
        }

        _counters.UnsupportedEvents++;
        return false;
    }

    private void Take(ulong orderId, long quantity, out Side side)
    {
        if (_orders!.Take(orderId, quantity, out InstrumentId instrumentId, out side))
        {
            MarkUpdated(_state.BookIndexOf(instrumentId, _venueId));
        }
    }

    private void Follow(int book, uint reportSequence, long eventTimeNs)
    {
        ref VenueBookHeader header = ref _state.HeaderOf(book);
        header.LastEventTimeNs = eventTimeNs;
        if (reportSequence == 0)
        {
            return;
        }

        if (header.AwaitsContinuation)
        {
            Recover(book, ref header, reportSequence);
        }

        header.ReportSequence = reportSequence;
    }

    private void Recover(int book, ref VenueBookHeader header, uint reportSequence)
    {
        header.AwaitsContinuation = false;
        if (header.ReportSequence != 0 && reportSequence == header.ReportSequence + 1)
        {
            header.Trust = header.TrustBeforeGap;
            _counters.RecoveredBooks++;
            _state.Touch(book);
            MarkDirty(book);
        }
    }

    private void Print(int book, Price price, long quantity, Side aggressor)
    {
        ref VenueBookHeader header = ref _state.HeaderOf(book);
        header.LastTradePriceNanos = price.Nanos;
        header.LastTradeQuantity = quantity;
        header.LastTradeAggressor = aggressor;
        header.LastTradeTimeNs = NowNs;
        header.TradeCount++;
        _counters.Trades++;
        _listener.OnTrade(_state.InstrumentOf(book), _venueId, price, quantity, aggressor, NowNs);
    }

    private void SetStatus(int book, TradingStatus status)
    {
        _state.HeaderOf(book).Status = status;
        _state.Touch(book);
        MarkDirty(book);
        _listener.OnStatus(_state.InstrumentOf(book), _venueId, status, NowNs);
    }

    private void Empty(int book, BookTrust trust)
    {
        _state.ClearLevels(book);
        _state.SetTrust(book, trust);
        _state.HeaderOf(book).ReportSequence = 0;
        MarkUpdated(book);
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
