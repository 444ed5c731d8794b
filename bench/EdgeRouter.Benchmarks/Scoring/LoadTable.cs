using System.Diagnostics;
using System.Text.Json;
using EdgeRouter.Learning.Xgboost;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>Load and compile times of a model of 1000 trees, in a process that has done nothing else and in one that is warm.</summary>
public static class LoadTable
{

    /// <summary>Measures.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="quick">100 trees.</param>
    public static ScoringTable Run(string root, bool quick)
    {
        int trees = quick ? 100 : 1000;
        int runs = quick ? 1 : 9;
        var table = new ScoringTable(
            $"Load and compile, depth 6 × {trees} trees; ms, medians of {runs} processes and runs",
            "file", "MB", "process", "load", "compile", "together", "allocated MB");
        byte[] ubj = PeerModel.Load(root, depth: 6, trees);
        using XgboostModel model = XgboostModel.Load(ubj);
        foreach ((string format, byte[] content) in ((string, byte[])[])[("UBJSON", ubj), ("JSON", model.ToJson())])
        {
            string path = Path.Combine(root, "artifacts", "bench", "models", $"load-{format.ToLowerInvariant()}.model");
            File.WriteAllBytes(path, content);
            Add(table, format, content.Length, "cold", [.. Enumerable.Range(0, runs).Select(_ => InNewProcess(path))]);
            LoadTimes[] warm = [.. Enumerable.Range(0, 2 * runs).Select(_ => LoadTimes.Measure(path))];
            Add(table, format, content.Length, "warm", warm[runs..]);
        }

        return table;
    }

    private static void Add(ScoringTable table, string format, long sizeBytes, string process, LoadTimes[] times)
    {
        LoadTimes[] sorted = [.. times.OrderBy(t => t.LoadMs + t.CompileMs)];
        LoadTimes median = sorted[sorted.Length / 2];
        table.Add(
            format,
            Cell.Megabytes(sizeBytes),
            process,
            Cell.Ms(median.LoadMs),
            Cell.Ms(median.CompileMs),
            Cell.Ms(median.LoadMs + median.CompileMs),
            Cell.Megabytes(median.AllocatedBytes));
    }

    // This program again, as `scoring-load FILE`: it prints its LoadTimes as JSON.
    private static LoadTimes InNewProcess(string path)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LoadTable).Assembly.Location, ScoringTables.LoadCommand, path]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<LoadTimes>(output)! : throw new InvalidOperationException($"loading {path} in a process of its own failed");
    }
}
