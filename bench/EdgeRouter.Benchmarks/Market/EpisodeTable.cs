using System.Globalization;
using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Lab.Environments;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Benchmarks.Market;

/// <summary>Training episodes side by side: what they hold and how fast they step.</summary>
public static class EpisodeTable
{
    /// <summary>Measures; call it before anything else has used memory.</summary>
    /// <param name="count">Episodes at once.</param>
    public static ScoringTable Measure(int count)
    {
        var table = new ScoringTable(
            $"{Cell.Count(count)} episodes at once, one thread, one parent of 600 shares each, 40 s of market before it; working set = the whole process with all of them open",
            "world", "venues", "working set MB", "a reset ms", "steps/s", "episodes/s");
        foreach (string world in (string[])["six", "street"])
        {
            AddRow(table, world, count);
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return table;
    }

    private static void AddRow(ScoringTable table, string world, int count)
    {
        MarketParameters market = MarketWorlds.Create(world);
        using var pool = new EnvironmentPool(count, new EnvironmentOptions());
        double resetMs = LatencyMeter.Milliseconds(() => pool.Reset(i => EpisodeOf(market, i)));
        long bytes = Environment.WorkingSet;
        long steps = 0;
        double stepMs = LatencyMeter.Milliseconds(() =>
        {
            while (!pool.IsDone)
            {
                ValueRows(pool);
                steps += pool.Step();
            }
        });
        table.Add(
            world, Cell.Count(market.Venues.Count), Cell.Count(bytes >> 20), (resetMs / count).ToString("0.0", CultureInfo.InvariantCulture), Cell.Count((long)(steps * 1e3 / stepMs)),
            Cell.Count((long)(count * 1e3 / (resetMs + stepMs))));
    }

    // Values that have no meaning: an agent costs what it costs, and is not measured here.
    private static void ValueRows(EnvironmentPool pool)
    {
        for (int i = 0; i < pool.Count; i++)
        {
            Span<double> action = pool[i].IsDone ? default : pool.ActionOf(i);
            for (int row = 0; row < action.Length; row++)
            {
                action[row] = row;
            }
        }
    }

    private static Episode EpisodeOf(MarketParameters market, int index) => new()
    {
        Market = market,
        Seed = (ulong)index + 1,
        Instrument = index % market.Instruments.Count,
        Parent = new ParentOrder
        {
            Side = index % 2 == 0 ? Side.Buy : Side.Sell,
            Type = OrderType.Market,
            TimeInForce = TimeInForce.Day,
            PermittedActions = RouteActions.Aggressive,
            UrgencyPercent = 100,
            Quantity = 600,
        },
    };
}
