using EdgeRouter.Core.Numerics;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Calibration.Fit;

/// <summary>Fits self-exciting arrivals by maximum likelihood: the decay times are given, the base rate and the branching ratios are found by expectation and maximisation
/// (Lewis and Mohler, 2011) over the recursive form of the intensity (Ozaki, 1979). For given decay times the likelihood is concave, so the answer does not hang on the start.</summary>
internal static class HawkesFit
{
    private const int RoundsMax = 400;
    private const double BranchingMax = 0.9;

    /// <summary>Decay times that are fitted, s: replies of machines, bunches of orders, and minutes of interest.</summary>
    public static readonly double[] DecaySeconds = [0.003, 0.1, 3.0, 60.0];

    /// <summary>Fits the branching ratios.</summary>
    /// <param name="timesMs">Arrivals in order, ms.</param>
    /// <param name="profile">Relative rate of the base over equal parts of the tape.</param>
    /// <param name="lengthMs">Length of the tape, ms.</param>
    /// <returns>Base rate a second, and a branching ratio for each of <see cref="DecaySeconds"/>.</returns>
    public static (double BasePerSecond, double[] Branching) Fit(ReadOnlySpan<int> timesMs, ReadOnlySpan<double> profile, int lengthMs)
    {
        int kernels = DecaySeconds.Length;
        double[] branching = new double[kernels];
        Array.Fill(branching, 0.5 / kernels);
        double seconds = lengthMs / 1e3;
        double rate = 0.5 * timesMs.Length / seconds;
        double[] fades = Fades(timesMs);
        for (int round = 0; round < RoundsMax && timesMs.Length > 0; round++)
        {
            double before = rate;
            (double own, double[] brought) = Share(timesMs, fades, profile, lengthMs, rate, branching);
            rate = own / seconds;
            for (int k = 0; k < kernels; k++)
            {
                branching[k] = brought[k] / timesMs.Length;
            }

            if (Math.Abs(rate - before) < 2e-6 * before)
            {
                break;
            }
        }

        double total = branching.Sum();
        return (rate, total <= BranchingMax ? branching : [.. branching.Select(b => b * BranchingMax / total)]);
    }

    /// <summary>The fitted kernels as parameters; ratios too small to matter are left out.</summary>
    public static HawkesKernel[] ToKernels(double[] branching) =>
    [
        .. branching.Select((ratio, k) => new HawkesKernel { BranchingRatio = Math.Round(ratio, 4), DecaySeconds = DecaySeconds[k] }).Where(kernel => kernel.BranchingRatio >= 0.001),
    ];

    // What each gap leaves of each kernel's excitement: the same in every round.
    private static double[] Fades(ReadOnlySpan<int> timesMs)
    {
        double[] fades = new double[timesMs.Length * DecaySeconds.Length];
        for (int i = 1; i < timesMs.Length; i++)
        {
            double gap = (timesMs[i] - timesMs[i - 1]) / 1e3;
            for (int k = 0; k < DecaySeconds.Length; k++)
            {
                fades[(i * DecaySeconds.Length) + k] = DeterministicMath.Exp(-gap / DecaySeconds[k]);
            }
        }

        return fades;
    }

    // Expected numbers of arrivals that came of themselves, and that were brought on through each kernel.
    private static (double Own, double[] Brought) Share(
        ReadOnlySpan<int> timesMs, ReadOnlySpan<double> fades, ReadOnlySpan<double> profile, int lengthMs, double rate, double[] branching)
    {
        double[] excited = new double[branching.Length];
        double[] brought = new double[branching.Length];
        double own = 0.0;
        for (int i = 0; i < timesMs.Length; i++)
        {
            int bin = Math.Min(profile.Length - 1, (int)((long)timesMs[i] * profile.Length / lengthMs));
            double intensity = rate * profile[bin];
            double basic = intensity;
            for (int k = 0; k < excited.Length; k++)
            {
                excited[k] = i == 0 ? 0.0 : (excited[k] + 1.0) * fades[(i * excited.Length) + k];
                intensity += branching[k] / DecaySeconds[k] * excited[k];
            }

            own += intensity == 0.0 ? 0.0 : basic / intensity;
            for (int k = 0; k < excited.Length; k++)
            {
                brought[k] += intensity == 0.0 ? 0.0 : branching[k] / DecaySeconds[k] * excited[k] / intensity;
            }
        }

        return (own, brought);
    }
}
