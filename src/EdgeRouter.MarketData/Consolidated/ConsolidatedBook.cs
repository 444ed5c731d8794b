using System.Numerics;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Consolidated;

/// <summary>Every instrument's venues seen as one market. A venue counts while it is displayed and protected, its book is not stale, and it is
/// trading. The best bid and offer is worked out once a change and kept.</summary>
/// <remarks>With <c>allowUnverified</c> (the default) books that were joined mid-session count too, and so do venues that have not yet told their
/// status: a router started at noon must be able to trade, and its levels near the touch are right within seconds. Without it only complete books of
/// venues known to be trading count.</remarks>
public sealed class ConsolidatedBook
{
    private readonly MarketState _state;
    private readonly ulong _counting;
    private readonly bool _allowUnverified;
    private readonly NativeArray<Nbbo> _best;
    private readonly NativeArray<long> _versions;

    /// <summary>Creates the view.</summary>
    /// <param name="state">The venue books.</param>
    /// <param name="region">Memory for the kept quotes: <see cref="RequiredBytes"/>.</param>
    /// <param name="allowUnverified">Whether unverified books and unknown statuses count.</param>
    public ConsolidatedBook(MarketState state, NativeRegion region, bool allowUnverified = true)
    {
        _state = state;
        _allowUnverified = allowUnverified;
        foreach (Venue venue in state.Venues)
        {
            _counting |= venue.IsDisplayed && venue.IsProtected ? 1UL << venue.Id.Value : 0;
        }

        _best = region.Allocate<Nbbo>(state.InstrumentCountMax);
        _versions = region.Allocate<long>(state.InstrumentCountMax);
    }

    /// <summary>The venue books.</summary>
    public MarketState State => _state;

    /// <summary>Native memory that the view needs, with room for alignment.</summary>
    /// <param name="instrumentCountMax">Instruments of the state.</param>
    public static long RequiredBytes(int instrumentCountMax) => (instrumentCountMax * 56L) + 192;

    /// <summary>The best bid and offer of an instrument; sides without a quote have no venues.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="nbbo">The quote.</param>
    /// <returns>Whether there is a bid and an offer.</returns>
    public bool TryGetNbbo(InstrumentId instrumentId, out Nbbo nbbo)
    {
        int index = instrumentId.Value;
        long version = _state.VersionOf(instrumentId);
        if (_versions[index] != version)
        {
            _best[index] = Compute(instrumentId);
            _versions[index] = version;
        }

        nbbo = _best[index];
        return nbbo.IsTwoSided;
    }

    /// <summary>Whether a venue's book of an instrument counts now.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="venueId">A venue of the state.</param>
    public bool IsUsable(InstrumentId instrumentId, VenueId venueId) =>
        ((_counting >> venueId.Value) & 1) != 0 && IsTrusted(_state.Book(instrumentId, venueId));

    /// <summary>The best prices of a side over all counting venues, merged.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="side">Buy = bids.</param>
    /// <param name="levels">Filled from the front, best first.</param>
    /// <returns>Levels filled.</returns>
    public int CopyLevels(InstrumentId instrumentId, Side side, Span<DepthLevel> levels)
    {
        Span<int> cursors = stackalloc int[Universe.VenueCountMax];
        cursors.Clear();
        ulong venues = UsableVenues(instrumentId);
        int count = 0;
        while (count < levels.Length && TryNext(instrumentId, side, venues, cursors, out levels[count]))
        {
            count++;
        }

        return count;
    }

    private bool TryNext(InstrumentId instrumentId, Side side, ulong venues, Span<int> cursors, out DepthLevel level)
    {
        level = default;
        for (ulong rest = venues; rest != 0; rest &= rest - 1)
        {
            int venue = BitOperations.TrailingZeroCount(rest);
            VenueBookView book = _state.Book(instrumentId, new VenueId((byte)venue));
            int at = SkipEmpty(book.Quantities(side), cursors[venue]);
            cursors[venue] = at;
            if (at == MarketState.LevelCount)
            {
                continue;
            }

            long price = book.Prices(side)[at];
            long quantity = book.Quantities(side)[at];
            if (level.Venues == 0 || IsBetter(side, price, level.PriceNanos))
            {
                level = new DepthLevel(price, quantity, 1UL << venue);
            }
            else if (price == level.PriceNanos)
            {
                level = new DepthLevel(price, level.Quantity + quantity, level.Venues | (1UL << venue));
            }
        }

        for (ulong rest = level.Venues; rest != 0; rest &= rest - 1)
        {
            cursors[BitOperations.TrailingZeroCount(rest)]++;
        }

        return level.Venues != 0;
    }

    private Nbbo Compute(InstrumentId instrumentId)
    {
        DepthLevel bid = default;
        DepthLevel ask = default;
        for (ulong rest = _counting; rest != 0; rest &= rest - 1)
        {
            int venue = BitOperations.TrailingZeroCount(rest);
            VenueBookView book = _state.Book(instrumentId, new VenueId((byte)venue));
            if (IsTrusted(book))
            {
                bid = Join(Side.Buy, bid, book.BidPrices[0], book.BidQuantities[0], venue);
                ask = Join(Side.Sell, ask, book.AskPrices[0], book.AskQuantities[0], venue);
            }
        }

        return new Nbbo
        {
            Bid = new Price(bid.PriceNanos),
            Ask = new Price(ask.PriceNanos),
            BidQuantity = bid.Quantity,
            AskQuantity = ask.Quantity,
            BidVenues = bid.Venues,
            AskVenues = ask.Venues,
        };
    }

    private ulong UsableVenues(InstrumentId instrumentId)
    {
        ulong venues = 0;
        for (ulong rest = _counting; rest != 0; rest &= rest - 1)
        {
            int venue = BitOperations.TrailingZeroCount(rest);
            venues |= IsTrusted(_state.Book(instrumentId, new VenueId((byte)venue))) ? 1UL << venue : 0;
        }

        return venues;
    }

    private bool IsTrusted(in VenueBookView book) =>
        book.Trust != BookTrust.Stale
        && (_allowUnverified || book.Trust == BookTrust.Verified)
        && (book.Status == TradingStatus.Trading || (_allowUnverified && book.Status == TradingStatus.Unknown));

    private static DepthLevel Join(Side side, in DepthLevel best, long price, long quantity, int venue)
    {
        if (quantity <= 0 || (best.Venues != 0 && IsBetter(side, best.PriceNanos, price)))
        {
            return best;
        }

        return best.Venues == 0 || price != best.PriceNanos
            ? new DepthLevel(price, quantity, 1UL << venue)
            : new DepthLevel(price, best.Quantity + quantity, best.Venues | (1UL << venue));
    }

    private static bool IsBetter(Side side, long price, long other) => side == Side.Buy ? price > other : price < other;

    private static int SkipEmpty(ReadOnlySpan<long> quantities, int at)
    {
        while (at < quantities.Length && quantities[at] <= 0)
        {
            at++;
        }

        return at;
    }
}
