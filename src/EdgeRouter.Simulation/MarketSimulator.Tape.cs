using EdgeRouter.Simulation.Calibration;

namespace EdgeRouter.Simulation;

/// <content>A session written down as a tape of best quotes and trades.</content>
public sealed partial class MarketSimulator
{
    private TapeRecorder? _tape;

    /// <summary>Records the session from here on; it allocates as it goes.</summary>
    /// <param name="window">The part to record.</param>
    internal TapeRecorder RecordTape(SessionWindow window) => _tape = new TapeRecorder(_market, _exchanges, StartTimeNs, window);
}
