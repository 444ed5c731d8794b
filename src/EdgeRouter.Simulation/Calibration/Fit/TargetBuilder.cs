using EdgeRouter.Simulation.Calibration.Facts;

namespace EdgeRouter.Simulation.Calibration.Fit;

/// <summary>Reduces a symbol's fit days to what the fit needs.</summary>
internal static class TargetBuilder
{
    private const double SessionMs = 23_400_000.0;

    /// <summary>Reduces the days.</summary>
    public static SymbolTarget Build(IReadOnlyList<MarketTape> days, IReadOnlyList<TapeFacts> facts)
    {
        double[] branching = new double[HawkesFit.DecaySeconds.Length];
        double basePerSecond = 0.0;
        foreach ((MarketTape tape, TapeFacts fact) in days.Zip(facts))
        {
            int[] times = [.. TakerEvents.Of(tape).Select(taker => taker.TimeMs)];
            (double rate, double[] ratios) = HawkesFit.Fit(times, fact.Curves[FactKey.RateProfile].Y, tape.LengthMs);
            basePerSecond += rate / days.Count;
            for (int k = 0; k < branching.Length; k++)
            {
                branching[k] += ratios[k] / days.Count;
            }
        }

        return new SymbolTarget(
            days[0].Symbol,
            TapeFacts.MeanOf(facts),
            days.Average(tape => tape.Quotes.Average(quote => quote.MidNanos)) / 1e9,
            days.Average(tape => tape.Trades.Sum(trade => (double)trade.Shares) * SessionMs / tape.LengthMs),
            days.Average(tape => tape.Quotes.Max(quote => quote.MidNanos) - tape.Quotes.Min(quote => quote.MidNanos)) / 1e9,
            basePerSecond,
            HawkesFit.ToKernels(branching));
    }
}
