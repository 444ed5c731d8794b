using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Consolidated;

/// <content>Depth over all venues.</content>
public sealed partial class ConsolidatedBook
{
    /// <summary>The best prices of a side over all counting venues, merged; every displayed share counts, odd lots too.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="side">Buy = bids.</param>
    /// <param name="levels">Filled from the front, best first.</param>
    /// <returns>Levels filled.</returns>
    public int CopyLevels(InstrumentId instrumentId, Side side, Span<DepthLevel> levels)
    {
        int sideIndex = side == Side.Buy ? MarketState.BidIndex : MarketState.AskIndex;
        Span<BookHead> heads = _heads.Span;
        int used = 0;
        for (ulong rest = UsableVenues(instrumentId); rest != 0; rest &= rest - 1)
        {
            heads[used].BookIndex = (instrumentId.Value * _venueCount) + BitOperations.TrailingZeroCount(rest);
            heads[used].Level = 0;
            used += TrySettle(ref heads[used], sideIndex) ? 1 : 0;
        }

        int count = 0;
        while (count < levels.Length && used > 0)
        {
            levels[count++] = TakeBest(heads, ref used, sideIndex, instrumentId.Value * _venueCount);
        }

        return count;
    }

    private DepthLevel TakeBest(Span<BookHead> heads, ref int used, int sideIndex, int firstBook)
    {
        long best = long.MinValue;
        foreach (ref readonly BookHead head in heads[..used])
        {
            best = Math.Max(best, head.Key);
        }

        long quantity = 0;
        ulong venues = 0;
        for (int i = used - 1; i >= 0; i--)
        {
            ref BookHead head = ref heads[i];
            if (head.Key != best)
            {
                continue;
            }

            quantity = Saturated.Add(quantity, head.Quantity);
            venues |= 1UL << (head.BookIndex - firstBook);
            head.Level++;
            if (!TrySettle(ref head, sideIndex))
            {
                head = heads[--used];
            }
        }

        return new DepthLevel(sideIndex == MarketState.BidIndex ? best : ~best, quantity, venues);
    }

    // Goes on to the next level that is not empty; false where there is none. The complement of a price falls as the price grows.
    private bool TrySettle(ref BookHead head, int sideIndex)
    {
        ReadOnlySpan<long> quantities = _state.QuantitiesOf(head.BookIndex, sideIndex);
        while (head.Level < quantities.Length)
        {
            if (quantities[head.Level] > 0)
            {
                long price = _state.PricesOf(head.BookIndex, sideIndex)[head.Level];
                head.Key = sideIndex == MarketState.BidIndex ? price : ~price;
                head.Quantity = quantities[head.Level];
                return true;
            }

            head.Level++;
        }

        return false;
    }
}
