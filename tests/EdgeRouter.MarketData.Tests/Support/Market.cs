using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.MarketData.Tests.Support;

internal static class Market
{
    public static readonly VenueId A = new(0);
    public static readonly InstrumentId X = new(0);

    public static Universe Universe(int venueCount = 4) => new(
        [
            new Instrument { Id = new InstrumentId(0), Symbol = "AAA", RoundLot = 1 },
            new Instrument { Id = new InstrumentId(1), Symbol = "YYY", RoundLot = 1 },
        ],
        [
            .. Enumerable.Range(0, venueCount).Select(v => new Venue
            {
                Id = new VenueId((byte)v),
                Name = $"V{v}",
                Kind = v == 3 ? VenueKind.Midpoint : VenueKind.Lit,
            }),
        ]);

    public static NativeRegion Region(long bytes = 1 << 22) => new(bytes);

    public static MarketState State(NativeRegion region, int venueCount = 4) => new(Universe(venueCount), region, new MarketCapacity { InstrumentCountMax = 8 });

    public static FeedOptions Options(OrderBookCapacity? orders = null) => new()
    {
        VenueId = A,
        LineA = new(1, 1000),
        LineB = new(2, 2000),
        Orders = orders,
    };

    public static LevelUpdate Level(Side side, BookAction action, int level, long price, long quantity, int orders = 1, uint report = 0, long security = 7) =>
        new(security, side, action, level, new Price(price), quantity, orders, report, 0);

    public static string Bids(VenueBookView book) => Describe(book.BidPrices, book.BidQuantities, book.BidOrderCounts);

    public static string Asks(VenueBookView book) => Describe(book.AskPrices, book.AskQuantities, book.AskOrderCounts);

    /// <summary>"price:quantity:orders" a level, "-" for a hole, trailing empties left out.</summary>
    private static string Describe(ReadOnlySpan<long> prices, ReadOnlySpan<long> quantities, ReadOnlySpan<int> counts)
    {
        var parts = new List<string>();
        for (int i = 0; i < prices.Length; i++)
        {
            parts.Add(quantities[i] == 0 ? "-" : $"{prices[i]}:{quantities[i]}:{counts[i]}");
        }

        while (parts.Count > 0 && parts[^1] == "-")
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return string.Join(' ', parts);
    }
}
