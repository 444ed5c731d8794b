using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Lab.Environments;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Lab.Tests.Environments;

/// <summary>Small episodes for tests.</summary>
internal static class Episodes
{
    private static readonly MarketParameters Six = MarketWorlds.Create("six");

    public static Episode Of(ulong seed, MarketParameters? market = null) => new()
    {
        Market = market ?? Six,
        Seed = seed,
        Instrument = (int)(seed % 3),
        WarmUpSeconds = 3 + (seed % 5),
        HorizonSeconds = 4,
        Parent = new ParentOrder
        {
            Side = seed % 2 == 0 ? Side.Buy : Side.Sell,
            Type = OrderType.Market,
            TimeInForce = TimeInForce.Day,
            PermittedActions = RouteActions.All,
            UrgencyPercent = 100,
            Quantity = 300 + ((long)(seed % 17) * 200),
        },
    };

    /// <summary>Arbitrary values, a function of seed, step and row.</summary>
    public static void Value(ulong seed, int step, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (SplitMix64.Mix(seed ^ ((ulong)step << 20) ^ (ulong)i) >> 40) / 1e6;
        }
    }

    /// <summary>Plays an episode to its end by arbitrary values.</summary>
    public static List<double> Play(RoutingEnvironment environment, Episode episode)
    {
        List<double> rewards = [];
        environment.Reset(episode);
        while (!environment.IsDone)
        {
            double[] values = new double[environment.State.Rows.Length];
            Value(episode.Seed, environment.StepCount, values);
            rewards.Add(environment.Step(values).Reward);
        }

        return rewards;
    }
}
