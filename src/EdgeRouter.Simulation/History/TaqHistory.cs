using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Takes one instrument's day from real data: the latent price is the midpoint of the real national best quote, the uninformed takers are the real trades,
/// those that <see cref="TaqConditionTable"/> gives a sign, signed by the quote rule (Lee and Ready, 1991, without their lag).</summary>
internal static class TaqHistory
{
    private const long OpenMs = 34_200_000;
    private const double NanosPerPriceUnit = 1e5;
    private const double SpreadShareMax = 0.02;
    private const char OffExchange = 'D';
    private const long BurstWindowNs = TimeUnits.Second;

    /// <summary>The date of a day: the folder's dates from the configured one on.</summary>
    /// <exception cref="EdgeRouterException">ER7060: the folder cannot be read; ER7062: it has not that many days.</exception>
    public static DateOnly DateOf(MarketParameters market, int day)
    {
        string pattern = $"{market.Instruments[0].Symbol.ToLowerInvariant()}_*_quote.zip";
        string[] dates;
        try
        {
            dates = [.. Directory.GetFiles(market.TaqPath!, pattern).Select(f => Path.GetFileName(f).Split('_')[1]).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw EdgeRouterException.BadInput("ER7060", $"tape folder '{market.TaqPath}' cannot be read: {e.Message} Give a folder with SYMBOL_yyyyMMdd_trade.zip and _quote.zip.", e);
        }

        string[] usable = [.. dates.Where(d => string.CompareOrdinal(d, market.TaqDate) >= 0)];
        if ((uint)day >= (uint)usable.Length || !DateOnly.TryParseExact(usable[day], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            throw EdgeRouterException.BadInput(
                "ER7062", $"tape folder '{market.TaqPath}' has {usable.Length} days of {pattern} from {market.TaqDate} on; day {day} is not among them. Choose an earlier date or day.");
        }

        return date;
    }

    /// <summary>Reads one instrument's day.</summary>
    /// <exception cref="EdgeRouterException">ER7060, ER7061: see <see cref="TaqFile"/>; ER7062: no two-sided quote in the session.</exception>
    public static InstrumentHistory Build(MarketParameters market, int instrumentIndex, ulong seed, DateOnly date)
    {
        InstrumentParameters instrument = market.Instruments[instrumentIndex];
        long midnightNs = TradingCalendar.MidnightNs(date);
        long closeMs = OpenMs + (market.DurationSeconds * 1_000L);
        string quotePath = TaqFile.PathOf(market.TaqPath!, instrument.Symbol, date, "quote");
        List<PriceStep> path = PathOf(TaqFile.ReadQuotes(quotePath), closeMs, midnightNs, NanosPerPriceUnit / instrument.TickNanos);
        int open = Math.Max(0, path.FindLastIndex(step => step.TimeNs <= midnightNs + (OpenMs * TimeUnits.Millisecond)));
        if (path.Count == 0)
        {
            throw EdgeRouterException.BadInput("ER7062", $"tape file '{quotePath}' has no two-sided quote before the session's end. Choose another date.");
        }

        path.RemoveRange(0, open);
        double openTicks = path[0].Ticks;
        PriceStep[] moves = ReferenceTracker.Track(openTicks, path, instrument.RequoteTicks);
        Burst[] bursts = FindBursts(path, market.Price.BurstMinBps);
        List<TaqTrade> trades = TaqFile.ReadTrades(TaqFile.PathOf(market.TaqPath!, instrument.Symbol, date, "trade"));
        List<TakerArrival> tape = TapeOf(market, instrumentIndex, seed, midnightNs, path, trades);
        return new InstrumentHistory
        {
            OpenTicks = openTicks,
            Moves = moves,
            Bursts = bursts,
            Takers = TapeBuilder.Build(market, instrumentIndex, seed, TradingCalendar.OpenNs(date), moves, bursts, tape),
        };
    }

    // The stream gives one side a row, so within a millisecond the pair may be half updated: the last row of each counts.
    private static List<PriceStep> PathOf(List<TaqQuote> quotes, long closeMs, long midnightNs, double ticksPerUnit)
    {
        var path = new List<PriceStep>(65_536);
        long bid = 0;
        long ask = 0;
        for (int i = 0; i < quotes.Count && quotes[i].Ms < closeMs; i++)
        {
            bid = quotes[i].Bid > 0 ? quotes[i].Bid : bid;
            ask = quotes[i].Ask > 0 ? quotes[i].Ask : ask;
            bool isLastOfMs = i + 1 == quotes.Count || quotes[i + 1].Ms != quotes[i].Ms;
            double ticks = 0.5 * (bid + ask) * ticksPerUnit;
            bool isSound = bid > 0 && ask > bid && ask - bid < SpreadShareMax * bid;
            if (isLastOfMs && isSound && (path.Count == 0 || path[^1].Ticks != ticks))
            {
                path.Add(new PriceStep(midnightNs + (quotes[i].Ms * TimeUnits.Millisecond), ticks));
            }
        }

        return path;
    }

    private static List<TakerArrival> TapeOf(
        MarketParameters market, int instrumentIndex, ulong seed, long midnightNs, List<PriceStep> path, List<TaqTrade> trades)
    {
        long closeMs = OpenMs + (market.DurationSeconds * 1_000L);
        InstrumentParameters instrument = market.Instruments[instrumentIndex];
        long sharesMax = (instrument.Sizes?.LotsMax ?? market.Flow.TakerLotsMax) * (long)instrument.RoundLot;
        var tape = new List<TakerArrival>(trades.Count);
        int p = 0;
        for (int i = 0; i < trades.Count; i++)
        {
            TaqTrade trade = trades[i];
            if (trade.Ms < OpenMs || trade.Ms >= closeMs || (trade.Use & TapeUse.Sign) == 0)
            {
                continue;
            }

            ulong key = Draw.Key(seed, DrawStream.TapeRoute, instrumentIndex, i);
            long time = midnightNs + (trade.Ms * TimeUnits.Millisecond) + Draw.Between(key, 0, TimeUnits.Millisecond - 1);
            while (p + 1 < path.Count && path[p + 1].TimeNs <= midnightNs + (trade.Ms * TimeUnits.Millisecond))
            {
                p++;
            }

            double ticks = trade.Price * NanosPerPriceUnit / instrument.TickNanos;
            int sign = ticks.CompareTo(path[p].Ticks);
            sign = sign != 0 ? sign : (key & 1) == 0 ? 1 : -1;
            float route = trade.Venue == OffExchange ? -1.0f : 1.0f;
            bool countsFees = Draw.Unit(key * 3) < market.Flow.FeeAwareShare;
            int shares = (int)Math.Min(trade.Shares, sharesMax);
            tape.Add(new TakerArrival(time, shares, route, (sbyte)sign, TakerKind.Natural, countsFees, 0.0));
        }

        return tape;
    }

    /// <summary>Spells in which the price went at least so far within a second.</summary>
    internal static Burst[] FindBursts(List<PriceStep> path, double minBps)
    {
        var bursts = new List<Burst>();
        int first = 0;
        for (int i = 1; i < path.Count; i++)
        {
            while (first + 1 < i && path[first + 1].TimeNs < path[i].TimeNs - BurstWindowNs)
            {
                first++;
            }

            double bps = 1e4 * (path[i].Ticks - path[first].Ticks) / path[first].Ticks;
            if (Math.Abs(bps) < minBps)
            {
                continue;
            }

            long start = path[first + 1].TimeNs;
            int direction = bps > 0.0 ? 1 : -1;
            if (bursts.Count > 0 && start <= bursts[^1].EndNs)
            {
                if (direction == bursts[^1].Direction)
                {
                    bursts[^1] = bursts[^1] with { EndNs = path[i].TimeNs };
                }

                continue;
            }

            bursts.Add(new Burst(start, path[i].TimeNs, direction));
        }

        return [.. bursts];
    }
}
