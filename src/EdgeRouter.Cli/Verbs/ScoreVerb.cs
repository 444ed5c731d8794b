using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Tools.Score;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter score</c>: a file of rows through a model.</summary>
internal sealed class ScoreVerb : IVerb
{
    private const int SchemaVersion = 1;
    private const string Stdout = "-";

    private readonly Option<string> _model = new("--model") { Description = "XGBoost JSON or UBJSON, LightGBM text, or a forest file", Required = true, HelpName = "FILE" };
    private readonly Option<string> _input = new("--input") { Description = "rows: .csv, or row-major little-endian .f32 or .f64", Required = true, HelpName = "FILE" };
    private readonly Option<string> _output = new("--output") { Description = "scores: .csv, .f32 or .f64; - is CSV to stdout", Required = true, HelpName = "FILE" };
    private readonly Option<int?> _features = new("--features") { Description = "columns of a binary input; must be the model's", HelpName = "N" };
    private readonly Option<double?> _missing = new("--missing") { Description = "a value that means missing, besides NaN; compared as the model reads it", HelpName = "V" };
    private readonly Option<bool> _exact = new("--exact") { Description = "the source library's own arithmetic, bit for bit, instead of fixed point" };
    private readonly Option<bool> _raw = new("--raw") { Description = "margins instead of outputs; of an averaged forest the plain sum" };
    private readonly Option<string> _rounds = RoundsOption.Create();
    private readonly Option<string> _evaluator = new("--evaluator") { Description = "evaluator of the fixed-point scores; all give the same bits", DefaultValueFactory = _ => EvaluatorNames.All[0] };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(
            "score",
            "Score a file of rows with a model.",
            "edgerouter score --model model.ubj --input rows.csv --output scores.csv",
            Run);
        _evaluator.AcceptOnlyFromAmong(EvaluatorNames.All);
        foreach (Option option in new Option[] { _model, _input, _output, _features, _missing, _exact, _raw, _rounds, _evaluator })
        {
            command.Add(option);
        }

        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        RowFormat format = CheckOptions(context);
        CompiledForest forest = ScoreModels.Load([context.Get(_model)!], RoundsOption.Read(context, _rounds));
        RowScorer scorer = context.Get(_exact)
            ? RowScorer.AsTheLibrary(forest, context.Get(_raw))
            : RowScorer.InFixedPoint(forest, context.Get(_raw), EvaluatorNames.Find(context.Get(_evaluator)!));
        using RowSource source = RowSource.Open(context.Get(_input)!, RowLayout.Of(forest, context.Get(_missing)), context.Get(_features));
        foreach (string note in source.Notes)
        {
            context.Reporter.Info(note);
        }

        ScoreReport.Write(context, SchemaVersion, forest, IsToStdout(context), Score(context, source, scorer, format));
        return ExitCode.Ok;
    }

    private RowFormat CheckOptions(VerbContext context)
    {
        if (context.Get(_exact) && context.IsGiven(_evaluator))
        {
            throw EdgeRouterException.Usage("ER9062", "--exact with --evaluator: the library's own arithmetic has no evaluators; leave one of them out");
        }

        if (IsToStdout(context) && context.IsJson)
        {
            throw EdgeRouterException.Usage("ER9063", "--output - with --json: both write to stdout; give --output a file");
        }

        return IsToStdout(context) ? RowFormat.Csv : RowFormats.OfPath(context.Get(_output)!);
    }

    private bool IsToStdout(VerbContext context) => string.Equals(context.Get(_output), Stdout, StringComparison.Ordinal);

    private ScoreSummary Score(VerbContext context, RowSource source, RowScorer scorer, RowFormat format)
    {
        using WorkProgress progress = context.Reporter.StartProgress("score", source.SizeBytes);
        if (IsToStdout(context))
        {
            using Stream stdout = Console.OpenStandardOutput();
            return ScoreRun.Run(source, scorer, stdout, format, context.Ticks, progress.Report, context.Cancellation);
        }

        using OutputFile file = new(context.Get(_output)!);
        ScoreSummary summary = ScoreRun.Run(source, scorer, file.Stream, format, context.Ticks, progress.Report, context.Cancellation);
        file.Complete();
        return summary;
    }
}
