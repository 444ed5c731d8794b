using System.Globalization;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Books;

/// <summary>Writes books as text, in the order of <see cref="BookHash"/>. Empty books are left out.</summary>
public static class BookPrinter
{
    /// <summary>Writes every book that has a level.</summary>
    /// <param name="state">The books.</param>
    /// <param name="output">Where to.</param>
    public static void Write(MarketState state, TextWriter output)
    {
        foreach (InstrumentId instrumentId in state.InStableOrder())
        {
            foreach (Venue venue in state.Venues)
            {
                Write(state, instrumentId, venue, output);
            }
        }
    }

    private static void Write(MarketState state, InstrumentId instrumentId, Venue venue, TextWriter output)
    {
        VenueBookView book = state.Book(instrumentId, venue.Id);
        if (!book.BidQuantities.ContainsAnyExcept(0L) && !book.AskQuantities.ContainsAnyExcept(0L))
        {
            return;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{state.NameOf(instrumentId)} at {venue.Name}: {Words(book.Trust)}, status {book.Status.ToString().ToLowerInvariant()}"));
        for (int level = 0; level < MarketState.LevelCount; level++)
        {
            if (book.BidQuantities[level] > 0 || book.AskQuantities[level] > 0)
            {
                string bid = Format(book.BidPrices[level], book.BidQuantities[level], book.BidOrderCounts[level]);
                string ask = Format(book.AskPrices[level], book.AskQuantities[level], book.AskOrderCounts[level]);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {level + 1,2}  {bid,36} | {ask}").TrimEnd());
            }
        }
    }

    private static string Words(BookTrust trust) => trust switch
    {
        BookTrust.Verified => "whole",
        BookTrust.Stale => "stale",
        _ => "unverified",
    };

    private static string Format(long priceNanos, long quantity, int orderCount) => quantity == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{quantity} ({orderCount}) @ {new Price(priceNanos)}");
}
