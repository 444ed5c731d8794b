using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Worlds;

/// <summary>The world to learn in: ten venues of every kind, all agents on. <c>src/docs/WORLDS.md</c> gives every value and its reason.</summary>
internal static class StreetWorld
{
    /// <summary>The venue that a regime changes or takes away: the primary.</summary>
    public const string Primary = "LITA";

    /// <summary>The natural dark venue.</summary>
    public const string NaturalDark = "DRKN";

    public static MarketParameters Create() => new()
    {
        Instruments =
        [
            CreateInstrument("DELT", 21.0, halfSpreadTicks: 0.05, requoteTicks: 0.4, sizeScale: 2.5, clusterSeconds: 0.9, lots: 2.0, volume: 45_000_000, range: 420_000_000),
            CreateInstrument("ECHO", 57.0, halfSpreadTicks: 0.3, requoteTicks: 0.5, sizeScale: 1.0, clusterSeconds: 1.2, lots: 1.2, volume: 14_000_000, range: 1_080_000_000),
            CreateInstrument("FOXT", 139.0, halfSpreadTicks: 1.0, requoteTicks: 0.9, sizeScale: 0.7, clusterSeconds: 1.5, lots: 1.0, volume: 8_000_000, range: 2_600_000_000),
        ],
        Venues = CreateVenues(),
        Price = CreatePrice(),
        Flow = CreateFlow(),
    };

    public static PriceParameters CreatePrice() => new()
    {
        VolatilityBps = 0.4,
        VolatileFactor = 1.0,
        BurstSecondsMean = 45.0,
        Volatility = [new() { DecaySeconds = 10.0, LogSigma = 0.25 }, new() { DecaySeconds = 120.0, LogSigma = 0.3 }, new() { DecaySeconds = 1_200.0, LogSigma = 0.3 }],
        VolatilityProfile = [1.5, 1.05, 0.9, 0.85, 0.85, 0.9, 1.05],
        News = new() { SecondsMean = 7_200.0 },
    };

    public static FlowParameters CreateFlow() => new()
    {
        BurstTakersPerSecond = 3.0,
        PickOffCalmProbability = 0.25,
        RateProfile = [1.5, 1.0, 0.85, 0.8, 0.85, 1.0, 1.4],
        Hawkes = new()
        {
            Kernels =
            [
                new() { BranchingRatio = 0.35, DecaySeconds = 0.05 },
                new() { BranchingRatio = 0.2, DecaySeconds = 1.0 },
                new() { BranchingRatio = 0.1, DecaySeconds = 20.0 },
            ],
            SignInheritance = 0.6,
        },
        Informed = new(),
        Momentum = new(),
        Metaorders = new() { SecondsMean = 60.0, ChildrenMin = 8.0, ChildrenMax = 400.0, SecondsBetweenChildren = 1.5 },
        Impact = new() { ScaleBps = 0.12 },
        Inventory = new(),
        Race = new(),
    };

    private static InstrumentParameters CreateInstrument(
        string symbol, double price, double halfSpreadTicks, double requoteTicks, double sizeScale, double clusterSeconds, double lots, long volume, long range) => new()
        {
            Symbol = symbol,
            OpenPrice = price,
            HalfSpreadTicks = halfSpreadTicks,
            RequoteTicks = requoteTicks,
            SizeScale = sizeScale,
            TakerClusterSecondsMean = clusterSeconds,
            TakerLotsMedian = lots,
            AverageDailyVolume = volume,
            AverageTrueRangeNanos = range,
        };

    private static VenueParameters[] CreateVenues() =>
    [
        CreateLit(Primary, takerFee: 3_000_000, makerFee: -2_000_000, latencyNs: 90_000, lagNs: 150_000, atTouch: 0.95, lots: 4.0) with { MakerReserveShare = 0.15, MakerHiddenShare = 0.05 },
        CreateLit("LITB", takerFee: 2_800_000, makerFee: -1_800_000, latencyNs: 140_000, lagNs: 180_000, atTouch: 0.85, lots: 3.0) with { MakerReserveShare = 0.1, ReplenishNs = 250_000_000 },
        CreateLit("LITC", takerFee: 2_900_000, makerFee: -2_100_000, latencyNs: 180_000, lagNs: 200_000, atTouch: 0.7, lots: 2.5) with
        {
            ReplenishNs = 300_000_000,
            WayThereTail = new() { MeanNs = 25_000, Sigma = 1.2, CapNs = 2_000_000 },
        },
        CreateLit("INVX", takerFee: -1_600_000, makerFee: 1_900_000, latencyNs: 120_000, lagNs: 160_000, atTouch: 0.7, lots: 1.5) with
        {
            Kind = VenueKind.Inverted,
            StaticRank = 1,
            ReplenishNs = 400_000_000,
            FadeProbability = 0.6,
        },
        CreateLit("BUMP", takerFee: 900_000, makerFee: 0, latencyNs: 130_000, lagNs: 150_000, atTouch: 0.8, lots: 2.0) with
        {
            SpeedBumpNs = 350_000,
            StaticRank = 3,
            ReplenishNs = 350_000_000,
            FadeProbability = 0.7,
        },
        CreateLit("PROR", takerFee: 2_000_000, makerFee: -1_000_000, latencyNs: 150_000, lagNs: 190_000, atTouch: 0.75, lots: 3.0) with
        {
            ProRata = new() { FirstShareBps = 2_000 },
            StaticRank = 3,
            ReplenishNs = 350_000_000,
        },
        CreateLit("SLOW", takerFee: 1_000_000, makerFee: -500_000, latencyNs: 3_500_000, lagNs: 3_000_000, atTouch: 0.7, lots: 3.0) with
        {
            LatencyJitterNs = 500_000,
            MatchingNs = 4_000_000,
            FeedLatencyNs = 1_500_000,
            MakerLagJitterNs = 3_000_000,
            HalfSpreadOffsetTicks = 0.2,
            StaticRank = 4,
            ReplenishNs = 600_000_000,
            FadeProbability = 0.8,
            IsTakerRoutable = false,
        },
        CreateNaturalDark(),
        CreateToxicDark(),
        CreateAuction(),
    ];

    private static VenueParameters CreateLit(string name, long takerFee, long makerFee, long latencyNs, long lagNs, double atTouch, double lots) => new()
    {
        Name = name,
        Kind = VenueKind.Lit,
        TakerFeeNanos = takerFee,
        MakerFeeNanos = makerFee,
        StaticRank = 2,
        LatencyNs = latencyNs,
        FeedLatencyNs = 70_000,
        MakerLagNs = lagNs,
        AtTouchProbability = atTouch,
        LevelLotsMean = lots,
        FadeProbability = 0.5,
    };

    private static VenueParameters CreateNaturalDark() => new()
    {
        Name = NaturalDark,
        Kind = VenueKind.Midpoint,
        MidpointFeeNanos = 1_000_000,
        StaticRank = 0,
        LatencyNs = 350_000,
        FeedLatencyNs = 100_000,
        MidpointTakerShare = 0.25,
        Hidden = new()
        {
            OnSecondsMean = 20.0,
            OffSecondsMean = 60.0,
            LotsMean = 12.0,
            MinimumLots = 2.0,
            LeakProbability = 0.03,
            LeakTicksMax = 1,
            MetaorderProbability = 0.7,
        },
    };

    private static VenueParameters CreateToxicDark() => new()
    {
        Name = "DRKT",
        Kind = VenueKind.Midpoint,
        MidpointFeeNanos = 500_000,
        StaticRank = 5,
        LatencyNs = 300_000,
        FeedLatencyNs = 100_000,
        MidpointTakerShare = 0.05,
        Hidden = new()
        {
            OnSecondsMean = 3.0,
            OffSecondsMean = 60.0,
            LotsMean = 2.5,
            EpochSeconds = 1.0,
            ReplenishNs = 500_000_000,
            ToxicProbability = 0.7,
            LeakProbability = 0.4,
            LeakTicksMax = 2,
        },
    };

    private static VenueParameters CreateAuction() => new()
    {
        Name = "AUCT",
        Kind = VenueKind.Auction,
        MidpointFeeNanos = 600_000,
        StaticRank = 1,
        LatencyNs = 200_000,
        FeedLatencyNs = 100_000,
        Auction = new()
        {
            PeriodNs = 100_000_000,
            RandomEndNs = 50_000_000,
            ResidentPeriodNs = 3_000_000_000,
            ResidentProbability = 0.35,
            ResidentLotsMean = 5.0,
        },
    };
}
