using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Simulation.Events;

/// <summary>A lognormal law of whole lots as 1,024 equally likely values: one look-up a draw, the same bits on every machine.</summary>
internal sealed class LogNormalTable
{
    private const int Size = 1024;
    private readonly int[] _lots = new int[Size];

    /// <summary>Builds the table.</summary>
    /// <param name="mean">Mean before rounding, lots.</param>
    /// <param name="sigma">Standard deviation of the logarithm.</param>
    public LogNormalTable(double mean, double sigma)
    {
        double mu = DeterministicMath.Log(mean) - (0.5 * sigma * sigma);
        for (int i = 0; i < Size; i++)
        {
            double lots = DeterministicMath.Exp(mu + (sigma * NormalQuantile((i + 0.5) / Size)));
            _lots[i] = (int)Math.Clamp(Math.Floor(lots + 0.5), 1.0, 10_000_000.0);
        }
    }

    public int Lots(ulong key) => _lots[key >> 54];

    // Abramowitz and Stegun 26.2.23: error under 4.5e-4, far below the rounding to lots.
    private static double NormalQuantile(double p)
    {
        double tail = p < 0.5 ? p : 1.0 - p;
        double t = Math.Sqrt(-2.0 * DeterministicMath.Log(tail));
        double numerator = 2.515517 + (t * (0.802853 + (t * 0.010328)));
        double denominator = 1.0 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))));
        double z = t - (numerator / denominator);
        return p < 0.5 ? -z : z;
    }
}
