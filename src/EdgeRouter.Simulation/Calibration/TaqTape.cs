using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>Reads a symbol's real day as a tape.</summary>
internal static class TaqTape
{
    private const long OpenMs = 34_200_000;
    private const long NanosPerUnit = 100_000;
    private const long TickNanos = 10_000_000;
    private const long SpreadShareMax = 50;
    private const char OffExchange = 'D';

    /// <summary>Reads a part of a day.</summary>
    /// <param name="folder">Folder with <c>aig_20131007_trade.zip</c> and the like.</param>
    /// <param name="symbol">Ticker.</param>
    /// <param name="date">Day.</param>
    /// <param name="window">Part of the session.</param>
    /// <exception cref="EdgeRouterException">ER7060, ER7061: a file is missing or bad; ER7062: no two-sided quote in that part.</exception>
    public static MarketTape Read(string folder, string symbol, DateOnly date, SessionWindow window)
    {
        long startMs = OpenMs + window.FromMs;
        string quotePath = TaqFile.PathOf(folder, symbol, date, "quote");
        BestQuote[] quotes = QuotesOf(TaqFile.ReadQuotes(quotePath), startMs, startMs + window.LengthMs);
        if (quotes.Length == 0)
        {
            throw EdgeRouterException.BadInput("ER7062", $"tape file '{quotePath}' has no two-sided quote in the session. Choose another date.");
        }

        var venues = new List<string> { TaqVenueTable.OffExchangeName };
        return new MarketTape
        {
            Symbol = symbol.ToUpperInvariant(),
            TickNanos = TickNanos,
            RoundLot = 100,
            LengthMs = window.LengthMs,
            Quotes = quotes,
            Trades = [.. TradesOf(TaqFile.ReadTrades(TaqFile.PathOf(folder, symbol, date, "trade")), startMs, window.LengthMs, venues)],
            Venues = venues,
        };
    }

    /// <summary>The symbols that have files of a day, in order.</summary>
    /// <exception cref="EdgeRouterException">ER7060: the folder cannot be read; ER7062: it has no file of that day.</exception>
    public static IReadOnlyList<string> SymbolsOf(string folder, DateOnly date)
    {
        string pattern = string.Create(CultureInfo.InvariantCulture, $"*_{date:yyyyMMdd}_quote.zip");
        try
        {
            string[] symbols = [.. Directory.GetFiles(folder, pattern).Select(f => Path.GetFileName(f).Split('_')[0].ToUpperInvariant()).Order(StringComparer.Ordinal)];
            return symbols.Length > 0 ? symbols : throw EdgeRouterException.BadInput("ER7062", $"tape folder '{folder}' has no file {pattern}. Choose another date.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw EdgeRouterException.BadInput("ER7060", $"tape folder '{folder}' cannot be read: {e.Message} Give a folder with SYMBOL_yyyyMMdd_trade.zip and _quote.zip.", e);
        }
    }

    // The stream gives one side a row; the recorder takes the last state of each millisecond.
    private static BestQuote[] QuotesOf(List<TaqQuote> rows, long startMs, long endMs)
    {
        var recorder = new QuoteRecorder(startMs);
        var state = default(TaqQuote);
        foreach (TaqQuote row in rows)
        {
            if (row.Ms >= endMs)
            {
                break;
            }

            state = row.Bid > 0 ? state with { Bid = row.Bid, BidShares = row.BidShares } : state;
            state = row.Ask > 0 ? state with { Ask = row.Ask, AskShares = row.AskShares } : state;
            if (state.Ask - state.Bid <= state.Bid / SpreadShareMax)
            {
                recorder.Add(row.Ms, state.Bid * NanosPerUnit, state.Ask * NanosPerUnit, state.BidShares, state.AskShares);
            }
        }

        return recorder.ToArray();
    }

    private static IEnumerable<TapeTrade> TradesOf(List<TaqTrade> rows, long startMs, int lengthMs, List<string> venues)
    {
        foreach (TaqTrade row in rows)
        {
            if (row.Ms >= startMs && row.Ms < startMs + lengthMs && row.Use != TapeUse.None)
            {
                yield return new TapeTrade((int)(row.Ms - startMs), row.Price * NanosPerUnit, row.Shares, VenueOf(row.Venue, venues), row.Use);
            }
        }
    }

    private static int VenueOf(char letter, List<string> venues)
    {
        if (letter == OffExchange)
        {
            return MarketTape.OffExchange;
        }

        string name = TaqVenueTable.NameOf(letter);
        int index = venues.IndexOf(name);
        if (index < 0)
        {
            index = venues.Count;
            venues.Add(name);
        }

        return index;
    }
}
