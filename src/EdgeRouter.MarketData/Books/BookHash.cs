using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.MarketData.Books;

/// <summary>A stable 64-bit hash of all books: instruments in an order that does not depend
/// on when they were met, venues by their id, then both sides' ten levels, each with price,
/// quantity and order count. Times, trust and counters do not enter, so that any way of receiving the same feed gives the same hash.
/// For checks and reports, not for the hot path: it allocates.</summary>
public static class BookHash
{
    private const ulong Seed = 0x4564_6765_426F_6F6B; // "EdgeBook"

    /// <summary>Hashes a state.</summary>
    /// <param name="state">The books.</param>
    public static ulong Compute(MarketState state)
    {
        ulong hash = Seed;
        foreach (InstrumentId instrumentId in state.InStableOrder())
        {
            hash = Add(hash, state.ExternalIdOf(instrumentId));
            foreach (Venue venue in state.Venues)
            {
                VenueBookView book = state.Book(instrumentId, venue.Id);
                hash = Add(hash, venue.Id.Value);
                hash = Add(hash, book.BidPrices, book.BidQuantities, book.BidOrderCounts);
                hash = Add(hash, book.AskPrices, book.AskQuantities, book.AskOrderCounts);
            }
        }

        return hash;
    }

    private static ulong Add(ulong hash, ReadOnlySpan<long> prices, ReadOnlySpan<long> quantities, ReadOnlySpan<int> orderCounts)
    {
        for (int i = 0; i < prices.Length; i++)
        {
            hash = Add(hash, prices[i]);
            hash = Add(hash, quantities[i]);
            hash = Add(hash, orderCounts[i]);
        }

        return hash;
    }

    // Position counts: the running hash is rotated before each word is mixed in.
    private static ulong Add(ulong hash, long value) => SplitMix64.Mix(ulong.RotateLeft(hash, 7) ^ SplitMix64.Mix((ulong)value));
}
