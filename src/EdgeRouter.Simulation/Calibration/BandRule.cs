namespace EdgeRouter.Simulation.Calibration;

/// <summary>How far a simulated figure may be from that of the test day. Fixed from the real days alone, before anything was simulated: <c>src/docs/CALIBRATION.md</c> says how.</summary>
/// <param name="Key">The fact.</param>
/// <param name="Unit">Unit of the figure.</param>
/// <param name="Meaning">What it is, in a few words.</param>
/// <param name="Factor">Largest ratio, 1 or more; 0 = the width is a difference.</param>
/// <param name="Width">Largest difference, where <paramref name="Factor"/> is 0.</param>
public readonly record struct BandRule(string Key, string Unit, string Meaning, double Factor, double Width)
{
    /// <summary>Least value in the band around a figure of the test day.</summary>
    /// <param name="test">The figure.</param>
    public double Low(double test) => Factor > 0.0 ? test / Factor : test - Width;

    /// <summary>Largest value in the band around a figure of the test day.</summary>
    /// <param name="test">The figure.</param>
    public double High(double test) => Factor > 0.0 ? test * Factor : test + Width;
}
