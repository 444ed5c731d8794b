using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Ingest.Transmit;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Feed;

namespace EdgeRouter.Cli.Days;

/// <summary>Shows what left by which output, and what the lines did to it.</summary>
internal static class FeedOutputReport
{
    private static readonly double[] Percentiles = [50, 99];

    /// <summary>Where the feeds went, in a few words.</summary>
    /// <param name="options">The outputs.</param>
    public static string Describe(FeedOutputOptions options) => string.Join(
        ", ",
        new[] { options.CapturePath, options.UdpInterface is null ? null : "UDP multicast", options.DpdkDevice is null ? null : $"DPDK {options.DpdkDevice}" }.Where(o => o is not null));

    /// <summary>Tables of outputs, and of lines where they have faults or snapshots.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="market">The day's market.</param>
    public static void WriteText(ConsoleReporter reporter, FeedOutputs outputs, MarketSimulator market)
    {
        List<string[]> rows = [];
        Add(rows, "capture", outputs.Capture?.FrameCount, 0, 0);
        Add(rows, "UDP multicast", outputs.Udp?.SentCount, outputs.Udp?.DroppedCount ?? 0, outputs.Udp?.RetryCount ?? 0);
        Add(rows, "DPDK port", outputs.Dpdk?.SentCount, outputs.Dpdk?.DroppedCount ?? 0, outputs.Dpdk?.RetryCount ?? 0);
        reporter.ResultTable("outputs", ["output", ">frames", ">dropped", ">retries"], rows);
        if (outputs.Pacer is { } pacer)
        {
            reporter.Result(string.Create(
                CultureInfo.InvariantCulture,
                $"lateness: median {Us(pacer, 50)} µs, p99 {Us(pacer, 99)} µs, max {pacer.Lateness.Max / 1e3:0.0} µs; schedule moved by {pacer.SlippedNs / 1e6:0.0} ms"));
        }

        IReadOnlyList<FeedLineStatistics> lines = market.FeedStatistics();
        if (lines.Any(l => l.LostCount + l.HeldCount + l.DuplicateCount > 0) || market.SnapshotCount > 0)
        {
            reporter.ResultTable(
                string.Create(CultureInfo.InvariantCulture, $"lines ({market.SnapshotCount} snapshots)"),
                ["line", ">packets", ">lost", ">held back", ">twice"],
                lines.Select(l => new[] { l.Line.ToString(), N(l.PacketCount), N(l.LostCount), N(l.HeldCount), N(l.DuplicateCount) }));
        }
    }

    /// <summary>The fields of a result.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="market">The day's market.</param>
    public static void WriteJson(Utf8JsonWriter json, FeedOutputs outputs, MarketSimulator market)
    {
        json.WriteStartObject("outputs");
        WriteOutput(json, "capture", outputs.Capture?.FrameCount, 0, 0);
        WriteOutput(json, "udp", outputs.Udp?.SentCount, outputs.Udp?.DroppedCount ?? 0, outputs.Udp?.RetryCount ?? 0);
        WriteOutput(json, "dpdk", outputs.Dpdk?.SentCount, outputs.Dpdk?.DroppedCount ?? 0, outputs.Dpdk?.RetryCount ?? 0);
        json.WriteEndObject();
        if (outputs.Pacer is { } pacer)
        {
            json.WriteStartObject("pace");
            json.WriteFinite("speed", outputs.Options.Speed);
            foreach (double percentile in Percentiles)
            {
                json.WriteNumber(string.Create(CultureInfo.InvariantCulture, $"latenessP{percentile}Ns"), pacer.Lateness.ValueAtPercentile(percentile));
            }

            json.WriteNumber("latenessMaxNs", pacer.Lateness.Max);
            json.WriteNumber("slippedNs", pacer.SlippedNs);
            json.WriteNumber("burstsCut", pacer.BurstCount);
            json.WriteEndObject();
        }

        json.WriteNumber("snapshots", market.SnapshotCount);
        json.WriteStartArray("lines");
        foreach (FeedLineStatistics line in market.FeedStatistics())
        {
            json.WriteStartObject();
            json.WriteString("line", line.Line.ToString());
            json.WriteNumber("packets", line.PacketCount);
            json.WriteNumber("lost", line.LostCount);
            json.WriteNumber("heldBack", line.HeldCount);
            json.WriteNumber("twice", line.DuplicateCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Add(List<string[]> rows, string name, long? frames, long dropped, long retries)
    {
        if (frames is { } count)
        {
            rows.Add([name, N(count), N(dropped), N(retries)]);
        }
    }

    private static void WriteOutput(Utf8JsonWriter json, string name, long? frames, long dropped, long retries)
    {
        if (frames is { } count)
        {
            json.WriteStartObject(name);
            json.WriteNumber("frames", count);
            json.WriteNumber("dropped", dropped);
            json.WriteNumber("retries", retries);
            json.WriteEndObject();
        }
    }

    private static string Us(PacedFrameSink pacer, double percentile) => (pacer.Lateness.ValueAtPercentile(percentile) / 1e3).ToString("0.0", CultureInfo.InvariantCulture);

    private static string N(long value) => Figures.Count(value);
}
