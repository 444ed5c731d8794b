namespace EdgeRouter.Simulation.Calibration.Report;

/// <summary>One line of a chart.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Colour">SVG colour.</param>
/// <param name="IsDashed">Whether the line is dashed.</param>
/// <param name="X">Abscissas.</param>
/// <param name="Y">Ordinates, as many.</param>
internal sealed record ChartSeries(string Name, string Colour, bool IsDashed, IReadOnlyList<double> X, IReadOnlyList<double> Y);
