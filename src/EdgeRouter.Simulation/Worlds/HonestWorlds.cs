using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Worlds;

/// <summary>Worlds that keep us honest: each is the street with one mechanism that no training world has.</summary>
internal static class HonestWorlds
{
    private const double Never = 1.0;

    /// <summary>Displayed size that is taken away when an order comes.</summary>
    public static MarketParameters CreateMirage() => With(flow => flow with { VanishProbability = 0.35 });

    /// <summary>Other routers that do what we do at the same moment.</summary>
    public static MarketParameters CreateCrowd() => With(flow => flow with { Crowd = new() });

    /// <summary>At noon the cheapest and the dearest venue to take at swap their fees, and nobody says so.</summary>
    public static MarketParameters CreateFeeSwap() => StreetWorld.Create() with
    {
        Schedule =
        [
            Change(StreetWorld.Primary, 0.5, Never, new() { TakerFeeNanos = -1_600_000, MakerFeeNanos = 1_900_000 }),
            Change("INVX", 0.5, Never, new() { TakerFeeNanos = 3_000_000, MakerFeeNanos = -2_000_000 }),
        ],
    };

    /// <summary>Momentum that reverses: every burst gives back all of its move within seconds.</summary>
    public static MarketParameters CreateReversal()
    {
        MarketParameters street = StreetWorld.Create();
        return street with { Price = street.Price with { BurstReversal = 1.0, BurstReversalSeconds = 3.0 } };
    }

    /// <summary>A dark venue that turns from natural to toxic, back, and toxic again.</summary>
    public static MarketParameters CreateTurncoat()
    {
        var toxic = new QualityParameters { ToxicProbability = 0.8, NaturalProbability = 0.1 };
        return StreetWorld.Create() with
        {
            Schedule = [Change(StreetWorld.NaturalDark, 0.2, 0.45, toxic), Change(StreetWorld.NaturalDark, 0.65, 0.85, toxic)],
        };
    }

    /// <summary>Two venues whose true way is not the one that they state.</summary>
    public static MarketParameters CreateLiar()
    {
        MarketParameters street = StreetWorld.Create();
        return street with
        {
            Venues =
            [
                .. street.Venues.Select(v => v.Name switch
                {
                    "LITB" => v with { StatedLatencyNs = v.LatencyNs, LatencyNs = 1_200_000 },
                    "LITC" => v with { StatedLatencyNs = 1_500_000 },
                    _ => v,
                }),
            ],
        };
    }

    /// <summary>Several venues fail together, three times.</summary>
    public static MarketParameters CreateBlackout()
    {
        string[] venues = ["LITB", "LITC", "BUMP", StreetWorld.NaturalDark];
        (double From, double To)[] times = [(0.2, 0.26), (0.5, 0.58), (0.75, 0.8)];
        return StreetWorld.Create() with
        {
            Schedule = [.. times.SelectMany(t => venues.Select(v => new ScheduleEntry { Kind = ScheduleKind.Outage, From = t.From, To = t.To, Venue = v }))],
        };
    }

    private static MarketParameters With(Func<FlowParameters, FlowParameters> change)
    {
        MarketParameters street = StreetWorld.Create();
        return street with { Flow = change(street.Flow) };
    }

    private static ScheduleEntry Change(string venue, double from, double to, QualityParameters quality) =>
        new() { Kind = ScheduleKind.QualityChange, From = from, To = to, Venue = venue, Quality = quality };
}
