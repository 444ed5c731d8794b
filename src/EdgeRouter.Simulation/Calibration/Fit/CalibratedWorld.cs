using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Simulation.Calibration.Facts;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Calibration.Fit;

/// <summary>The market that the fit starts from: what the facts give directly, and for the rest the assumptions that <c>src/docs/CALIBRATION.md</c> lists.</summary>
internal static class CalibratedWorld
{
    private const double TailLots = 20.0;

    /// <summary>Builds it.</summary>
    public static MarketParameters Start(IReadOnlyList<SymbolTarget> targets)
    {
        var shares = TaqVenueTable.Venues
            .Select(venue => (Venue: venue, Share: targets.Average(t => t.Facts.VenueShares.GetValueOrDefault(venue.Name))))
            .Where(pair => pair.Share > 0.0)
            .ToArray();
        return new MarketParameters
        {
            Instruments = [.. targets.Select(target => Instrument(target) with { TakerWeights = [.. shares.Select(pair => Weight(target, pair.Venue.Name)), 0.0] })],
            Venues = [.. shares.Select(pair => Displayed(pair.Venue, pair.Share)), OffExchange()],
            Price = Price(targets),
            Flow = Flow(targets),
        };
    }

    private static double Weight(SymbolTarget target, string venue) => Math.Round(0.01 + (100.0 * target.Facts.VenueShares.GetValueOrDefault(venue)), 3);

    private static InstrumentParameters Instrument(SymbolTarget target)
    {
        IReadOnlyDictionary<string, double> facts = target.Facts.Values;
        double rate = Math.Clamp(facts[FactKey.Rate] / 60.0, 0.01, 50.0);
        return new InstrumentParameters
        {
            Symbol = target.Symbol,
            OpenPrice = Math.Round(target.PriceMean, 2),
            HalfSpreadTicks = Math.Max(0.0, 0.5 * (facts[FactKey.SpreadMean] - 1.0)),
            HalfSpreadSigma = facts[FactKey.SpreadP90] > 1.5 ? 0.6 : 0.0,
            RequoteTicks = 0.9,
            SizeScale = Math.Clamp(facts[FactKey.DepthMedian] / 5.0, 0.05, 500.0),
            TakerClusterSecondsMean = Math.Clamp(1.0 / Math.Max(target.BasePerSecond, 1e-3), 0.02, 600.0),
            TakerLotsMedian = Math.Max(0.3, facts[FactKey.SizeMedian]),
            AverageDailyVolume = (long)target.DailyVolume,
            AverageTrueRangeNanos = (long)(target.DailyRange * 1e9),
            OffExchangeShare = Math.Min(0.95, 2.0 * facts[FactKey.OffExchange]),
            Hawkes = new HawkesParameters { Kernels = target.Kernels, SignInheritance = Math.Clamp(facts[FactKey.Sign1], 0.0, 0.95) },
            Sizes = Sizes(facts),
            Metaorders = new MetaorderParameters
            {
                SecondsMean = 150.0 / rate,
                ChildrenMin = 10.0,
                ChildrenMax = 1_000.0,
                TailExponent = Math.Clamp(1.0 + facts[FactKey.SignExponent], 1.2, 2.5),
                SecondsBetweenChildren = 10.0 / rate,
                ChildLotsMedian = Math.Max(0.3, facts[FactKey.SizeMedian]),
            },
        };
    }

    private static SizeLawParameters Sizes(IReadOnlyDictionary<string, double> facts) => new()
    {
        Sigma = Math.Clamp(DeterministicMath.Log(Math.Max(1.2, facts[FactKey.SizeP90] / Math.Max(0.5, facts[FactKey.SizeMedian]))) / 1.2816, 0.3, 3.0),
        TailProbability = 0.005,
        TailLotsMin = Math.Max(TailLots, facts[FactKey.SizeP99]),
        TailExponent = 1.5,
        OddLotShare = Math.Clamp(1.0 - facts[FactKey.SizeRound], 0.0, 0.5),
        LotsMax = 1_000,
    };

    private static VenueParameters Displayed(TaqVenue venue, double share) => new()
    {
        Name = venue.Name,
        Kind = venue.Kind,
        TakerFeeNanos = venue.TakerFeeNanos,
        MakerFeeNanos = venue.MakerFeeNanos,
        StaticRank = venue.Kind == VenueKind.Inverted ? 1 : 2,
        LatencyNs = venue.LatencyNs,
        AtTouchProbability = Math.Round(Math.Clamp(0.3 + (4.0 * share), 0.3, 0.95), 2),
        LevelLotsMean = Math.Round(Math.Clamp(30.0 * share, 0.5, 6.0), 2),
        LevelLotsSigma = 0.6,
        FadeProbability = 0.2,
    };

    private static VenueParameters OffExchange() => new()
    {
        Name = TaqVenueTable.OffExchangeName,
        Kind = VenueKind.Midpoint,
        MidpointFeeNanos = 1_000_000,
        StaticRank = 0,
        LatencyNs = 300_000,
        MidpointTakerShare = 1.0,
        Hidden = new HiddenParameters { OnSecondsMean = 10.0, OffSecondsMean = 0.3, LotsMean = 30.0, ReplenishNs = 200_000_000, EpochSeconds = 0.5 },
    };

    private static PriceParameters Price(IReadOnlyList<SymbolTarget> targets) => new()
    {
        StepSecondsMean = 0.25,
        VolatilityBps = 0.6,
        VolatileFactor = 1.0,
        BurstSecondsMean = 120.0,
        BurstMinNs = 20_000_000,
        BurstMaxNs = 400_000_000,
        BurstStepNs = 10_000_000,
        Volatility =
        [
            new() { DecaySeconds = 15.0, LogSigma = 0.25 },
            new() { DecaySeconds = 120.0, LogSigma = 0.25 },
            new() { DecaySeconds = 1_200.0, LogSigma = 0.2 },
        ],
        VolatilityProfile = Profile(targets, FactKey.VolatilityProfile),
    };

    private static FlowParameters Flow(IReadOnlyList<SymbolTarget> targets) => new()
    {
        BurstTakersPerSecond = 0.0,
        FeeAwareShare = 0.05,
        PickOffMinNs = 5_000,
        PickOffMaxNs = 120_000,
        PickOffProbability = 0.1,
        PickOffCalmProbability = 0.05,
        PickOffLotsMax = 1,
        RateProfile = Profile(targets, FactKey.RateProfile),
        Impact = new ImpactParameters { ScaleBps = 0.2, Concavity = 0.4, TauSeconds = 10.0, DecayExponent = 0.2, ForeseenExponent = 0.5 },
    };

    // Over all symbols alike: the market's parameters know one shape of the day.
    private static double[] Profile(IReadOnlyList<SymbolTarget> targets, string key) =>
        [.. targets[0].Facts.Curves[key].Y.Select((_, i) => Math.Round(Math.Clamp(targets.Average(t => t.Facts.Curves[key].Y[i]), 0.1, 10.0), 3))];
}
