using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using EdgeRouter.Benchmarks;
using EdgeRouter.Benchmarks.Aeron;
using EdgeRouter.Benchmarks.Journal;
using EdgeRouter.Benchmarks.Market;
using EdgeRouter.Benchmarks.Routing;
using EdgeRouter.Benchmarks.Scoring;

// ./build.sh bench [--filter PATTERN] [--list flat] ...: arguments are BenchmarkDotNet's; without any, all benchmarks run.
// Exit code 1 when a benchmark fails, allocates more than its bound, or has no bound.
// ./build.sh bench scoring ...: the scorer's medians and tails beside libxgboost's.
// ./build.sh bench journal: what appending, committing and reading a journal take.
// ./build.sh bench route: decisions, ticks over armed parents, recovery.
// ./build.sh bench market: order events a second of the simulated market.
// ./build.sh bench aeron: round trips and throughput of client and driver, beside two bare threads and another Aeron.
string root = BenchmarkFolders.FindRoot(AppContext.BaseDirectory);
if (args is [ScoringTables.Command or ScoringTables.LoadCommand, ..])
{
    return ScoringTables.Run(args, root);
}

foreach (TableCommand command in (TableCommand[])[JournalTables.Command, RoutingTables.Command, MarketTables.Command, AeronTables.Command])
{
    if (args is [string name, ..] && name == command.Name)
    {
        return command.Run(args, root);
    }
}

bool isStandard = string.Equals(Environment.GetEnvironmentVariable("EDGEROUTER_BENCH_JOB"), "standard", StringComparison.Ordinal);
BenchmarkConfig config = new(Path.Combine(root, "artifacts", "bench"), isStandard);
string[] arguments = args.Length == 0 ? ["--filter", "*"] : args;
Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(BenchmarkConfig).Assembly).Run(arguments, config)];
AllocationBaseline baseline = AllocationBaseline.Load(root);
string[] violations = [.. baseline.Violations(summaries.SelectMany(AllocationReader.Read))];
foreach (string violation in violations)
{
    Console.Error.WriteLine($"error: {violation}");
}

return violations.Length == 0 ? 0 : 1;
