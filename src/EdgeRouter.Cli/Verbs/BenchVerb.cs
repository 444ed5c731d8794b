using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Tools.Bench;
using EdgeRouter.Tools.Score;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter bench score</c>: how long scoring takes on this machine; <c>bench reuse</c> beside it.</summary>
internal sealed class BenchVerb : IVerb
{
    private const int SchemaVersion = 1;
    private const string AllEvaluators = "all";
    private const ulong DefaultSeed = 1;

    private readonly Option<string[]> _model = new("--model") { Description = "model; several score the same rows, fused", Required = true, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _rows = new("--rows") { Description = "rows of a call, a series each", DefaultValueFactory = _ => "1,16,32,64", HelpName = "N,N,…" };
    private readonly Option<string> _evaluator = new("--evaluator") { Description = "evaluator; all is a series for each that this machine has", DefaultValueFactory = _ => EvaluatorNames.All[0] };
    private readonly Option<bool> _calibrate = new("--calibrate") { Description = "measure every evaluator first and let auto go by that, instead of estimates" };
    private readonly Option<int> _calls = new("--calls") { Description = "measured calls of a series", DefaultValueFactory = _ => 10_000, HelpName = "N" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "seed of the synthetic rows", DefaultValueFactory = _ => DefaultSeed, HelpName = "N" };
    private readonly Option<string?> _input = new("--input") { Description = "rows to score instead of synthetic ones: .csv, .f32 or .f64", HelpName = "FILE" };
    private readonly Option<string> _rounds = RoundsOption.Create();

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command score = host.Verb(
            "score",
            "Measure the time of a call that scores rows: median, p99, p99.9, rank coding included.",
            "edgerouter bench score --model model.ubj --rows 1,16,32,64 --evaluator all",
            Run);
        _evaluator.AcceptOnlyFromAmong([.. EvaluatorNames.All, AllEvaluators]);
        foreach (Option option in new Option[] { _model, _rows, _evaluator, _calibrate, _calls, _seed, _input, _rounds })
        {
            score.Add(option);
        }

        Command bench = new("bench", "Measure scoring: its time on this machine, and what its rows have in common.");
        bench.Add(score);
        bench.Add(new ReuseBench().Build(host));
        return bench;
    }

    private ExitCode Run(VerbContext context)
    {
        IReadOnlyList<int> rowCounts = RowCounts(context);
        int calls = context.Get(_calls);
        if (calls is < 1 or > ScoreBenchOptions.CallsMax)
        {
            throw EdgeRouterException.Usage("ER9065", $"--calls {calls} is not in 1 to {ScoreBenchOptions.CallsMax}");
        }

        CompiledForest forest = ScoreModels.Load(context.Get(_model)!, RoundsOption.Read(context, _rounds));
        ScoreBenchOptions options = new()
        {
            Forest = forest,
            Rows = Rows(context, forest, rowCounts.Max()),
            RowCounts = rowCounts,
            Evaluators = Evaluators(context, forest),
            IsCalibrated = context.Get(_calibrate),
            Calls = calls,
        };
        ScoreBench bench = new(options, context.Ticks, context.Cancellation);
        IReadOnlyList<ScoreBenchSeries> series = Measure(context, options, bench);
        ScoreBenchReport report = new(options, context.Get(_model)!, bench.LookNs, series) { Seed = context.Get(_input) is null ? context.Get(_seed) : null };
        report.Write(context, SchemaVersion);
        return ExitCode.Ok;
    }

    private static IReadOnlyList<ScoreBenchSeries> Measure(VerbContext context, ScoreBenchOptions options, ScoreBench bench)
    {
        long total = (long)options.Calls * options.RowCounts.Count * options.Evaluators.Count;
        using WorkProgress progress = context.Reporter.StartProgress("bench score", total);
        return bench.Run(progress.Report);
    }

    private BenchRows Rows(VerbContext context, CompiledForest forest, int rowsMin)
    {
        if (context.Get(_input) is not { } path)
        {
            return BenchRows.Synthetic(forest, rowsMin, context.Get(_seed));
        }

        using RowSource source = RowSource.Open(path, RowLayout.Of(forest));
        foreach (string note in source.Notes)
        {
            context.Reporter.Info(note);
        }

        return BenchRows.FromFile(source, path, rowsMin);
    }

    private IReadOnlyList<EvaluatorKind> Evaluators(VerbContext context, CompiledForest forest)
    {
        string name = context.Get(_evaluator)!;
        return string.Equals(name, AllEvaluators, StringComparison.Ordinal) ? [EvaluatorKind.Auto, .. EvaluatorSupport.For(forest)] : [EvaluatorNames.Find(name)];
    }

    private IReadOnlyList<int> RowCounts(VerbContext context)
    {
        var counts = new List<int>();
        foreach (string part in context.Get(_rows)!.Split(',', StringSplitOptions.TrimEntries))
        {
            bool isCount = int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= ScoreBenchOptions.RowsMax;
            counts.Add(isCount ? count : throw EdgeRouterException.Usage("ER9064", $"--rows {context.Get(_rows)}: '{part}' is not in 1 to {ScoreBenchOptions.RowsMax}; give numbers with commas between them"));
        }

        return counts;
    }
}
