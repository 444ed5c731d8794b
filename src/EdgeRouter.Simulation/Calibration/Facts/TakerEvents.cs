using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Calibration.Facts;

/// <summary>Finds the takers in a tape.</summary>
internal static class TakerEvents
{
    /// <summary>Signs each trade on an exchange by the quote in force before its millisecond, at the midpoint by the last change of price (Lee and Ready, 1991), and joins those of one sign and millisecond.</summary>
    public static TakerEvent[] Of(MarketTape tape)
    {
        var events = new List<TakerEvent>(tape.Trades.Length);
        int quote = 0;
        int tickSign = 1;
        long lastPrice = 0;
        foreach (TapeTrade trade in tape.Trades)
        {
            if (trade.Venue == MarketTape.OffExchange || (trade.Use & TapeUse.Sign) == 0)
            {
                continue;
            }

            while (quote + 1 < tape.Quotes.Length && tape.Quotes[quote + 1].TimeMs < trade.TimeMs)
            {
                quote++;
            }

            tickSign = lastPrice == 0 || trade.PriceNanos == lastPrice ? tickSign : trade.PriceNanos > lastPrice ? 1 : -1;
            lastPrice = trade.PriceNanos;
            int side = Math.Sign(trade.PriceNanos - tape.Quotes[quote].MidNanos);
            Add(events, trade, side != 0 ? side : tickSign);
        }

        return [.. events];
    }

    private static void Add(List<TakerEvent> events, TapeTrade trade, int sign)
    {
        for (int i = events.Count - 1; i >= 0 && events[i].TimeMs == trade.TimeMs; i--)
        {
            if (events[i].Sign == sign)
            {
                events[i] = events[i] with { Shares = events[i].Shares + trade.Shares };
                return;
            }
        }

        events.Add(new TakerEvent(trade.TimeMs, sign, trade.Shares));
    }
}
