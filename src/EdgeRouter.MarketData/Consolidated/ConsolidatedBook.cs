using System.Numerics;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Consolidated;

/// <summary>Every instrument's venues seen as one market. A venue counts while it is displayed and protected, its book is not stale, and it is
/// trading. What each book protects and the best of it are worked out once a change and kept.</summary>
/// <remarks>
/// <para>With <c>allowUnverified</c> (the default) books that were joined mid-session count too, and so do venues that have not yet told their
/// status: a router started at noon must be able to trade, and its levels near the touch are right within seconds. Without it only complete books of
/// venues known to be trading count.</para>
/// <para>Round lots and the venues' kinds follow the universe when reference data are switched.</para>
/// </remarks>
public sealed partial class ConsolidatedBook
{
    private readonly MarketState _state;
    private readonly bool _allowUnverified;
    private readonly NativeArray<VenueTouch> _touches;
    private readonly NativeArray<long> _readVersions; // of the book that a venue's touch was worked out from
    private readonly NativeArray<InstrumentTouch> _best;
    private readonly NativeArray<long> _versions;
    private readonly NativeArray<BookHead> _heads;
    private readonly int _venueCount;
    private ulong _counting;
    private ulong _referenceVersion;

    /// <summary>Creates the view.</summary>
    /// <param name="state">The venue books.</param>
    /// <param name="region">Memory for what is kept: <see cref="RequiredBytes"/>.</param>
    /// <param name="allowUnverified">Whether unverified books and unknown statuses count.</param>
    public ConsolidatedBook(MarketState state, NativeRegion region, bool allowUnverified = true)
    {
        _state = state;
        _allowUnverified = allowUnverified;
        _venueCount = state.VenueCount;
        _touches = region.Allocate<VenueTouch>(state.InstrumentCountMax * _venueCount);
        _readVersions = region.Allocate<long>(state.InstrumentCountMax * _venueCount);
        _best = region.Allocate<InstrumentTouch>(state.InstrumentCountMax);
        _versions = region.Allocate<long>(state.InstrumentCountMax);
        _heads = region.Allocate<BookHead>(_venueCount);
        FollowReference();
    }

    /// <summary>The venue books.</summary>
    public MarketState State => _state;

    /// <summary>Native memory that the view needs, with room for alignment.</summary>
    /// <param name="instrumentCountMax">Instruments of the state.</param>
    /// <param name="venueCount">Venues of the state.</param>
    public static long RequiredBytes(int instrumentCountMax, int venueCount) =>
        (instrumentCountMax * ((venueCount * 72L) + 120)) + (venueCount * 24L) + 384;

    /// <summary>The best protected bid and offer of an instrument; sides without a quote have no venues.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="nbbo">The quote.</param>
    /// <returns>Whether there is a bid and an offer.</returns>
    public bool TryGetNbbo(InstrumentId instrumentId, out Nbbo nbbo)
    {
        nbbo = Current(instrumentId).Nbbo;
        return nbbo.IsTwoSided;
    }

    /// <summary>The protected price that an order of a side trades against; the cheapest question that can be asked.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="side">Side of the order: Buy gives the offer.</param>
    /// <param name="touch">The price; zero where there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetFarTouch(InstrumentId instrumentId, Side side, out Price touch)
    {
        ref readonly InstrumentTouch best = ref Current(instrumentId);
        touch = side == Side.Buy ? best.Nbbo.Ask : best.Nbbo.Bid;
        return (side == Side.Buy ? best.Nbbo.AskVenues : best.Nbbo.BidVenues) != 0;
    }

    /// <summary>Displayed prices that are better than the best protected ones; they may be traded with and protect nothing.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    public OddLots OddLotsOf(InstrumentId instrumentId) => Current(instrumentId).Odd;

    /// <summary>What a venue protects of an instrument.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="venueId">A venue of the state.</param>
    /// <param name="side">Buy = bids.</param>
    /// <returns>Quantity 0 where the venue does not count now, or shows less than a round lot.</returns>
    public ProtectedQuote ProtectedOf(InstrumentId instrumentId, VenueId venueId, Side side)
    {
        _ = Current(instrumentId);
        ref readonly VenueTouch touch = ref _touches[_state.BookIndexOf(instrumentId, venueId)];
        return side == Side.Buy
            ? new ProtectedQuote(new Price(touch.BidNanos), touch.BidQuantity)
            : new ProtectedQuote(new Price(touch.AskNanos), touch.AskQuantity);
    }

    /// <summary>Counts changes of what an order that waits for a price looks at: best protected prices, best odd-lot prices, and which venues count or are
    /// stale. Quantities and deeper levels are left out.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    public long TouchVersionOf(InstrumentId instrumentId) => Current(instrumentId).ChangeCount;

    /// <summary>Venues whose book of an instrument counts now: bit v = venue v.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    public ulong UsableVenues(InstrumentId instrumentId) => Current(instrumentId).UsableVenues;

    /// <summary>Whether a venue's book of an instrument counts now.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="venueId">A venue of the state.</param>
    public bool IsUsable(InstrumentId instrumentId, VenueId venueId) => ((UsableVenues(instrumentId) >> venueId.Value) & 1) != 0;

    private ref readonly InstrumentTouch Current(InstrumentId instrumentId)
    {
        int index = instrumentId.Value;
        if (_referenceVersion != _state.ReferenceVersion)
        {
            FollowReference();
        }

        if (_versions[index] != _state.VersionOf(instrumentId))
        {
            Update(index);
        }

        return ref _best[index];
    }

    // Lots and kinds may be others now: everything is worked out again when it is next asked for.
    private void FollowReference()
    {
        _counting = 0;
        foreach (Venue venue in _state.Venues)
        {
            _counting |= venue.IsDisplayed && venue.IsProtected ? 1UL << venue.Id.Value : 0;
        }

        _referenceVersion = _state.ReferenceVersion;
        _versions.Span.Fill(-1);
        _readVersions.Span.Fill(-1);
        _touches.Span.Clear();
    }

    private void Update(int index)
    {
        bool isChanged = _versions[index] < 0;
        int first = index * _venueCount;
        for (ulong rest = _counting; rest != 0; rest &= rest - 1)
        {
            int book = first + BitOperations.TrailingZeroCount(rest);
            isChanged |= _readVersions[book] != _state.BookVersionOf(book) && Read(book);
        }

        if (isChanged)
        {
            Merge(index, first);
        }

        _versions[index] = _state.VersionOf(new InstrumentId(index));
    }

    private void Merge(int index, int first)
    {
        InstrumentTouch next = default;
        BestSide bid = default;
        BestSide ask = default;
        BestSide topBid = default;
        BestSide topAsk = default;
        for (ulong rest = _counting; rest != 0; rest &= rest - 1)
        {
            int venue = BitOperations.TrailingZeroCount(rest);
            ulong mask = 1UL << venue;
            ref VenueTouch touch = ref _touches[first + venue];
            next.UsableVenues |= touch.IsUsable ? mask : 0;
            next.StaleVenues |= touch.IsStale ? mask : 0;
            if (touch.BidQuantity > 0)
            {
                bid.Join(Side.Buy, touch.BidNanos, touch.BidQuantity, mask);
            }

            if (touch.AskQuantity > 0)
            {
                ask.Join(Side.Sell, touch.AskNanos, touch.AskQuantity, mask);
            }

            if (touch.HasTopBid)
            {
                topBid.Join(Side.Buy, touch.TopBidNanos, 0, mask);
            }

            if (touch.HasTopAsk)
            {
                topAsk.Join(Side.Sell, touch.TopAskNanos, 0, mask);
            }
        }

        next.Nbbo = NbboOf(bid, ask);
        next.Odd = OddOf(bid, ask, topBid, topAsk);
        Keep(index, ref next);
    }

    private void Keep(int index, ref InstrumentTouch next)
    {
        ref InstrumentTouch best = ref _best[index];
        bool isSame = next.Nbbo.Bid == best.Nbbo.Bid && next.Nbbo.Ask == best.Nbbo.Ask
            && (next.Nbbo.BidVenues == 0) == (best.Nbbo.BidVenues == 0) && (next.Nbbo.AskVenues == 0) == (best.Nbbo.AskVenues == 0)
            && next.Odd.Bid == best.Odd.Bid && next.Odd.Ask == best.Odd.Ask
            && (next.Odd.BidVenues == 0) == (best.Odd.BidVenues == 0) && (next.Odd.AskVenues == 0) == (best.Odd.AskVenues == 0)
            && next.UsableVenues == best.UsableVenues && next.StaleVenues == best.StaleVenues;
        next.ChangeCount = best.ChangeCount + (isSame ? 0 : 1);
        best = next;
    }

    // Most changes are below the touch: the merged figures stay then.
    private bool Read(int bookIndex)
    {
        _readVersions[bookIndex] = _state.BookVersionOf(bookIndex);
        VenueTouch next = TouchOf(bookIndex);
        ref VenueTouch touch = ref _touches[bookIndex];
        if (next == touch)
        {
            return false;
        }

        touch = next;
        return true;
    }

    private VenueTouch TouchOf(int bookIndex)
    {
        var book = new VenueBookView(_state, bookIndex);
        VenueTouch touch = default;
        touch.IsStale = book.Trust == BookTrust.Stale;
        touch.IsUsable = IsTrusted(book);
        if (!touch.IsUsable)
        {
            return touch;
        }

        long lot = _state.RoundLotOf(_state.InstrumentOf(bookIndex));
        touch.BidQuantity = ProtectedShares(book.BidPrices, book.BidQuantities, lot, out touch.BidNanos);
        touch.AskQuantity = ProtectedShares(book.AskPrices, book.AskQuantities, lot, out touch.AskNanos);
        touch.HasTopBid = book.HasBid;
        touch.HasTopAsk = book.HasAsk;
        touch.TopBidNanos = touch.HasTopBid ? book.BidPrices[0] : 0;
        touch.TopAskNanos = touch.HasTopAsk ? book.AskPrices[0] : 0;
        return touch;
    }

    // A hole (a level that was never told, in a book joined mid-session) ends the sum: nobody knows what stands there.
    private static long ProtectedShares(ReadOnlySpan<long> prices, ReadOnlySpan<long> quantities, long lot, out long priceNanos)
    {
        long shares = 0;
        for (int i = 0; i < quantities.Length && quantities[i] > 0; i++)
        {
            shares = Saturated.Add(shares, quantities[i]);
            if (shares >= lot)
            {
                priceNanos = prices[i];
                return shares - (shares % lot);
            }
        }

        priceNanos = 0;
        return 0;
    }

    private static Nbbo NbboOf(in BestSide bid, in BestSide ask) => new()
    {
        Bid = new Price(bid.Nanos),
        Ask = new Price(ask.Nanos),
        BidQuantity = bid.Quantity,
        AskQuantity = ask.Quantity,
        BidVenues = bid.Venues,
        AskVenues = ask.Venues,
    };

    private static OddLots OddOf(in BestSide bid, in BestSide ask, in BestSide topBid, in BestSide topAsk)
    {
        bool hasBid = topBid.Venues != 0 && (bid.Venues == 0 || topBid.Nanos > bid.Nanos);
        bool hasAsk = topAsk.Venues != 0 && (ask.Venues == 0 || topAsk.Nanos < ask.Nanos);
        return new OddLots
        {
            Bid = new Price(hasBid ? topBid.Nanos : 0),
            Ask = new Price(hasAsk ? topAsk.Nanos : 0),
            BidVenues = hasBid ? topBid.Venues : 0,
            AskVenues = hasAsk ? topAsk.Venues : 0,
        };
    }

    private bool IsTrusted(in VenueBookView book) =>
        book.Trust != BookTrust.Stale
        && (_allowUnverified || book.Trust == BookTrust.Verified)
        && (book.Status == TradingStatus.Trading || (_allowUnverified && book.Status == TradingStatus.Unknown));
}
