using EdgeRouter.Cli.Time;
using EdgeRouter.Core.Time;
using EdgeRouter.Lab;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Statistics;

namespace EdgeRouter.Cli.Days;

/// <summary>Simulates a day without orders of ours and sends its feeds out.</summary>
internal static class DayWriter
{
    private const long StepNs = 10 * TimeUnits.Second;
    private const long PacedStepNs = 100 * TimeUnits.Millisecond;

    /// <summary>Writes a capture and what it was made from.</summary>
    /// <param name="day">The day.</param>
    /// <param name="path">Capture to write.</param>
    /// <param name="report">Told how many seconds are done.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static MarketSummary Write(SimulatedDay day, string path, Action<long> report, CancellationToken cancellation)
    {
        using var outputs = new FeedOutputs(new FeedOutputOptions { CapturePath = path }, new StopwatchTicks(), cancellation);
        return Write(day, outputs, report, cancellation).Summarise();
    }

    /// <summary>Sends a day's feeds to their outputs; a capture gets beside it what it was made from.</summary>
    /// <param name="day">The day.</param>
    /// <param name="outputs">Open outputs.</param>
    /// <param name="report">Told how many seconds are done.</param>
    /// <param name="cancellation">Stops between steps: every venue then ends its session first.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the capture is whole up to there, but no day.</exception>
    public static MarketSimulator Write(SimulatedDay day, FeedOutputs outputs, Action<long> report, CancellationToken cancellation)
    {
        string? path = outputs.Options.CapturePath;
        if (path is not null)
        {
            // An interrupted day must not stand beside what an older one was made from.
            File.Delete(SimulatedDay.PathBeside(path));
        }

        var market = new MarketSimulator(day.Market, day.Seed, day.Day, outputs.Sink);
        long stepNs = outputs.Pacer is null ? StepNs : PacedStepNs;
        long start = market.StartTimeNs;
        for (long now = start; now < market.EndTimeNs && !cancellation.IsCancellationRequested; now += stepNs)
        {
            market.AdvanceTo(Math.Min(now + stepNs, market.EndTimeNs));
            outputs.Sink.Flush();
            report((now - start) / TimeUnits.Second);
        }

        if (cancellation.IsCancellationRequested)
        {
            market.Close();
            outputs.Sink.Flush();
            throw new OperationCanceledException(cancellation);
        }

        market.AdvanceTo(long.MaxValue);
        outputs.Sink.Flush();
        if (path is not null)
        {
            day.Save(path);
        }

        return market;
    }
}
