using System.Globalization;
using EdgeRouter.Benchmarks.Journal;
using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Benchmarks.Market;

/// <summary><c>./build.sh bench market [--quick]</c>: order events a second of the simulated market on one core, and training episodes.</summary>
public static class MarketTables
{
    /// <summary>The command.</summary>
    public static TableCommand Command { get; } = new("market", "Market", (_, quick) => Measure(quick));

    /// <summary>Measures.</summary>
    /// <param name="quick">Short sessions: whether it works, not how fast it is.</param>
    public static IReadOnlyList<ScoringTable> Measure(bool quick)
    {
        ScoringTable episodes = EpisodeTable.Measure(quick ? 4 : 1_000);
        var table = new ScoringTable(
            "Sessions from the first event to the last; order events = orders added, reduced, deleted, executed and prints, as the feed counts them; history drawn before",
            "world", "venues × instruments", "session s", "order events", "without feed: events/s", "ns an event", "with MEMOIR feed: events/s", "history ms");
        foreach ((string world, int seconds) in (IEnumerable<(string, int)>)[("six", quick ? 20 : 3_600), ("street", quick ? 20 : 1_800), ("wide", quick ? 5 : 120)])
        {
            AddRow(table, world, MarketWorlds.Create(world) with { DurationSeconds = seconds }, quick ? 1 : 7);
        }

        return [table, episodes];
    }

    private static void AddRow(ScoringTable table, string world, MarketParameters parameters, int repetitions)
    {
        MarketSimulator market = null!;
        long events = 0;
        double historyMs = LatencyMeter.Milliseconds(() => market = new MarketSimulator(parameters, seed: 1, day: 0, feed: null));
        RepeatedTimes silent = RepeatedTimes.Measure(repetitions, 1, () => market = new MarketSimulator(parameters, seed: 1, day: 0, feed: null), () => market.AdvanceTo(long.MaxValue));
        RepeatedTimes told = RepeatedTimes.Measure(repetitions, 1, () => market = new MarketSimulator(parameters, seed: 1, day: 0, new Nobody()), () => market.AdvanceTo(long.MaxValue));
        events = market.Summarise().MessageCount;
        table.Add(
            world,
            string.Create(CultureInfo.InvariantCulture, $"{parameters.Venues.Count} × {parameters.Instruments.Count}"),
            Cell.Count(parameters.DurationSeconds),
            Cell.Count(events),
            Cell.Count((long)(events * (double)TimeUnits.Second / silent.MedianNs)),
            (silent.MedianNs / events).ToString("0", CultureInfo.InvariantCulture),
            Cell.Count((long)(events * (double)TimeUnits.Second / told.MedianNs)),
            historyMs.ToString("0", CultureInfo.InvariantCulture));
    }

    private sealed class Nobody : IFrameSink
    {
        public void Write(ReadOnlySpan<byte> frame, long timeNs)
        {
            // The cost of encoding is measured, not that of a disc.
        }
    }
}
