using System.Text.Json;
using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Books as JSON, in the order in which they are printed and hashed.</summary>
internal static class BookJson
{
    /// <summary>Writes the field <c>books</c>: every book that has a level.</summary>
    /// <param name="json">In the result's object.</param>
    /// <param name="state">The books.</param>
    public static void WriteBooks(Utf8JsonWriter json, MarketState state)
    {
        json.WriteStartArray("books");
        foreach (InstrumentId instrumentId in state.InStableOrder())
        {
            foreach (Venue venue in state.Venues)
            {
                VenueBookView book = state.Book(instrumentId, venue.Id);
                if (book.BidQuantities.ContainsAnyExcept(0L) || book.AskQuantities.ContainsAnyExcept(0L))
                {
                    WriteBook(json, state.NameOf(instrumentId), venue.Name, book);
                }
            }
        }

        json.WriteEndArray();
    }

    private static void WriteBook(Utf8JsonWriter json, string instrument, string venue, in VenueBookView book)
    {
        json.WriteStartObject();
        json.WriteString("instrument", instrument);
        json.WriteString("venue", venue);
        json.WriteString("trust", book.Trust.ToString());
        json.WriteString("status", book.Status.ToString());
        WriteSide(json, "bids", book.BidPrices, book.BidQuantities, book.BidOrderCounts);
        WriteSide(json, "asks", book.AskPrices, book.AskQuantities, book.AskOrderCounts);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, ReadOnlySpan<long> prices, ReadOnlySpan<long> quantities, ReadOnlySpan<int> orderCounts)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < prices.Length; i++)
        {
            if (quantities[i] > 0)
            {
                json.WriteStartObject();
                json.WriteNumber("level", i + 1);
                json.WriteString("price", new Price(prices[i]).ToString());
                json.WriteNumber("quantity", quantities[i]);
                json.WriteNumber("orders", orderCounts[i]);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
