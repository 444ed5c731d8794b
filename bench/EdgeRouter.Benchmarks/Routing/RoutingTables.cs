using EdgeRouter.Benchmarks.Journal;
using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Journal;

namespace EdgeRouter.Benchmarks.Routing;

/// <summary><c>./build.sh bench route [--quick]</c>: decisions, ticks over armed parents, and recovery. Tables go to stdout and, with the machine's
/// description, to artifacts/bench/route.md and route.json.</summary>
public static class RoutingTables
{
    /// <summary>The command.</summary>
    public static TableCommand Command { get; } = new("route", "Routing", Measure);

    /// <summary>Measures.</summary>
    /// <param name="folder">Where a journal is made.</param>
    /// <param name="quick">Few runs: whether it works, not how fast it is.</param>
    public static IReadOnlyList<ScoringTable> Measure(string folder, bool quick) =>
        [Decisions(folder, quick ? 300 : 20_000), Armed(quick ? 500 : 10_000, quick ? 20 : 500), Recovery(folder, quick)];

    private static ScoringTable Decisions(string folder, int count)
    {
        var table = new ScoringTable(
            $"Decisions, {count} each: features ready → last child order with the gateway; three generated models of 100 trees, depth 6, 60 features; µs",
            "policy", "log", "rows", "children", "whole p50", "whole p99", "scoring p50", "rest p50", "rest p99", "features p50");
        foreach (int venues in (int[])[12, 24])
        {
            foreach (string policy in (string[])["static", "best-price", "rank-and-fill", "top-n-split", "convex"])
            {
                bool needsScores = policy is "rank-and-fill" or "top-n-split";
                IRowScorer? scorer = needsScores ? new FusedRowScorer(2 * venues) : null;
                AddRow(table, policy, "memory", new DecisionTimes(venues, policy, scorer, new MemoryLog(), count));
                if (needsScores)
                {
                    AddRow(table, policy, "journal", OnDisc(folder, venues, policy, scorer, count));
                }
            }
        }

        return table;
    }

    private static DecisionTimes OnDisc(string folder, int venues, string policy, IRowScorer? scorer, int count)
    {
        string journal = Path.Combine(folder, $"route-{Environment.ProcessId}");
        try
        {
            using JournalWriter writer = JournalWriter.Open(
                new JournalOptions { Directory = journal, Fsync = JournalFsync.None, JournalId = 1, SpareBytes = 0 }, new ManualClock { NowNs = 1 });
            return new DecisionTimes(venues, policy, scorer, new JournalLog(writer), count);
        }
        finally
        {
            Directory.Delete(journal, recursive: true);
        }
    }

    private static void AddRow(ScoringTable table, string policy, string log, DecisionTimes times) => table.Add(
        policy,
        log,
        Cell.Count(times.RowCount),
        Cell.Count(times.ChildCount),
        Cell.Us(times.WholeNs(0.5)),
        Cell.Us(times.WholeNs(0.99)),
        Cell.Us(times.ScoringNs(0.5)),
        Cell.Us(times.SendingNs(0.5)),
        Cell.Us(times.SendingNs(0.99)),
        Cell.Us(times.PreparingNs(0.5)));

    private static ScoringTable Armed(int parents, int blocks)
    {
        var table = new ScoringTable(
            $"A tick that changes the touch (packet in → books, statistics, armed parents looked at), {blocks} blocks of 200; ns",
            "armed parents", "tick without them p50", "tick with them p50", "difference p10", "difference p50", "difference p90");
        var times = new ArmedTimes(parents, blocks);
        string At(double quantile) => ((int)times.Differences[(int)(times.Differences.Count * quantile)]).ToString(System.Globalization.CultureInfo.InvariantCulture);
        table.Add(Cell.Count(times.ArmedCount), Cell.Count((long)times.IdleNs), Cell.Count((long)times.ArmedNs), At(0.1), At(0.5), At(0.9));
        return table;
    }

    private static ScoringTable Recovery(string folder, bool quick)
    {
        var table = new ScoringTable(
            "Recovery: journal on disc (in the page cache) → state, every checksum checked",
            "records", "runs", "ms p50", "ns a record p50", "records/s p50", "fastest ns", "slowest ns");
        int repetitions = quick ? 3 : 9;
        RepeatedTimes times = RecoveryTimes.Measure(Path.Combine(folder, $"recovery-{Environment.ProcessId}"), quick ? 500 : 100_000, repetitions, out long records);
        table.Add(
            Cell.Count(records),
            Cell.Count(repetitions),
            Cell.Ms(times.MedianNs / 1e6),
            Cell.Count((long)(times.MedianNs / records)),
            Cell.Count((long)(records / (times.MedianNs / 1e9))),
            Cell.Count((long)(times.Ns[0] / records)),
            Cell.Count((long)(times.Ns[^1] / records)));
        return table;
    }
}
