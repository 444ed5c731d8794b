using EdgeRouter.Core.Numerics;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Calibration.Fit;

/// <summary>Fits self-exciting arrivals by maximum likelihood: the decay times are given, the base rate and the branching ratios are found by Newton's method
/// over the recursive form of the intensity (Ozaki, 1979). For given decay times the likelihood is concave, so the answer does not hang on the start.</summary>
internal static class HawkesFit
{
    private const int RoundsMax = 100;
    private const double Tolerance = 1e-7;
    private const double BranchingMax = 0.9;

    /// <summary>Decay times that are fitted, s: replies of machines, bunches of orders, and minutes of interest.</summary>
    public static readonly double[] DecaySeconds = [0.003, 0.1, 3.0, 60.0];

    /// <summary>Fits the branching ratios.</summary>
    /// <param name="timesMs">Arrivals in order, ms.</param>
    /// <param name="profile">Relative rate of the base over equal parts of the tape; its mean is one.</param>
    /// <param name="lengthMs">Length of the tape, ms.</param>
    /// <returns>Base rate a second, and a branching ratio for each of <see cref="DecaySeconds"/>.</returns>
    public static (double BasePerSecond, double[] Branching) Fit(ReadOnlySpan<int> timesMs, ReadOnlySpan<double> profile, int lengthMs)
    {
        if (timesMs.Length == 0)
        {
            return (0.0, new double[DecaySeconds.Length]);
        }

        double[] parts = Parts(timesMs, profile, lengthMs);
        double[] costs = [lengthMs / 1e3, .. DecaySeconds.Select(_ => 0.0)];
        costs.AsSpan(1).Fill(timesMs.Length);
        double[] values = [0.5 * timesMs.Length / costs[0], .. DecaySeconds.Select(_ => 0.5 / DecaySeconds.Length)];
        var surface = new LikelihoodSurface(parts, costs);
        for (int round = 0; round < RoundsMax && surface.Improve(values) > Tolerance; round++)
        {
        }

        double[] branching = values[1..];
        double total = branching.Sum();
        return (values[0], total <= BranchingMax ? branching : [.. branching.Select(b => b * BranchingMax / total)]);
    }

    /// <summary>The fitted kernels as parameters; ratios too small to matter are left out.</summary>
    public static HawkesKernel[] ToKernels(double[] branching) =>
    [
        .. branching.Select((ratio, k) => new HawkesKernel { BranchingRatio = Math.Round(ratio, 4), DecaySeconds = DecaySeconds[k] }).Where(kernel => kernel.BranchingRatio >= 0.001),
    ];

    // What base and kernels would add to the intensity at each arrival, were their parameters one.
    private static double[] Parts(ReadOnlySpan<int> timesMs, ReadOnlySpan<double> profile, int lengthMs)
    {
        int width = DecaySeconds.Length + 1;
        double[] parts = new double[timesMs.Length * width];
        double[] excited = new double[DecaySeconds.Length];
        for (int i = 0; i < timesMs.Length; i++)
        {
            double gap = i == 0 ? 0.0 : (timesMs[i] - timesMs[i - 1]) / 1e3;
            parts[i * width] = profile[Math.Min(profile.Length - 1, (int)((long)timesMs[i] * profile.Length / lengthMs))];
            for (int k = 0; k < excited.Length; k++)
            {
                excited[k] = i == 0 ? 0.0 : (excited[k] + 1.0) * DeterministicMath.Exp(-gap / DecaySeconds[k]);
                parts[(i * width) + k + 1] = excited[k] / DecaySeconds[k];
            }
        }

        return parts;
    }
}
