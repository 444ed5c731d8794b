using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;
using EdgeRouter.Lab.Recorded;

namespace EdgeRouter.Cli.Days;

/// <summary>Says in a line what was found in a capture.</summary>
internal static class RecordedDayText
{
    /// <summary>Instruments, length and what is assumed.</summary>
    /// <param name="day">The day.</param>
    public static string Of(RecordedDay day)
    {
        string instruments = string.Join(", ", day.Universe.Instruments.ToArray().Select(Describe));
        RecordedFillOptions fills = day.Fills;
        string impact = fills.ImpactCoefficient == 0.0 ? "no impact" : string.Create(CultureInfo.InvariantCulture, $"impact {fills.ImpactCoefficient} × range × √share of volume");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{instruments}; {(day.EndNs - day.StartNs) / TimeUnits.Second} s; fills by the queue model: order {Us(fills.OrderLatencyNs)} µs, report {Us(fills.ReportLatencyNs)} µs, feed {Us(fills.FeedLatencyNs)} µs, {impact}");
    }

    private static string Describe(Instrument instrument) =>
        string.Create(CultureInfo.InvariantCulture, $"{instrument.Symbol} (tick {instrument.TickNanos / 1e9}, {instrument.AverageDailyVolume:N0} a day)");

    private static double Us(long nanoseconds) => nanoseconds / (double)TimeUnits.Microsecond;
}
