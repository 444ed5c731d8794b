using System.Globalization;
using System.IO.Compression;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Simulation.History;

/// <summary>Reads one zipped file of real quotes or trades: comma-separated rows, milliseconds since midnight New York, prices × 10,000.</summary>
internal static class TaqFile
{
    private const long DayMs = 86_400_000;
    private const long PriceMax = 10_000_000_000;

    // Regular and opening quotes; closing, news, halt and non-firm ones bind nobody.
    private const uint FirmQuote = 0x801;

    /// <summary>Path of a symbol's file of a day.</summary>
    public static string PathOf(string folder, string symbol, DateOnly date, string kind) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{symbol.ToLowerInvariant()}_{date:yyyyMMdd}_{kind}.zip"));

    /// <summary>Reads best quotes: ms, bid, bid size, offer, offer size, venue, condition, suspicious. 0 = that side did not change.</summary>
    /// <exception cref="EdgeRouterException">ER7060: no such file or no zip; ER7061: a bad row, with its line.</exception>
    public static List<TaqQuote> ReadQuotes(string path)
    {
        var quotes = new List<TaqQuote>(262_144);
        ForEachRow(path, 8, (row, columns) =>
        {
            long ms = Number(row, columns[0], DayMs - 1, "time");
            long bid = Number(row, columns[1], PriceMax, "bid");
            long ask = Number(row, columns[3], PriceMax, "offer");
            double bidShares = Size(row, columns[2]);
            double askShares = Size(row, columns[4]);
            bool isFirm = (Hex(row, columns[6]) & ~FirmQuote) == 0;
            if (Number(row, columns[7], 1, "suspicious flag") == 0 && isFirm)
            {
                quotes.Add(new TaqQuote(ms, bid, ask, (int)bidShares, (int)askShares));
            }

            return ms;
        });
        return quotes;
    }

    /// <summary>Reads trades: ms, price, size, venue, condition, suspicious. Suspicious rows, which are corrections and outliers of the data's maker, are left out;
    /// what the others count for is in their conditions.</summary>
    /// <exception cref="EdgeRouterException">ER7060: no such file or no zip; ER7061: a bad row, with its line.</exception>
    public static List<TaqTrade> ReadTrades(string path)
    {
        var trades = new List<TaqTrade>(131_072);
        ForEachRow(path, 6, (row, columns) =>
        {
            long ms = Number(row, columns[0], DayMs - 1, "time");
            long price = Number(row, columns[1], PriceMax, "price");
            double size = Size(row, columns[2]);
            ReadOnlySpan<char> venue = row.AsSpan()[columns[3]];
            if (venue.Length != 1)
            {
                throw new FormatException($"venue '{venue}' is not one letter");
            }

            var conditions = (TaqCondition)Hex(row, columns[4]);
            if (Number(row, columns[5], 1, "suspicious flag") == 0 && price > 0 && size >= 1.0)
            {
                trades.Add(new TaqTrade(ms, price, (long)size, venue[0], conditions));
            }

            return ms;
        });
        return trades;
    }

    private static void ForEachRow(string path, int columnCount, Func<string, Range[], long> take)
    {
        int line = 0;
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            if (zip.Entries.Count != 1)
            {
                throw new InvalidDataException($"holds {zip.Entries.Count} files where one is due");
            }

            using var reader = new StreamReader(zip.Entries[0].Open());
            var columns = new Range[columnCount + 1];
            long lastMs = 0;
            while (reader.ReadLine() is { } row)
            {
                line++;
                int count = row.AsSpan().Split(columns, ',');
                if (count != columnCount)
                {
                    throw new FormatException($"{count} columns where {columnCount} are due");
                }

                long ms = take(row, columns);
                if (ms < lastMs)
                {
                    throw new FormatException($"time {ms} is before the row above");
                }

                lastMs = ms;
            }
        }
        catch (FormatException e)
        {
            throw EdgeRouterException.BadInput("ER7061", $"tape file '{path}', line {line}: {e.Message}. Get the file anew.", e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.BadInput("ER7060", $"tape file '{path}' cannot be read: {e.Message} Give a folder with SYMBOL_yyyyMMdd_trade.zip and _quote.zip.", e);
        }
    }

    private static long Number(string row, Range column, long max, string what)
    {
        ReadOnlySpan<char> text = row.AsSpan()[column];
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) || value > max)
        {
            throw new FormatException($"{what} '{text}' is not a whole number from 0 to {max}");
        }

        return value;
    }

    private static uint Hex(string row, Range column)
    {
        ReadOnlySpan<char> text = row.AsSpan()[column];
        return uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            ? value
            : throw new FormatException($"condition '{text}' is not a hexadecimal number of 32 bits");
    }

    private static double Size(string row, Range column)
    {
        ReadOnlySpan<char> text = row.AsSpan()[column];
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        if (!isNumber || !(value >= 0.0 && value <= 1e9))
        {
            throw new FormatException($"size '{text}' is not a number from 0 to 1,000,000,000");
        }

        return value;
    }
}
