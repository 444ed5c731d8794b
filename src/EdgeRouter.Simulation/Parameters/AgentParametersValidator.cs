using System.Globalization;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>Holds the agents' parameters and the schedule against their ranges.</summary>
internal static class AgentParametersValidator
{
    private const long Second = 1_000_000_000;
    private const double BranchingMax = 0.95;

    public static void Validate(MarketParameters market, RangeCheck check)
    {
        ValidatePrice(market.Price, check.At("price"));
        ValidateFlow(market.Flow, check.At("flow"));
        for (int i = 0; i < market.Instruments.Count; i++)
        {
            ValidateInstrument(market.Instruments[i], check.At($"instruments[{i}]"));
            ValidateWeights(market, i, check.At($"instruments[{i}]"));
        }

        for (int v = 0; v < market.Venues.Count; v++)
        {
            VenueParameters venue = market.Venues[v];
            check.In($"venues[{v}].takerWeight", venue.TakerWeight, 0, 1_000);
            check.In($"venues[{v}].statedLatencyNs", venue.StatedLatencyNs ?? 1, 1, Second);
            check.In($"venues[{v}].hidden.metaorderProbability", venue.Hidden?.MetaorderProbability ?? 0, 0, 1);
        }

        check.In("schedule count", market.Schedule?.Count ?? 0, 0, 1_000);
        for (int s = 0; s < (market.Schedule?.Count ?? 0); s++)
        {
            ValidateEntry(market, market.Schedule![s], check.At($"schedule[{s}]"));
        }
    }

    private static void ValidatePrice(PriceParameters p, RangeCheck check)
    {
        check.In("volatility count", p.Volatility?.Count ?? 0, 0, 6);
        foreach (VolatilityComponent component in p.Volatility ?? [])
        {
            check.In("volatility.decaySeconds", component.DecaySeconds, 1, 100_000);
            check.In("volatility.logSigma", component.LogSigma, 0, 2);
        }

        ValidateProfile(p.VolatilityProfile, "volatilityProfile", check);
        check.In("burstReversal", p.BurstReversal, 0, 1);
        check.In("burstReversalSeconds", p.BurstReversalSeconds, 0.1, 60);
        if (p.Drift is { } drift)
        {
            check.In("drift.legSecondsMean", drift.LegSecondsMean, 1, 36_000);
            check.In("drift.bpsPerMinute", drift.BpsPerMinute, 0, 1_000);
            check.In("drift.upProbability", drift.UpProbability, 0, 1);
        }

        if (p.News is { } news)
        {
            check.In("news.secondsMean", news.SecondsMean, 0, 360_000);
            check.That(news.SecondsMean is 0 or >= 10, "news.secondsMean", news.SecondsMean.ToString(CultureInfo.InvariantCulture), "0 (none) or at least 10");
            check.In("news.minBps", news.MinBps, 0.1, 2_000);
            check.In("news.maxBps", news.MaxBps, news.MinBps, 2_000);
            check.In("news.jumpNs", news.JumpNs, 1_000, Second);
            ValidateSurge(news.After, check.At("news.after"));
        }
    }

    private static void ValidateProfile(IReadOnlyList<double>? profile, string key, RangeCheck check)
    {
        check.In($"{key} count", profile?.Count ?? 0, 0, 100);
        foreach (double factor in profile ?? [])
        {
            check.In(key, factor, 0.05, 20);
        }
    }

    private static void ValidateSurge(SurgeParameters p, RangeCheck check)
    {
        check.In("volatilityFactor", p.VolatilityFactor, 0.1, 20);
        check.In("rateFactor", p.RateFactor, 0.1, 20);
        check.In("spreadTicks", p.SpreadTicks, 0, 100);
        check.In("decaySeconds", p.DecaySeconds, 0.1, 36_000);
    }

    private static void ValidateFlow(FlowParameters p, RangeCheck check)
    {
        check.In("pickOffCalmProbability", p.PickOffCalmProbability, 0, 1);
        check.In("oneSidedShare", p.OneSidedShare, 0.5, 1);
        check.In("vanishProbability", p.VanishProbability, 0, 1);
        ValidateProfile(p.RateProfile, "rateProfile", check);
        ValidateHawkes(p.Hawkes, check.At("hawkes"));
        ValidateMetaorders(p.Metaorders, check.At("metaorders"));
        ValidateKnowing(p, check);
        ValidateImpact(p.Impact, check.At("impact"));
        if (p.Inventory is { } inventory)
        {
            check.In("inventory.windowSeconds", inventory.WindowSeconds, 1, 600);
            check.In("inventory.skewTicksPerLot", inventory.SkewTicksPerLot, 0, 10);
            check.In("inventory.skewTicksMax", inventory.SkewTicksMax, 0, 20);
            check.In("inventory.sizeSkew", inventory.SizeSkew, 0, 0.9);
        }

        if (p.Race is { } race)
        {
            check.In("race.probability", race.Probability, 0, 1);
            check.In("race.triggerLots", race.TriggerLots, 0, 100_000);
            check.In("race.minNs", race.MinNs, 1_000, Second);
            check.In("race.maxNs", race.MaxNs, race.MinNs, Second);
            check.In("race.touchShare", race.TouchShare, 0, 1);
        }

        if (p.Crowd is { } crowd)
        {
            check.In("crowd.probability", crowd.Probability, 0, 1);
            check.In("crowd.lotsMean", crowd.LotsMean, 0.01, 10_000);
            check.In("crowd.minNs", crowd.MinNs, 1_000, Second);
            check.In("crowd.maxNs", crowd.MaxNs, crowd.MinNs, Second);
        }
    }

    private static void ValidateKnowing(FlowParameters p, RangeCheck check)
    {
        if (p.Informed is { } informed)
        {
            check.In("informed.horizonSeconds", informed.HorizonSeconds, 0.01, 600);
            check.In("informed.minBps", informed.MinBps, 0.01, 1_000);
            check.In("informed.knownProbability", informed.KnownProbability, 0, 1);
            check.In("informed.strength", informed.Strength, 0, 1);
            check.In("informed.takersMean", informed.TakersMean, 0, 100);
            check.In("informed.lotsMedian", informed.LotsMedian, 0.01, 10_000);
        }

        if (p.Momentum is { } momentum)
        {
            check.In("momentum.windowSeconds", momentum.WindowSeconds, 0.1, 3_600);
            check.In("momentum.thresholdBps", momentum.ThresholdBps, 0.01, 1_000);
            check.In("momentum.takersPerSecond", momentum.TakersPerSecond, 0, 100);
            check.In("momentum.lotsMedian", momentum.LotsMedian, 0.01, 10_000);
        }
    }

    private static void ValidateHawkes(HawkesParameters? p, RangeCheck check)
    {
        if (p is null)
        {
            return;
        }

        check.In("kernels count", p.Kernels.Count, 0, 8);
        foreach (HawkesKernel kernel in p.Kernels)
        {
            check.In("kernels.branchingRatio", kernel.BranchingRatio, 0, BranchingMax);
            check.In("kernels.decaySeconds", kernel.DecaySeconds, 0.0001, 10_000);
        }

        check.In("sum of branchingRatio", p.Kernels.Sum(k => k.BranchingRatio), 0, BranchingMax);
        check.In("signInheritance", p.SignInheritance, 0, 1);
    }

    private static void ValidateMetaorders(MetaorderParameters? p, RangeCheck check)
    {
        if (p is null)
        {
            return;
        }

        check.In("secondsMean", p.SecondsMean, 1, 360_000);
        check.In("childrenMin", p.ChildrenMin, 1, 10_000);
        check.In("tailExponent", p.TailExponent, 0.5, 10);
        check.In("childrenMax", p.ChildrenMax, p.ChildrenMin, 100_000);
        check.In("secondsBetweenChildren", p.SecondsBetweenChildren, 0.01, 3_600);
        check.In("childLotsMedian", p.ChildLotsMedian, 0.01, 10_000);
    }

    private static void ValidateImpact(ImpactParameters? p, RangeCheck check)
    {
        if (p is null)
        {
            return;
        }

        check.In("scaleBps", p.ScaleBps, 0, 100);
        check.In("concavity", p.Concavity, 0, 1);
        check.In("foreseenExponent", p.ForeseenExponent, 0, 2);
        check.In("tauSeconds", p.TauSeconds, 0.001, 600);
        check.In("decayExponent", p.DecayExponent, 0.05, 2);
        check.In("memorySeconds", p.MemorySeconds, 4 * p.TauSeconds, 100_000);
        check.In("ownFactor", p.OwnFactor, 0, 10);
        check.In("ownMidpointFactor", p.OwnMidpointFactor, 0, 1);
        check.In("ownMemorySeconds", p.OwnMemorySeconds, 4 * p.TauSeconds, 3_600);
    }

    private static void ValidateWeights(MarketParameters market, int instrument, RangeCheck check)
    {
        IReadOnlyList<double>? weights = market.Instruments[instrument].TakerWeights;
        check.In("takerWeights count", weights?.Count ?? market.Venues.Count, market.Venues.Count, market.Venues.Count);
        foreach (double weight in weights ?? [])
        {
            check.In("takerWeights", weight, 0, 1_000);
        }
    }

    private static void ValidateInstrument(InstrumentParameters p, RangeCheck check)
    {
        check.In("volatilityScale", p.VolatilityScale, 0.01, 100);
        check.In("halfSpreadSigma", p.HalfSpreadSigma, 0, 2);
        check.In("impactScale", p.ImpactScale, 0, 100);
        check.In("offExchangeShare", p.OffExchangeShare ?? 0, 0, 1);
        ValidateHawkes(p.Hawkes, check.At("hawkes"));
        ValidateMetaorders(p.Metaorders, check.At("metaorders"));
        if (p.Sizes is { } sizes)
        {
            check.In("sizes.sigma", sizes.Sigma, 0, 3);
            check.In("sizes.tailProbability", sizes.TailProbability, 0, 1);
            check.In("sizes.tailLotsMin", sizes.TailLotsMin, 0.1, 100_000);
            check.In("sizes.tailExponent", sizes.TailExponent, 0.5, 10);
            check.In("sizes.roundNumberShare", sizes.RoundNumberShare, 0, 1);
            check.In("sizes.oddLotShare", sizes.OddLotShare, 0, 1);
            check.In("sizes.lotsMax", sizes.LotsMax, 1, 100_000);
        }
    }

    private static void ValidateEntry(MarketParameters market, ScheduleEntry p, RangeCheck check)
    {
        check.In("from", p.From, 0, 1);
        check.In("to", p.To, p.From, 1);
        check.That(p.Venue is null || market.Venues.Any(v => v.Name == p.Venue), "venue", p.Venue ?? "(absent)", "a venue of the market");
        check.That(p.Instrument is null || market.Instruments.Any(i => i.Symbol == p.Instrument), "instrument", p.Instrument ?? "(absent)", "an instrument of the market");
        bool needsVenue = p.Kind is ScheduleKind.Outage or ScheduleKind.QualityChange;
        check.That(!needsVenue || p.Venue is not null, "venue", "(absent)", $"given for {p.Kind}");
        check.That(p.Kind != ScheduleKind.QualityChange == p.Quality is null, "quality", p.Quality is null ? "absent" : "given", "given for QualityChange and only for it");
        check.That(p.Kind != ScheduleKind.Surge || p.Surge is not null, "surge", "absent", "given for Surge");
        check.In("jumpBps", p.JumpBps ?? 0, -2_000, 2_000);
        if (p.Surge is { } surge)
        {
            ValidateSurge(surge, check.At("surge"));
        }

        if (p.Quality is { } quality)
        {
            ValidateQuality(quality, check.At("quality"));
        }
    }

    private static void ValidateQuality(QualityParameters p, RangeCheck check)
    {
        check.In("sizeFactor", p.SizeFactor ?? 1, 0.01, 100);
        check.In("atTouchProbability", p.AtTouchProbability ?? 1, 0, 1);
        check.In("fadeProbability", p.FadeProbability ?? 1, 0, 1);
        check.In("toxicProbability", p.ToxicProbability ?? 1, 0, 1);
        check.In("naturalProbability", p.NaturalProbability ?? 1, 0, 1);
        check.In("latencyFactor", p.LatencyFactor ?? 1, 0.1, 1_000);
        check.In("takerFeeNanos", p.TakerFeeNanos ?? 0, -10_000_000, 10_000_000);
        check.In("makerFeeNanos", p.MakerFeeNanos ?? 0, -10_000_000, 10_000_000);
    }
}
