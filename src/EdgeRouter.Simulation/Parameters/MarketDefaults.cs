using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>The values that <c>src/docs/MARKET.md</c> explains, fixed before any model was trained on them.</summary>
internal static class MarketDefaults
{
    public static MarketParameters CreateDefault() => new()
    {
        Instruments =
        [
            new()
            {
                Symbol = "ALFA",
                OpenPrice = 24.0,
                HalfSpreadTicks = 0.05,
                RequoteTicks = 0.4,
                SizeScale = 2.5,
                TakerClusterSecondsMean = 0.6,
                TakerLotsMedian = 2.0,
                AverageDailyVolume = 50_000_000,
                AverageTrueRangeNanos = 450_000_000,
            },
            new()
            {
                Symbol = "BRAV",
                OpenPrice = 62.0,
                HalfSpreadTicks = 0.3,
                RequoteTicks = 0.5,
                SizeScale = 1.0,
                TakerClusterSecondsMean = 0.8,
                TakerLotsMedian = 1.2,
                AverageDailyVolume = 15_000_000,
                AverageTrueRangeNanos = 1_150_000_000,
            },
            new()
            {
                Symbol = "CHAR",
                OpenPrice = 148.0,
                HalfSpreadTicks = 1.1,
                RequoteTicks = 1.0,
                SizeScale = 0.7,
                TakerClusterSecondsMean = 1.0,
                TakerLotsMedian = 1.0,
                AverageDailyVolume = 8_000_000,
                AverageTrueRangeNanos = 2_700_000_000,
            },
        ],
        Venues = [CreateLitA(), CreateLitB(), CreateInverted(), CreateSlow(), CreateNaturalDark(), CreateToxicDark()],
    };

    public static MarketParameters CreateTaq(string folder, string date)
    {
        MarketParameters defaults = CreateDefault();
        string[] symbols = ["BAC", "AIG", "IBM"];
        return defaults with
        {
            Instruments = [.. defaults.Instruments.Select((instrument, index) => instrument with { Symbol = symbols[index] })],
            TaqPath = folder,
            TaqDate = date,
        };
    }

    public static MarketParameters CreateNull()
    {
        MarketParameters defaults = CreateDefault();
        return defaults with
        {
            Instruments = [.. defaults.Instruments.Select(instrument => instrument with { RequoteTicks = 0.999, HalfSpreadTicks = 0.4, SizeScale = 1.0 })],
            Venues = [.. Enumerable.Range(0, 6).Select(CreateNullVenue)],
            Price = new PriceParameters
            {
                IsTickWalk = true,
                VolatilityBps = 0.9,
                VolatileFactor = 1.0,
                BurstSecondsMean = 0.0,
            },
            Flow = new FlowParameters
            {
                BurstTakersPerSecond = 0.0,
                PickOffProbability = 0.0,
                TouchImbalance = 0.0,
                FadeTriggerLots = 0.0,
                TakerLotsMax = 20,
            },
        };
    }

    private static VenueParameters CreateLitA() => new()
    {
        Name = "LITA",
        Kind = VenueKind.Lit,
        TakerFeeNanos = 3_000_000,
        MakerFeeNanos = -2_000_000,
        StaticRank = 2,
        LatencyNs = 90_000,
        MakerLagNs = 150_000,
        AtTouchProbability = 0.95,
        LevelLotsMean = 5.0,
        ReplenishNs = 200_000_000,
        FadeProbability = 0.5,
    };

    private static VenueParameters CreateLitB() => new()
    {
        Name = "LITB",
        Kind = VenueKind.Lit,
        TakerFeeNanos = 2_800_000,
        MakerFeeNanos = -1_800_000,
        StaticRank = 2,
        LatencyNs = 140_000,
        FeedLatencyNs = 80_000,
        MakerLagNs = 180_000,
        AtTouchProbability = 0.85,
        LevelLotsMean = 4.0,
        ReplenishNs = 250_000_000,
        FadeProbability = 0.5,
    };

    private static VenueParameters CreateInverted() => new()
    {
        Name = "INVX",
        Kind = VenueKind.Inverted,
        TakerFeeNanos = -1_600_000,
        MakerFeeNanos = 1_900_000,
        StaticRank = 1,
        LatencyNs = 120_000,
        FeedLatencyNs = 70_000,
        MakerLagNs = 160_000,
        AtTouchProbability = 0.75,
        LevelLotsMean = 2.0,
        ReplenishNs = 400_000_000,
        FadeProbability = 0.6,
    };

    private static VenueParameters CreateSlow() => new()
    {
        Name = "SLOW",
        Kind = VenueKind.Lit,
        TakerFeeNanos = 1_000_000,
        MakerFeeNanos = -500_000,
        StaticRank = 3,
        LatencyNs = 3_500_000,
        LatencyJitterNs = 500_000,
        MatchingNs = 4_000_000,
        FeedLatencyNs = 1_500_000,
        MakerLagNs = 3_000_000,
        MakerLagJitterNs = 3_000_000,
        HalfSpreadOffsetTicks = 0.2,
        AtTouchProbability = 0.7,
        LevelLotsMean = 4.0,
        ReplenishNs = 600_000_000,
        FadeProbability = 0.8,
        IsTakerRoutable = false,
    };

    private static VenueParameters CreateNaturalDark() => new()
    {
        Name = "DRKA",
        Kind = VenueKind.Midpoint,
        MidpointFeeNanos = 1_000_000,
        StaticRank = 0,
        LatencyNs = 350_000,
        FeedLatencyNs = 100_000,
        MidpointTakerShare = 0.25,
        Hidden = new HiddenParameters
        {
            LotsMean = 12.0,
            LeakProbability = 0.03,
            LeakTicksMax = 1,
        },
    };

    private static VenueParameters CreateToxicDark() => new()
    {
        Name = "DRKB",
        Kind = VenueKind.Midpoint,
        MidpointFeeNanos = 500_000,
        StaticRank = 0,
        LatencyNs = 300_000,
        FeedLatencyNs = 100_000,
        MidpointTakerShare = 0.04,
        Hidden = new HiddenParameters
        {
            OnSecondsMean = 3.0,
            OffSecondsMean = 60.0,
            LotsMean = 2.5,
            EpochSeconds = 1.0,
            ReplenishNs = 500_000_000,
            ToxicProbability = 0.8,
            LeakProbability = 0.4,
            LeakTicksMax = 2,
        },
    };

    private static VenueParameters CreateNullVenue(int index) => new()
    {
        Name = $"NUL{(char)('A' + index)}",
        Kind = VenueKind.Lit,
        TakerFeeNanos = 1_000_000,
        MakerFeeNanos = 1_000_000,
        StaticRank = 0,
        MakerLagJitterNs = 0,
        LevelLotsMean = 400.0,
        LevelLotsSigma = 0.1,
        ReplenishNs = 200_000_000,
    };
}
