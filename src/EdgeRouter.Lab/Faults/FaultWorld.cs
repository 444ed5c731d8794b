using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Lab.Faults;

/// <summary>The small world of every run: two instruments, two lit venues, an inverted one and two midpoint ones, one of which takes conditional orders.</summary>
internal static class FaultWorld
{
    public const long Tick = 10_000_000;
    public const long StartNs = 1_000 * TimeUnits.Second;
    public const int VenueCount = 5;
    public const int InstrumentCount = 2;
    public const int ClientCount = 4;

    /// <summary>Policies among which the first draws choose: a policy that comes later is drawn by itself, so that the runs of most seeds stay what they were.</summary>
    public const int FirstPolicyCount = 8;

    public const ushort LineAPort = 15_001;
    public const ushort LineBPort = 16_001;
    private const ulong LatePolicyStream = 0x4C41_5445;

    public static readonly string[] Symbols = ["AAA", "BBB"];
    public static readonly string[] VenueNames = ["LITA", "LITB", "INVC", "DRKA", "DRKB"];

    /// <summary>A universe of its own for each process: reference data change it.</summary>
    public static Universe Universe() => new(
        [.. Enumerable.Range(0, InstrumentCount).Select(i => new Instrument { Id = new InstrumentId(i), Symbol = Symbols[i], TickNanos = Tick })],
        [
            Lit(0, VenueKind.Lit, 3_000_000, -2_000_000, 60_000, 2),
            Lit(1, VenueKind.Lit, 2_500_000, -1_500_000, 140_000, 3),
            Lit(2, VenueKind.Inverted, -1_000_000, 1_800_000, 220_000, 2),
            Dark(3, VenueCapabilities.All & ~VenueCapabilities.Conditional, 100_000),
            Dark(4, VenueCapabilities.All, 180_000),
        ]);

    /// <summary>The router's configuration; the seed chooses among policies and what is explored.</summary>
    public static RouterSetup Setup(FaultOptions options)
    {
        ulong seed = options.Seed;
        var random = new DeterministicRandom(seed, 11);
        string policy = PolicyIds.Names[random.NextInt32(FirstPolicyCount)];
        policy = new DeterministicRandom(seed, LatePolicyStream).NextInt32(16) == 0 ? PolicyIds.Names[PolicyIds.Proportional - 1] : policy;
        bool explores = policy != "random" && random.NextBool(0.3);
        return new RouterSetup
        {
            Universe = Universe(),
            Feeds = [.. Enumerable.Range(0, VenueCount).Select(Feed)],
            Policy = policy,
            Engine = new EngineOptions { ParentCapacity = 128, ChildCapacity = 4096, TimerCapacity = 16_384, MarkCapacity = 4096 },
            Policies = new PolicyOptions
            {
                Waterfall = new WaterfallOptions { SweepsBeyondTouch = random.NextBool(0.5) },
                Exploration = new ExplorationOptions { Rate = explores ? 0.3 : 0.0, Seed = seed },
            },
            Risk = Limits(2, options.LoadsReference),
            Scales = new ScoreScales(20, 20, 20),
        };
    }

    /// <summary>Risk limits from narrow (0) to wide (3); strict ones bound what all positions are worth, and know what is hard to borrow.</summary>
    public static RiskLimits Limits(int width, bool isStrict) => new()
    {
        PriceCollarBps = 50 << width,
        OrderQuantityMax = 800 << width,
        OrderNotionalMax = 80_000L << width,
        OpenNotionalMax = 200_000L << width,
        PositionMax = 4_000L << width,
        PositionNotionalMax = (isStrict ? 80_000L : 700_000L) << width,
        OrderRateMax = 20 << width,
        VenueOrderRateMax = 12 << width,
        ParentQuantityMax = 2_500L << width,
        DuplicateWindowNs = width == 0 ? TimeUnits.Millisecond : null,
        HardToBorrowSymbols = isStrict && width < 2 ? [Symbols[1]] : [],
        Clients = [.. Enumerable.Range(0, ClientCount).Select(c => new ClientRiskLimits { ClientId = c, OpenNotionalMax = c == 3 ? 50_000L << width : null })],
    };

    private static VenueFeed Feed(int venue) =>
        new(new VenueId((byte)venue), new FeedEndpoint(0, (ushort)(LineAPort + venue)), new FeedEndpoint(0, (ushort)(LineBPort + venue)));

    private static Venue Lit(byte id, VenueKind kind, long takerFee, long makerFee, long latencyNs, int rank) => new()
    {
        Id = new VenueId(id),
        Name = VenueNames[id],
        Kind = kind,
        TakerFeeNanos = takerFee,
        MakerFeeNanos = makerFee,
        LatencyNs = latencyNs,
        StaticRank = rank,
    };

    private static Venue Dark(byte id, VenueCapabilities capabilities, long latencyNs) => new()
    {
        Id = new VenueId(id),
        Name = VenueNames[id],
        Kind = VenueKind.Midpoint,
        MidpointFeeNanos = 1_000_000,
        LatencyNs = latencyNs,
        StaticRank = 1,
        Capabilities = capabilities,
    };
}
