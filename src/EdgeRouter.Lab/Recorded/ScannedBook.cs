using System.Numerics;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.Lab.Recorded;

/// <summary>What a capture shows of one instrument.</summary>
internal sealed class ScannedBook
{
    private long _lowNanos = long.MaxValue;
    private long _highNanos = long.MinValue;

    /// <summary>Packets that left a two-sided book.</summary>
    public long QuoteCount { get; private set; }

    /// <summary>Shares at the touch, both sides, summed over those packets.</summary>
    public double TouchQuantitySum { get; private set; }

    /// <summary>Shares traded.</summary>
    public long Volume { get; private set; }

    /// <summary>Largest step that every displayed price is a multiple of, nanos.</summary>
    public long TickNanos { get; private set; }

    /// <summary>Highest less lowest midpoint, nanos.</summary>
    public long RangeNanos => QuoteCount == 0 ? 0 : _highNanos - _lowNanos;

    /// <summary>Whether a price was at or below zero, as spreads of futures have: the router trades no such instrument.</summary>
    public bool HasBadPrice { get; private set; }

    public void OnTrade(long quantity) => Volume += Math.Max(0, quantity);

    public void OnQuote(in VenueBookView book)
    {
        if (!book.HasBid || !book.HasAsk)
        {
            return;
        }

        QuoteCount++;
        TouchQuantitySum += 0.5 * (book.BestBidQuantity + book.BestAskQuantity);
        long mid = book.BestBid.Nanos + ((book.BestAsk.Nanos - book.BestBid.Nanos) / 2);
        _lowNanos = Math.Min(_lowNanos, mid);
        _highNanos = Math.Max(_highNanos, mid);
        Note(book.BestBid.Nanos);
        Note(book.BestAsk.Nanos);
    }

    private void Note(long priceNanos)
    {
        HasBadPrice |= priceNanos <= 0;
        TickNanos = (long)BigInteger.GreatestCommonDivisor(TickNanos, priceNanos);
    }
}
