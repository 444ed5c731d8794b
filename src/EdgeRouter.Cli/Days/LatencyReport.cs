using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Probes;

namespace EdgeRouter.Cli.Days;

/// <summary>Shows stage latencies. End points: decode and book, one packet from header to last book; features, score and waterfall, one decision;
/// total, from the input that made a decision due to its last child order journaled and handed to the gateway. Wall-clock time of this process, without
/// the network; the journal is written without waiting for the device.</summary>
internal static class LatencyReport
{
    /// <summary>A table, ns.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="latencies">What was measured.</param>
    public static void WriteText(ConsoleReporter reporter, StageLatencies latencies) => reporter.ResultTable(
        "latency per stage, ns (journal without fsync)",
        ["stage", ">count", ">p50", ">p99", ">p99.9", ">max"],
        Enum.GetValues<Stage>().Select(stage => Row(stage, latencies[stage])));

    /// <summary>A field <c>latencyNs</c> with an object a stage.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="latencies">What was measured.</param>
    public static void WriteJson(Utf8JsonWriter json, StageLatencies latencies)
    {
        json.WriteStartObject("latencyNs");
        foreach (Stage stage in Enum.GetValues<Stage>())
        {
            LatencyHistogram histogram = latencies[stage];
            json.WriteStartObject(Name(stage));
            json.WriteNumber("count", histogram.Count);
            json.WriteNumber("p50", histogram.ValueAtPercentile(50));
            json.WriteNumber("p99", histogram.ValueAtPercentile(99));
            json.WriteNumber("p999", histogram.ValueAtPercentile(99.9));
            json.WriteNumber("max", histogram.Max);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string[] Row(Stage stage, LatencyHistogram histogram) =>
    [
        Name(stage), N(histogram.Count), N(histogram.ValueAtPercentile(50)), N(histogram.ValueAtPercentile(99)), N(histogram.ValueAtPercentile(99.9)), N(histogram.Max),
    ];

    private static string Name(Stage stage) => stage.ToString().ToLowerInvariant();

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
