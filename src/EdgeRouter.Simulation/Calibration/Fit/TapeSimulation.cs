using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Calibration.Fit;

/// <summary>Runs a market without orders of ours and gives its tapes.</summary>
internal static class TapeSimulation
{
    private const int SessionSeconds = 23_400;

    /// <summary>Runs the part of a day that the window needs.</summary>
    public static SimulatedTapes Run(MarketParameters market, ulong seed, int day, SessionWindow window)
    {
        var simulator = new MarketSimulator(market with { DurationSeconds = Math.Min(SessionSeconds, window.EndSeconds + 1) }, seed, day, feed: null);
        TapeRecorder recorder = simulator.RecordTape(window);
        simulator.AdvanceTo(long.MaxValue);
        return new SimulatedTapes(
            simulator.StartTimeNs + (window.FromMs * TimeUnits.Millisecond),
            recorder.ToTapes(),
            [.. market.Instruments.Select((_, i) => simulator.Metaorders(new InstrumentId(i)))]);
    }
}
