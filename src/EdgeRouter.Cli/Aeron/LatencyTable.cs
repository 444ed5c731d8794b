using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Cli.Aeron;

/// <summary>Times as percentiles, in ns.</summary>
internal static class LatencyTable
{
    private static readonly (string Name, string Field, double Percentile)[] Columns =
        [(">p50", "p50Ns", 50), (">p90", "p90Ns", 90), (">p99", "p99Ns", 99), (">p99.9", "p999Ns", 99.9)];

    /// <summary>Writes a table, a row a histogram.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="title">Above it.</param>
    /// <param name="rows">Names and histograms.</param>
    public static void Write(VerbContext context, string title, params (string Name, LatencyHistogram Times)[] rows) => context.Reporter.ResultTable(
        title,
        ["ns", ">count", .. Columns.Select(column => column.Name), ">max"],
        rows.Select(row => (IReadOnlyList<string>)
        [
            row.Name,
            Figures.Count(row.Times.Count),
            .. Columns.Select(column => Figures.Count(row.Times.ValueAtPercentile(column.Percentile))),
            Figures.Count(row.Times.Max),
        ]));

    /// <summary>Writes a histogram as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">Field.</param>
    /// <param name="times">The histogram.</param>
    public static void Write(Utf8JsonWriter json, string name, LatencyHistogram times)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", times.Count);
        foreach ((_, string field, double percentile) in Columns)
        {
            json.WriteNumber(field, times.ValueAtPercentile(percentile));
        }

        json.WriteNumber("maxNs", times.Max);
        json.WriteEndObject();
    }
}
