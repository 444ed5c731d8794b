using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Calibration.Facts;
using EdgeRouter.Simulation.Calibration.Fit;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>Fits a market to real trades and best quotes, and holds it against a day that was not used. Deterministic: the same files and options give the same market.</summary>
public static class Calibrator
{
    private const double FirstGain = 0.7;
    private const double LastGain = 0.3;

    /// <summary>Runs a calibration.</summary>
    /// <param name="options">What to fit to what.</param>
    /// <param name="report">Told what is being done, and how much of it is done (0 to 1).</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="EdgeRouterException">ER7060 to ER7062: the data is missing or bad; ER7084: a fit day is the test day, or there is none.</exception>
    public static CalibrationResult Run(CalibrationOptions options, Action<string, double> report, CancellationToken cancellation)
    {
        Check(options);
        IReadOnlyList<string> symbols = options.Symbols.Count > 0 ? options.Symbols : TaqTape.SymbolsOf(options.Folder, options.TestDay);
        var targets = new List<SymbolTarget>();
        var tests = new List<TapeFacts>();
        foreach (string symbol in symbols)
        {
            cancellation.ThrowIfCancellationRequested();
            report($"read {symbol}", 0.2 * targets.Count / symbols.Count);
            MarketTape[] days = [.. options.FitDays.Select(day => TaqTape.Read(options.Folder, symbol, day, options.Window))];
            targets.Add(TargetBuilder.Build(days, [.. days.Select(FactCalculator.Compute)]));
            tests.Add(FactCalculator.Compute(TaqTape.Read(options.Folder, symbol, options.TestDay, options.Window)));
        }

        MarketParameters market = Fit(options, targets, report, cancellation) with
        {
            FittedTo = $"{string.Join(", ", targets.Select(t => t.Symbol))} on {string.Join(", ", options.FitDays.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))}",
        };
        report("simulate the fitted market", 0.9);
        return Judge(options, market, targets, tests, report, cancellation);
    }

    private static void Check(CalibrationOptions options)
    {
        if (options.FitDays.Count == 0 || options.FitDays.Contains(options.TestDay))
        {
            throw EdgeRouterException.Usage("ER7084", "calibration needs at least one fit day, and a test day that is none of them: choose other days");
        }
    }

    private static MarketParameters Fit(CalibrationOptions options, List<SymbolTarget> targets, Action<string, double> report, CancellationToken cancellation)
    {
        MarketParameters market = CalibratedWorld.Start(targets);
        for (int round = 0; round < options.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            report($"fit, round {round + 1} of {options.Rounds}", 0.2 + (0.7 * round / options.Rounds));
            TapeFacts[] simulated = [.. TapeSimulation.Run(market, options.Seed, day: 0, options.Window).Tapes.Select(FactCalculator.Compute)];
            double gain = FirstGain + ((LastGain - FirstGain) * round / options.Rounds);
            market = new MomentStep(gain).Apply(market, targets, simulated);
        }

        return market;
    }

    private static CalibrationResult Judge(
        CalibrationOptions options, MarketParameters market, List<SymbolTarget> targets, List<TapeFacts> tests, Action<string, double> report, CancellationToken cancellation)
    {
        var tapes = new List<SimulatedTapes>();
        for (int day = 1; day <= options.SimulatedDays; day++)
        {
            cancellation.ThrowIfCancellationRequested();
            tapes.Add(TapeSimulation.Run(market, options.Seed, day, options.Window));
        }

        TapeFacts[][] days = [.. tapes.Select(day => day.Tapes.Select(FactCalculator.Compute).ToArray())];

        SymbolCurves[] curves = [.. targets.Select((target, i) => new SymbolCurves(target.Symbol, target.Facts, tests[i], TapeFacts.MeanOf([.. days.Select(day => day[i])])))];
        return new CalibrationResult
        {
            Options = options,
            Market = market,
            Rows = [.. curves.SelectMany(RowsOf)],
            Impact = MeasureImpact(market, options, report, cancellation),
            Curves = curves,
        };
    }

    // Beside a twin without institutions a few days show what hundreds would without one.
    private static MetaorderImpact? MeasureImpact(MarketParameters market, CalibrationOptions options, Action<string, double> report, CancellationToken cancellation)
    {
        MarketParameters unmoved = market with
        {
            Flow = market.Flow with { Metaorders = null },
            Instruments = [.. market.Instruments.Select(i => i with { Metaorders = null })],
        };
        var meter = new ImpactMeter();
        double[] tickBps = [.. market.Instruments.Select(i => i.TickNanos / (1e5 * i.OpenPrice))];
        for (int day = 1; day <= options.ImpactDays; day++)
        {
            cancellation.ThrowIfCancellationRequested();
            report("impact of institutions", 0.93 + (0.07 * day / options.ImpactDays));
            meter.Add(TapeSimulation.Run(market, options.Seed, day, options.Window), TapeSimulation.Run(unmoved, options.Seed, day, options.Window), tickBps);
        }

        return meter.Result();
    }

    private static IEnumerable<FactRow> RowsOf(SymbolCurves curves) => BandTable.Rules.Select(rule => rule.Key == FactKey.VenueDistance
        ? new FactRow(curves.Symbol, rule, curves.Fit.VenueDistance(curves.Test), 0.0, curves.Simulated.VenueDistance(curves.Test))
        : new FactRow(curves.Symbol, rule, curves.Fit.Values[rule.Key], curves.Test.Values[rule.Key], curves.Simulated.Values[rule.Key]));
}
