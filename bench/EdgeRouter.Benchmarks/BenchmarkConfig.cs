using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace EdgeRouter.Benchmarks;

/// <summary>The one configuration of all benchmarks: bytes allocated, JSON and Markdown under artifacts/bench, a short job by default.
/// <c>--job standard</c> (or EDGEROUTER_BENCH_JOB=standard) runs longer, for figures to be quoted.</summary>
public sealed class BenchmarkConfig : ManualConfig
{
    /// <summary>Creates the configuration.</summary>
    /// <param name="resultFolder">Where results go.</param>
    /// <param name="isStandard">Whether to measure at length.</param>
    public BenchmarkConfig(string resultFolder, bool isStandard)
    {
        AddJob((isStandard ? Job.Default : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddExporter(JsonExporter.Full, MarkdownExporter.GitHub);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddColumn(StatisticColumn.Min, new ThroughputColumn());
        AddLogger(ConsoleLogger.Default);
        AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory);
        ArtifactsPath = resultFolder;
        Options |= ConfigOptions.JoinSummary;
    }
}
