using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Time;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Tools.Bench;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows what <c>bench score</c> measured.</summary>
/// <param name="Options">What was measured.</param>
/// <param name="Paths">The models' files.</param>
/// <param name="LookNs">Time of the measuring itself.</param>
/// <param name="Series">The figures.</param>
internal sealed record ScoreBenchReport(ScoreBenchOptions Options, IReadOnlyList<string> Paths, double LookNs, IReadOnlyList<ScoreBenchSeries> Series)
{
    /// <summary>Seed of synthetic rows, or null.</summary>
    public ulong? Seed { get; init; }

    /// <summary>One JSON object or a table, as asked for.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="schemaVersion">Version of the JSON.</param>
    public void Write(VerbContext context, int schemaVersion)
    {
        if (context.IsJson)
        {
            context.Reporter.ResultJson(schemaVersion, WriteFields);
            return;
        }

        CompiledForest forest = Options.Forest;
        string title = $"{string.Join(" + ", Paths)}: {Figures.Count(forest.Models.ToArray().Sum(static model => model.TreeCount))} trees, {Figures.Count(forest.FeatureCount)} features, "
            + $"{Figures.Count(forest.LaneCount)} lanes; {Figures.Count(Options.Calls)} calls a series on {Options.Rows.Source} rows; µs, of which {Figures.Fixed(LookNs / TimeUnits.Microsecond, 3)} is the counter's";
        string[][] rows = [.. Series.Select(static s => new[]
        {
            EvaluatorSupport.NameOf(s.Asked),
            EvaluatorSupport.NameOf(s.Ran),
            Figures.Count(s.Rows),
            Micros(s.MedianNs),
            Micros(s.P99Ns),
            Micros(s.P999Ns),
            Micros(s.MinNs),
            Micros(s.MaxNs),
            Figures.Count(s.AllocatedBytes),
        })];
        context.Reporter.ResultTable(title, ["evaluator", "ran", ">rows", ">median", ">p99", ">p99.9", ">min", ">max", ">bytes allocated"], rows);
    }

    private static string Micros(double ns) => Figures.Fixed(ns / TimeUnits.Microsecond, 3);

    private void WriteFields(Utf8JsonWriter json)
    {
        CompiledForest forest = Options.Forest;
        json.WriteStartArray("models");
        for (int m = 0; m < Paths.Count; m++)
        {
            json.WriteStringValue(Paths[m]);
        }

        json.WriteEndArray();
        json.WriteStartArray("modelIds");
        foreach (TreeEnsemble model in forest.Models)
        {
            json.WriteStringValue(model.ModelId);
        }

        json.WriteEndArray();
        json.WriteNumber("trees", forest.Models.ToArray().Sum(static model => model.TreeCount));
        json.WriteNumber("features", forest.FeatureCount);
        json.WriteNumber("outputs", forest.Outputs.Length);
        json.WriteNumber("lanes", forest.LaneCount);
        json.WriteBoolean("calibrated", Options.IsCalibrated);
        json.WriteNumber("calls", Options.Calls);
        json.WriteString("input", Options.Rows.Source);
        json.WriteNumber("inputRows", Options.Rows.Count);
        if (Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }

        json.WriteFinite("counterNs", LookNs);
        json.WriteStartArray("series");
        foreach (ScoreBenchSeries series in Series)
        {
            WriteSeries(json, series);
        }

        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, ScoreBenchSeries series)
    {
        json.WriteStartObject();
        json.WriteString("evaluator", EvaluatorSupport.NameOf(series.Asked));
        json.WriteString("ran", EvaluatorSupport.NameOf(series.Ran));
        json.WriteNumber("rows", series.Rows);
        json.WriteNumber("calls", series.Calls);
        json.WriteFinite("medianNs", series.MedianNs);
        json.WriteFinite("p99Ns", series.P99Ns);
        json.WriteFinite("p999Ns", series.P999Ns);
        json.WriteFinite("minNs", series.MinNs);
        json.WriteFinite("maxNs", series.MaxNs);
        json.WriteNumber("allocatedBytes", series.AllocatedBytes);
        json.WriteEndObject();
    }
}
