using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Environments;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary><c>./build.sh bench scoring [peer] [fused] [audited] [load] [--quick]</c>: the scorer's promised figures, which are medians and tails
/// and not means. Tables go to stdout and, with the machine's description, to artifacts/bench/scoring.md and scoring.json.</summary>
public static class ScoringTables
{
    /// <summary>First argument that asks for the tables.</summary>
    public const string Command = "scoring";

    /// <summary>First argument of the process that measures a cold load.</summary>
    public const string LoadCommand = "scoring-load";

    private static readonly string[] All = ["peer", "fused", "audited", "load"];

    /// <summary>Runs either command.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="root">The repository.</param>
    /// <returns>Exit code.</returns>
    public static int Run(string[] arguments, string root)
    {
        if (arguments[0] == LoadCommand && arguments.Length == 2)
        {
            Console.Out.Write(JsonSerializer.Serialize(LoadTimes.Measure(arguments[1])));
            return 0;
        }

        bool quick = arguments.Contains("--quick");
        string[] names = [.. arguments[1..].Where(argument => argument != "--quick")];
        if (arguments[0] != Command || names.Except(All).Any())
        {
            Console.Error.WriteLine($"error: usage: bench {Command} [{string.Join("] [", All)}] [--quick]");
            return 2;
        }

        Write(root, Measure(root, names.Length == 0 ? All : names, quick));
        return 0;
    }

    /// <summary>Measures.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="names">Which tables.</param>
    /// <param name="quick">Few calls of small models: whether it works, not how fast it is.</param>
    public static IReadOnlyList<ScoringTable> Measure(string root, IReadOnlyCollection<string> names, bool quick)
    {
        LatencyMeter meter = quick ? new LatencyMeter(calls: 200, warmUpMs: 0, limitMs: 100) : new LatencyMeter(calls: 10_000, warmUpMs: 20, limitMs: 4_000);
        LatencySample timer = meter.Empty();
        var tables = new List<ScoringTable>();
        foreach (string name in names)
        {
            tables.Add(name switch
            {
                "peer" => PeerTable.Run(root, meter, quick, Note),
                "fused" => FusedTable.Run(meter),
                "audited" => AuditedShapesTable.Run(meter, quick, Note),
                _ => LoadTable.Run(root, quick),
            });
        }

        var own = new ScoringTable("The timer, which every time above includes; µs", "p50", "p99");
        own.Add(Cell.Us(timer.MedianNs), Cell.Us(timer.P99Ns));
        tables.Add(own);
        return tables;
    }

    private static void Write(string root, IReadOnlyList<ScoringTable> tables)
    {
        string[] machine = [.. HostEnvironmentInfo.GetCurrent().ToFormattedString()];
        var text = new StringBuilder();
        text.AppendLine("# Scoring").AppendLine().AppendLine("```").AppendJoin('\n', machine).AppendLine().AppendLine("```").AppendLine();
        text.AppendJoin('\n', tables.Select(table => table.ToMarkdown()));
        Console.Out.Write(text);
        string folder = Path.Combine(root, "artifacts", "bench");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "scoring.md"), text.ToString());
        File.WriteAllText(Path.Combine(folder, "scoring.json"), JsonSerializer.Serialize(new { schemaVersion = 1, machine, tables = tables.Select(table => new { table.Title, table.Columns, table.Rows }) }));
    }

    private static void Note(string text) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"info: {text}"));
}
