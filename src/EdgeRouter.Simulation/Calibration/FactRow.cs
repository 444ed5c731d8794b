namespace EdgeRouter.Simulation.Calibration;

/// <summary>One line of the table: a fact of a symbol, real and simulated.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Rule">The fact and its band.</param>
/// <param name="Fit">Mean over the fit days.</param>
/// <param name="Test">On the test day.</param>
/// <param name="Simulated">Mean over the simulated days.</param>
public readonly record struct FactRow(string Symbol, BandRule Rule, double Fit, double Test, double Simulated)
{
    /// <summary>Whether the simulated figure is in the band around that of the test day.</summary>
    public bool IsInBand => Simulated >= Rule.Low(Test) && Simulated <= Rule.High(Test);
}
