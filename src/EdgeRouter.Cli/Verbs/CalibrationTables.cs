using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Simulation.Calibration;
using EdgeRouter.Simulation.Calibration.Report;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows a calibration.</summary>
internal static class CalibrationTables
{
    /// <summary>A table a symbol.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="result">The calibration.</param>
    /// <param name="output">Market file written; null = none.</param>
    public static void WriteText(ConsoleReporter reporter, CalibrationResult result, string? output)
    {
        foreach (IGrouping<string, FactRow> symbol in result.Rows.GroupBy(row => row.Symbol, StringComparer.Ordinal))
        {
            reporter.ResultTable(
                $"{symbol.Key}: real against simulated",
                ["fact", "unit", ">fit days", ">test day", ">simulated", ">band", "in band?"],
                symbol.Select(row => new[]
                {
                    row.Rule.Key, row.Rule.Unit, CalibrationNotes.Figure(row.Fit), CalibrationNotes.Figure(row.Test), CalibrationNotes.Figure(row.Simulated), CalibrationNotes.Band(row), row.IsInBand ? "yes" : "NO",
                }));
        }

        reporter.Result(string.Create(CultureInfo.InvariantCulture, $"{MarketLabels.Of(result.Market)} of {result.Market.FittedTo}: {result.Rows.Count - result.OutsideCount} of {result.Rows.Count} figures in their bands"));
        reporter.Result($"in simulation only: {CalibrationNotes.Impact(result.Impact)}");
        reporter.Result(CalibrationNotes.NotIdentified);
        if (output is not null)
        {
            reporter.Result($"market: {output}");
        }
    }

    /// <summary>The fields of the result.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="result">The calibration.</param>
    /// <param name="output">Market file written; null = none.</param>
    public static void WriteJson(Utf8JsonWriter json, CalibrationResult result, string? output)
    {
        json.WriteString("kind", MarketLabels.Of(result.Market));
        json.WriteString("fittedTo", result.Market.FittedTo);
        json.WriteString("market", output);
        json.WriteNumber("outsideBands", result.OutsideCount);
        json.WriteString("notIdentified", CalibrationNotes.NotIdentified);
        WriteImpact(json, result.Impact);
        json.WriteStartArray("facts");
        foreach (FactRow row in result.Rows)
        {
            json.WriteStartObject();
            json.WriteString("symbol", row.Symbol);
            json.WriteString("fact", row.Rule.Key);
            json.WriteString("unit", row.Rule.Unit);
            json.WriteFinite("fitDays", row.Fit);
            json.WriteFinite("testDay", row.Test);
            json.WriteFinite("simulated", row.Simulated);
            json.WriteFinite("low", row.Rule.Low(row.Test));
            json.WriteFinite("high", row.Rule.High(row.Test));
            json.WriteBoolean("isInBand", row.IsInBand);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteImpact(Utf8JsonWriter json, MetaorderImpact? impact)
    {
        if (impact is null)
        {
            json.WriteNull("metaorderImpact");
            return;
        }

        json.WriteStartObject("metaorderImpact");
        json.WriteNumber("metaorders", impact.Count);
        json.WriteFinite("exponent", impact.Exponent);
        json.WriteFinite("exponentError", impact.ExponentError);
        json.WriteFinite("laterShare", impact.LaterShare);
        json.WriteEndObject();
    }
}
