namespace EdgeRouter.Simulation.Calibration;

/// <summary>The part of a session that facts are taken from.</summary>
/// <param name="FromMs">Start after the open, ms.</param>
/// <param name="LengthMs">Length, ms.</param>
public readonly record struct SessionWindow(int FromMs, int LengthMs)
{
    /// <summary>09:35 to 15:55: without the auctions, which are not simulated, and the minutes around them.</summary>
    public static SessionWindow Day => new(300_000, 22_800_000);

    /// <summary>Seconds from the open to the end of this part.</summary>
    public int EndSeconds => (FromMs + LengthMs + 999) / 1_000;
}
