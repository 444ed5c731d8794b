using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Consolidated;

/// <summary>The displayed market less what our own orders took and the feed has not shown yet. An execution report tells of a take before the feed does,
/// and an immediate-or-cancel order that came back unfilled tells that the venue has nothing left within its limit; a router that looked at the feed alone
/// would send the rest to the same shares again. In a replay the feed never shows our takes, so the memory ends by time too.</summary>
public sealed class EffectiveMarket
{
    private readonly MarketState _displayed;
    private readonly NativeArray<OwnTake> _takes;
    private readonly NativeArray<long> _copiedVersions;
    private readonly NativeArray<long> _copiedBooks;
    private readonly NativeArray<long> _activeUntilNs;
    private readonly long _memoryNs;

    /// <summary>Creates the view; takes <see cref="RequiredBytes"/> of the region.</summary>
    /// <param name="displayed">The books as the feeds show them.</param>
    /// <param name="universe">Instruments and venues of the books.</param>
    /// <param name="region">Memory.</param>
    /// <param name="memoryNs">How long a take is remembered, ns, above 0: about as long as makers need to put back what was taken.</param>
    public EffectiveMarket(MarketState displayed, Universe universe, NativeRegion region, long memoryNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(memoryNs);
        _displayed = displayed;
        _memoryNs = memoryNs;
        State = new MarketState(universe, region, new MarketCapacity { InstrumentCountMax = displayed.InstrumentCountMax });
        Book = new ConsolidatedBook(State, region);
        _takes = region.Allocate<OwnTake>(displayed.InstrumentCountMax * displayed.VenueCount * 2);
        _copiedVersions = region.Allocate<long>(displayed.InstrumentCountMax);
        _copiedBooks = region.Allocate<long>(displayed.InstrumentCountMax * displayed.VenueCount);
        _activeUntilNs = region.Allocate<long>(displayed.InstrumentCountMax);
        _copiedVersions.Span.Fill(-1);
        _copiedBooks.Span.Fill(-1);
    }

    /// <summary>The books that may be traded on; current after <see cref="Refresh"/>.</summary>
    public MarketState State { get; }

    /// <summary>Best bid and offer over them.</summary>
    public ConsolidatedBook Book { get; }

    /// <summary>Native memory that the view needs, with room for alignment.</summary>
    /// <param name="instrumentCountMax">Instruments.</param>
    /// <param name="venueCount">Venues.</param>
    public static long RequiredBytes(int instrumentCountMax, int venueCount) =>
        MarketState.RequiredBytes(instrumentCountMax, venueCount) + ConsolidatedBook.RequiredBytes(instrumentCountMax, venueCount)
        + (instrumentCountMax * ((venueCount * 72L) + 16)) + 1024;

    /// <summary>Brings an instrument's books up to date: levels, trust, status and lot. Copies those that changed and those that our orders took from.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="nowNs">Engine time.</param>
    public void Refresh(InstrumentId instrumentId, long nowNs)
    {
        int index = instrumentId.Value;
        long version = _displayed.VersionOf(instrumentId);
        bool hasTakes = _activeUntilNs[index] != 0;
        if (!hasTakes && _copiedVersions[index] == version)
        {
            return;
        }

        State.AnnounceRoundLot(instrumentId, _displayed.AnnouncedLotOf(instrumentId));
        for (int venue = 0; venue < _displayed.VenueCount; venue++)
        {
            RefreshBook(_displayed.BookIndexOf(instrumentId, new VenueId((byte)venue)), nowNs);
        }

        _copiedVersions[index] = version;
        if (hasTakes && _activeUntilNs[index] <= nowNs)
        {
            _activeUntilNs[index] = 0;
        }
    }

    /// <summary>Shares that the feed shows on one side within a limit: to be kept from the moment an order is sent.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="venueId">Venue.</param>
    /// <param name="side">Side of the book.</param>
    /// <param name="limit">Worst price.</param>
    public long DisplayedWithin(InstrumentId instrumentId, VenueId venueId, Side side, Price limit)
    {
        VenueBookView book = _displayed.Book(instrumentId, venueId);
        ReadOnlySpan<long> prices = book.Prices(side);
        ReadOnlySpan<long> quantities = book.Quantities(side);
        long sum = 0;
        for (int i = 0; i < prices.Length && (quantities[i] == 0 || IsWithin(side, prices[i], limit.Nanos)); i++)
        {
            sum += quantities[i];
        }

        return sum;
    }

    /// <summary>An immediate-or-cancel take of ours ended. What earlier takes of the same side left behind is kept, also where their limits were others:
    /// the looser limit counts from then on.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="venueId">Venue.</param>
    /// <param name="side">Side of the book that it took from.</param>
    /// <param name="limit">Its limit.</param>
    /// <param name="filledQuantity">What it got.</param>
    /// <param name="shownQuantity">What <see cref="DisplayedWithin"/> said when it was sent.</param>
    /// <param name="isExhausted">Whether it came back with quantity left: nothing remains within its limit.</param>
    /// <param name="nowNs">Engine time.</param>
    public void OnTakeEnded(
        InstrumentId instrumentId, VenueId venueId, Side side, Price limit, long filledQuantity, long shownQuantity, bool isExhausted, long nowNs)
    {
        ref OwnTake take = ref _takes[TakeIndex(_displayed.BookIndexOf(instrumentId, venueId), side)];
        bool isNew = take.ExpiryNs <= nowNs;
        if (!isExhausted && (isNew || take.LimitNanos == limit.Nanos))
        {
            take.LimitNanos = limit.Nanos;
            take.ShownQuantity = isNew ? shownQuantity : Math.Max(take.ShownQuantity, shownQuantity);
            take.TakenQuantity = (isNew ? 0 : take.TakenQuantity) + filledQuantity;
        }
        else
        {
            long shownNow = DisplayedWithin(instrumentId, venueId, side, limit);
            long left = isExhausted ? shownNow : filledQuantity - Math.Max(0, shownQuantity - shownNow);
            long leftBefore = isNew ? 0 : take.TakenQuantity - Math.Max(0, take.ShownQuantity - DisplayedWithin(instrumentId, venueId, side, new Price(take.LimitNanos)));
            take.LimitNanos = !isNew && IsWithin(side, limit.Nanos, take.LimitNanos) ? take.LimitNanos : limit.Nanos;
            take.ShownQuantity = DisplayedWithin(instrumentId, venueId, side, new Price(take.LimitNanos));
            take.TakenQuantity = isExhausted ? Math.Max(left, leftBefore) : Math.Max(0, left) + Math.Max(0, leftBefore);
        }

        take.ExpiryNs = nowNs + _memoryNs;
        _activeUntilNs[instrumentId.Value] = Math.Max(_activeUntilNs[instrumentId.Value], take.ExpiryNs);
    }

    // A book that was altered is copied again next time, also when the memory of the takes is over by then.
    private void RefreshBook(int book, long nowNs)
    {
        bool isAltered = _takes[TakeIndex(book, Side.Buy)].ExpiryNs != 0 || _takes[TakeIndex(book, Side.Sell)].ExpiryNs != 0;
        long version = _displayed.BookVersionOf(book);
        if (!isAltered && _copiedBooks[book] == version)
        {
            return;
        }

        State.CopyBook(_displayed, book);
        _copiedBooks[book] = isAltered ? -1 : version;
        if (isAltered)
        {
            Apply(book, Side.Buy, nowNs);
            Apply(book, Side.Sell, nowNs);
        }
    }

    private void Apply(int book, Side side, long nowNs)
    {
        ref OwnTake take = ref _takes[TakeIndex(book, side)];
        if (take.ExpiryNs <= nowNs)
        {
            take = default;
            return;
        }

        int sideIndex = side == Side.Buy ? MarketState.BidIndex : MarketState.AskIndex;
        Span<long> prices = State.PricesOf(book, sideIndex);
        Span<long> quantities = State.QuantitiesOf(book, sideIndex);
        long shown = 0;
        for (int i = 0; i < prices.Length && (quantities[i] == 0 || IsWithin(side, prices[i], take.LimitNanos)); i++)
        {
            shown += quantities[i];
        }

        long left = take.TakenQuantity - Math.Max(0, take.ShownQuantity - shown);
        while (left > 0 && quantities[0] > 0 && IsWithin(side, prices[0], take.LimitNanos))
        {
            long part = Math.Min(left, quantities[0]);
            left -= part;
            quantities[0] -= part;
            if (quantities[0] == 0)
            {
                State.RemoveBestLevel(book, sideIndex);
            }
        }
    }

    private static int TakeIndex(int book, Side side) => (book * 2) + (side == Side.Buy ? 0 : 1);

    private static bool IsWithin(Side side, long priceNanos, long limitNanos) => side == Side.Buy ? priceNanos >= limitNanos : priceNanos <= limitNanos;
}
