using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Cli.Days;

/// <summary>Shows a demonstration.</summary>
internal static class DemoReport
{
    /// <summary>TCA, latency and where everything is.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="result">The result.</param>
    public static void WriteText(ConsoleReporter reporter, DemoResult result)
    {
        TrainingReport.WriteText(reporter, result.Training);
        TcaTables.WriteText(reporter, result.LearnedTca);
        LatencyReport.WriteText(reporter, result.Learned.Latencies);
        reporter.Result(result.IsBetter
            ? "the learned policy beats both baselines by more than the confidence interval"
            : "the learned policy does not beat both baselines by more than the confidence interval");
        reporter.Result($"store: {result.Plan.StorePath}");
        reporter.Result($"models: {result.Plan.ModelFolder}");
    }

    /// <summary>The fields of the result.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="result">The result.</param>
    public static void WriteJson(Utf8JsonWriter json, DemoResult result)
    {
        json.WriteNumber("seed", result.Plan.Seed);
        json.WriteString("kind", MarketLabels.Of(result.Plan.Market));
        json.WriteString("source", result.Plan.Source);
        json.WriteString("learnedPolicy", result.Plan.LearnedPolicy);
        json.WriteString("store", result.Plan.StorePath);
        json.WriteString("models", result.Plan.ModelFolder);
        json.WriteBoolean("learnedIsBetter", result.IsBetter);
        TcaTables.WriteJson(json, result.LearnedTca);
        WriteRuns(json, result);
        TrainingReport.WriteMetrics(json, "trainingMetrics", result.Training);
        LatencyReport.WriteJson(json, result.Learned.Latencies);
    }

    private static void WriteRuns(Utf8JsonWriter json, DemoResult result)
    {
        json.WriteStartArray("runs");
        foreach (PolicyRunResult run in result.Runs)
        {
            json.WriteStartObject();
            json.WriteString("run", run.RunId);
            json.WriteString("policy", run.Policy);
            json.WriteNumber("packets", run.PacketCount);
            json.WriteNumber("parents", run.ParentCount);
            json.WriteNumber("children", run.ChildCount);
            json.WriteNumber("openParents", run.OpenParentCount);
            json.WriteString("bookHash", run.BookHash.ToString("x16", CultureInfo.InvariantCulture));
            json.WriteString("bookPathHash", run.BookPathHash.ToString("x16", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
