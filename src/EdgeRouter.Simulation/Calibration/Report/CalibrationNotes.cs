using System.Globalization;

namespace EdgeRouter.Simulation.Calibration.Report;

/// <summary>Words and figures that the table on the terminal and the page share.</summary>
public static class CalibrationNotes
{
    /// <summary>What this kind of data cannot say.</summary>
    public const string NotIdentified =
        "Not identified by a stream of best quotes and a tape: the books of single venues, queues behind the best, hidden size, latencies, who trades, and what our own orders would do. "
        + "These stay assumptions of the model; outcomes by venue and our impact are those of a calibrated simulation, not of the data.";

    /// <summary>A figure with as many digits as it deserves.</summary>
    /// <param name="value">Figure.</param>
    public static string Figure(double value) =>
        value.ToString(Math.Abs(value) >= 100.0 ? "0" : Math.Abs(value) >= 10.0 ? "0.0" : "0.000", CultureInfo.InvariantCulture);

    /// <summary>A line's band.</summary>
    /// <param name="row">Line.</param>
    public static string Band(FactRow row) => $"{Figure(row.Rule.Low(row.Test))} – {Figure(row.Rule.High(row.Test))}";

    /// <summary>The impact of institutions in a sentence.</summary>
    /// <param name="impact">As measured; null = too few.</param>
    public static string Impact(MetaorderImpact? impact) => impact is null
        ? "Too few metaorders to say anything."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{impact.Count} metaorders: impact at the last child grows as size to the {impact.Exponent:0.00} ± {2.0 * impact.ExponentError:0.00} (two standard errors); {100.0 * impact.LaterShare:0} % of it is left after as long again.");
}
