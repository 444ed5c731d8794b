using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Worlds;

/// <summary>Kinds of days: each turns a world's parameters into those of a day on which one thing dominates. <c>src/docs/WORLDS.md</c> lists and fixes them.
/// All times are fractions of the session, so they hold for any world and any length.</summary>
public static class MarketRegimes
{
    private const double BurstSecondsLeast = 2.0;

    /// <summary>Names; the first leaves a world as it is.</summary>
    public static IReadOnlyList<string> Names { get; } = ["calm", "volatile", "trending", "one-sided", "news", "halts", "opening", "outage", "shift"];

    /// <summary>Whether a router can gain by knowing what a day of the regime is like: everywhere but in null worlds venues differ in fees, size and speed,
    /// and no regime takes that away.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static bool HasStructure(string name) => Names.Contains(name);

    /// <summary>A world on a day of a regime.</summary>
    /// <param name="world">The world.</param>
    /// <param name="regime">One of <see cref="Names"/>.</param>
    /// <exception cref="EdgeRouterException">ER7071: there is no such regime.</exception>
    public static MarketParameters Apply(MarketParameters world, string regime) => regime switch
    {
        "calm" => world,
        "volatile" => Volatile(world),
        "trending" => world with { Price = world.Price with { Drift = new() { LegSecondsMean = 180.0, BpsPerMinute = 6.0 } } },
        "one-sided" => OneSided(world),
        "news" => News(world),
        "halts" => Halts(world),
        "opening" => Opening(world),
        "outage" => Add(world, [new() { Kind = ScheduleKind.Outage, From = 0.4, To = 0.6, Venue = Primary(world) }]),
        "shift" => Shift(world),
        _ => throw EdgeRouterException.Usage("ER7071", $"there is no regime '{regime}': take one of {string.Join(", ", Names)}"),
    };

    private static MarketParameters Volatile(MarketParameters world) => world with
    {
        Price = world.Price with
        {
            VolatilityBps = 2.0 * world.Price.VolatilityBps,
            BurstSecondsMean = world.Price.BurstSecondsMean == 0.0 ? 0.0 : Math.Max(BurstSecondsLeast, 0.5 * world.Price.BurstSecondsMean),
        },
        Instruments = [.. world.Instruments.Select(i => i with { TakerClusterSecondsMean = i.TakerClusterSecondsMean / 1.5, HalfSpreadTicks = i.HalfSpreadTicks + 0.3 })],
    };

    private static MarketParameters OneSided(MarketParameters world) => world with
    {
        Flow = world.Flow with { OneSidedShare = 0.75 },
    };

    private static MarketParameters News(MarketParameters world)
    {
        var surge = new SurgeParameters { VolatilityFactor = 3.0, RateFactor = 4.0, SpreadTicks = 1.0, DecaySeconds = Math.Max(1.0, 0.03 * world.DurationSeconds) };
        double[] times = [0.15, 0.4, 0.6, 0.8];
        return Add(world, [.. times.Select(t => new ScheduleEntry { Kind = ScheduleKind.News, From = t, Surge = surge })]);
    }

    private static MarketParameters Halts(MarketParameters world) => Add(world,
    [
        .. world.Instruments.Select((instrument, index) => new ScheduleEntry
        {
            Kind = ScheduleKind.Halt,
            From = 0.2 + (0.2 * (index % 3)),
            To = 0.26 + (0.2 * (index % 3)),
            Instrument = instrument.Symbol,
        }),
    ]);

    private static MarketParameters Opening(MarketParameters world)
    {
        double decay = Math.Max(1.0, 0.25 * world.DurationSeconds);
        var surge = new SurgeParameters { VolatilityFactor = 3.0, RateFactor = 3.0, SpreadTicks = 1.5, DecaySeconds = decay };
        return Add(world, [new() { Kind = ScheduleKind.Surge, From = 0.0, Surge = surge }]);
    }

    private static MarketParameters Shift(MarketParameters world)
    {
        var worse = new QualityParameters { SizeFactor = 0.25, AtTouchProbability = 0.35, FadeProbability = 0.95, LatencyFactor = 6.0 };
        return Add(world, [new() { Kind = ScheduleKind.QualityChange, From = 0.5, Venue = Primary(world), Quality = worse }]);
    }

    private static string Primary(MarketParameters world) => world.Venues.First(v => v.Kind is VenueKind.Lit or VenueKind.Inverted).Name;

    private static MarketParameters Add(MarketParameters world, IReadOnlyList<ScheduleEntry> entries) =>
        world with { Schedule = [.. world.Schedule ?? [], .. entries] };
}
