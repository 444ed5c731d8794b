using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>Holds every parameter against its range and names the first that is outside.</summary>
public static class MarketParametersValidator
{
    private const long Second = 1_000_000_000;
    private const long Millisecond = 1_000_000;

    /// <summary>Checks all parameters.</summary>
    /// <param name="parameters">What to check.</param>
    /// <param name="name">What to call them in errors.</param>
    /// <exception cref="EdgeRouterException">ER7053: names the key, its value and its range.</exception>
    public static void Validate(MarketParameters parameters, string name)
    {
        var check = new RangeCheck(name);
        check.In("instruments count", parameters.Instruments.Count, 1, 64);
        check.In("venues count", parameters.Venues.Count, 1, Universe.VenueCountMax);
        check.In("durationSeconds", parameters.DurationSeconds, 1, 23_400);
        check.That(parameters.TaqPath is null || IsDate(parameters.TaqDate), "taqDate", parameters.TaqDate ?? "(absent)", "yyyyMMdd when taqPath is given");
        for (int i = 0; i < parameters.Instruments.Count; i++)
        {
            ValidateInstrument(parameters.Instruments[i], check.At($"instruments[{i}]"));
        }

        for (int v = 0; v < parameters.Venues.Count; v++)
        {
            VenueParametersValidator.Validate(parameters.Venues[v], check.At($"venues[{v}]"));
        }

        check.Unique("symbol", parameters.Instruments.Select(i => i.Symbol));
        check.Unique("venue name", parameters.Venues.Select(v => v.Name));
        check.That(parameters.Venues.Any(v => v.Kind is VenueKind.Lit or VenueKind.Inverted), "venues", "all undisplayed", "at least one Lit or Inverted venue");
        check.In("sum of midpointTakerShare", parameters.Venues.Sum(v => v.MidpointTakerShare), 0, 1);
        ValidatePrice(parameters.Price, check.At("price"));
        ValidateFlow(parameters.Flow, check.At("flow"));
        FeedParametersCheck.Validate(parameters.Feed, check.At("feed"));
        AgentParametersValidator.Validate(parameters, check);
    }

    private static bool IsDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static void ValidateInstrument(InstrumentParameters p, RangeCheck check)
    {
        bool isTicker = p.Symbol.Length is >= 1 and <= 6 && p.Symbol.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        check.That(isTicker, "symbol", p.Symbol, "1 to 6 upper-case letters or digits");
        check.In("openPrice", p.OpenPrice, 1, 100_000);
        check.In("tickNanos", p.TickNanos, 2_000, 1_000_000_000);
        check.That(p.TickNanos % 2_000 == 0, "tickNanos", p.TickNanos.ToString(CultureInfo.InvariantCulture), "a multiple of 2000: the feed carries midpoints in whole micros");
        check.That(p.OpenPrice * 1e9 >= 100.0 * p.TickNanos, "tickNanos", p.TickNanos.ToString(CultureInfo.InvariantCulture), "at most a hundredth of openPrice");
        check.In("roundLot", p.RoundLot, 1, 10_000);
        check.In("halfSpreadTicks", p.HalfSpreadTicks, 0, 100);
        check.In("requoteTicks", p.RequoteTicks, 0.05, 100);
        check.In("sizeScale", p.SizeScale, 0.01, 1_000);
        check.In("takerClusterSecondsMean", p.TakerClusterSecondsMean, 0.01, 3_600);
        check.In("takerLotsMedian", p.TakerLotsMedian, 0.01, 10_000);
        check.In("averageDailyVolume", p.AverageDailyVolume, 1, 1e12);
        check.In("averageTrueRangeNanos", p.AverageTrueRangeNanos, 0, 1e15);
        ValidateTicks(p, check);
    }

    private static void ValidateTicks(InstrumentParameters p, RangeCheck check)
    {
        if (p.TickBands is not { } bands)
        {
            return;
        }

        check.In("tickBands count", bands.Count, 1, 64);
        for (int i = 0; i < bands.Count; i++)
        {
            RangeCheck at = check.At($"tickBands[{i}]");
            at.That(
                i == 0 ? bands[i].PriceFromNanos == 0 : bands[i].PriceFromNanos > bands[i - 1].PriceFromNanos,
                "priceFromNanos", bands[i].PriceFromNanos.ToString(CultureInfo.InvariantCulture), "0 in the first band and rising after it");
            at.In("tickNanos", bands[i].TickNanos, 2_000, p.TickNanos);
            bool divides = bands[i].TickNanos > 0 && bands[i].TickNanos % 2_000 == 0 && p.TickNanos % bands[i].TickNanos == 0;
            at.That(divides, "tickNanos", bands[i].TickNanos.ToString(CultureInfo.InvariantCulture), "a multiple of 2000 that divides the instrument's tickNanos");
        }

        check.That(bands.Any(b => b.TickNanos == p.TickNanos), "tickBands", "without the instrument's tickNanos", "bands of which the coarsest has the instrument's tickNanos");
    }

    private static void ValidatePrice(PriceParameters p, RangeCheck check)
    {
        check.In("stepSecondsMean", p.StepSecondsMean, 0.001, 3_600);
        check.In("volatilityBps", p.VolatilityBps, 0.001, 100);
        check.In("calmSecondsMean", p.CalmSecondsMean, 1, 36_000);
        check.In("volatileSecondsMean", p.VolatileSecondsMean, 1, 36_000);
        check.In("volatileFactor", p.VolatileFactor, 1, 20);
        check.In("burstSecondsMean", p.BurstSecondsMean, 0, 36_000);
        check.That(p.BurstSecondsMean is 0 or >= 2, "burstSecondsMean", p.BurstSecondsMean.ToString(CultureInfo.InvariantCulture), "0 (none) or at least 2");
        check.In("burstMinBps", p.BurstMinBps, 0.1, 1_000);
        check.In("burstMaxBps", p.BurstMaxBps, p.BurstMinBps, 1_000);
        check.In("burstMinNs", p.BurstMinNs, Millisecond, 60 * Second);
        check.In("burstMaxNs", p.BurstMaxNs, p.BurstMinNs, 60 * Second);
        check.In("burstStepNs", p.BurstStepNs, Millisecond, Second);
    }

    private static void ValidateFlow(FlowParameters p, RangeCheck check)
    {
        check.In("clusterCountMean", p.ClusterCountMean, 1, 100);
        check.In("clusterGapSecondsMean", p.ClusterGapSecondsMean, 0.0001, 60);
        check.In("takerLotsSigma", p.TakerLotsSigma, 0, 3);
        check.In("takerLotsMax", p.TakerLotsMax, 1, 100_000);
        check.In("feeAwareShare", p.FeeAwareShare, 0, 1);
        check.In("burstTakersPerSecond", p.BurstTakersPerSecond, 0, 1_000);
        check.In("pickOffProbability", p.PickOffProbability, 0, 1);
        check.In("pickOffMinNs", p.PickOffMinNs, 1_000, Second);
        check.In("pickOffMaxNs", p.PickOffMaxNs, p.PickOffMinNs, 10 * Second);
        check.In("pickOffLotsMax", p.PickOffLotsMax, 1, 100_000);
        check.In("makerLevels", p.MakerLevels, 1, 8);
        check.In("sizeEpochNs", p.SizeEpochNs, 10 * Millisecond, 3_600 * Second);
        check.In("touchImbalance", p.TouchImbalance, 0, 0.9);
        check.In("fadeTriggerLots", p.FadeTriggerLots, 0, 100_000);
        check.In("fadeDelayNs", p.FadeDelayNs, 0, Second);
        check.In("fadeMinNs", p.FadeMinNs, Millisecond, 60 * Second);
        check.In("fadeMaxNs", p.FadeMaxNs, p.FadeMinNs, 60 * Second);
    }
}
