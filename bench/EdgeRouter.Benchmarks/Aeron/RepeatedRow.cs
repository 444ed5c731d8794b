using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>A row of a table whose figures are taken several times, in turn with those of other rows.</summary>
/// <param name="name">What is measured.</param>
/// <param name="measure">Takes the figures once; as many each time.</param>
public sealed class RepeatedRow(string name, Func<double[]> measure)
{
    private readonly List<double[]> _rounds = [];

    /// <summary>What is measured.</summary>
    public string Name => name;

    /// <summary>Median, p99, p99.9 and longest, ns.</summary>
    /// <param name="times">Measured times.</param>
    public static double[] FiguresOf(LatencyHistogram times) =>
        [times.ValueAtPercentile(50), times.ValueAtPercentile(99), times.ValueAtPercentile(99.9), times.Max];

    /// <summary>Takes the figures once more.</summary>
    public void Measure() => _rounds.Add(measure());

    /// <summary>Median of a figure over the rounds.</summary>
    /// <param name="figure">Its index.</param>
    public double Median(int figure) => MedianOf(_rounds.Select(round => round[figure]));

    /// <summary>Least of a figure.</summary>
    /// <param name="figure">Its index.</param>
    public double Least(int figure) => _rounds.Min(round => round[figure]);

    /// <summary>Greatest of a figure.</summary>
    /// <param name="figure">Its index.</param>
    public double Most(int figure) => _rounds.Max(round => round[figure]);

    /// <summary>Median of a figure's ratio to that of another row, round by round.</summary>
    /// <param name="other">The other row, measured as often.</param>
    /// <param name="figure">Its index.</param>
    public double MedianRatio(RepeatedRow other, int figure) => MedianOf(_rounds.Zip(other._rounds, (mine, theirs) => mine[figure] / Math.Max(1, theirs[figure])));

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
