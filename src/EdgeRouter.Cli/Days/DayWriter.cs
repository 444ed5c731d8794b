using EdgeRouter.Core.Time;
using EdgeRouter.Ingest;
using EdgeRouter.Lab;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Statistics;

namespace EdgeRouter.Cli.Days;

/// <summary>Simulates a day without orders of ours and writes its feed to a capture.</summary>
internal static class DayWriter
{
    private const long StepNs = 10 * TimeUnits.Second;

    /// <summary>Writes the capture and what it was made from.</summary>
    /// <param name="day">The day.</param>
    /// <param name="path">Capture to write.</param>
    /// <param name="report">Told how many seconds are done.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static MarketSummary Write(SimulatedDay day, string path, Action<long> report, CancellationToken cancellation)
    {
        using var writer = new CaptureWriter(path);

        // An interrupted day must not stand beside what an older one was made from.
        File.Delete(SimulatedDay.PathBeside(path));
        var market = new MarketSimulator(day.Market, day.Seed, day.Day, writer);
        long start = market.StartTimeNs;
        for (long now = start; now < market.EndTimeNs; now += StepNs)
        {
            cancellation.ThrowIfCancellationRequested();
            market.AdvanceTo(Math.Min(now + StepNs, market.EndTimeNs));
            report((now - start) / TimeUnits.Second);
        }

        market.AdvanceTo(long.MaxValue);
        writer.Flush();
        day.Save(path);
        return market.Summarise();
    }
}
