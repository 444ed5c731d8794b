namespace EdgeRouter.Tools.Score;

/// <summary>What scoring a file came to.</summary>
/// <param name="Rows">Rows scored.</param>
/// <param name="Features">Values of a row.</param>
/// <param name="Columns">Numbers written per row.</param>
/// <param name="Evaluators">What scored the last rows of each block: names of evaluators, or <c>exact</c>.</param>
/// <param name="Seconds">From the first byte read to the last written.</param>
public sealed record ScoreSummary(long Rows, int Features, int Columns, IReadOnlyList<string> Evaluators, double Seconds)
{
    /// <summary>Rows a second, reading and writing included.</summary>
    public double RowsPerSecond => Seconds > 0 ? Rows / Seconds : double.NaN;
}
