using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Simulation.History;

/// <summary>A sum of exponentials that stands for (1 + t ÷ tau)^−exponent up to a longest memory. The power law is the Laplace transform of a Gamma density;
/// its integral is taken on a grid of factors of four, and the weights are scaled to sum to one.</summary>
internal sealed class Propagator
{
    private const double Fastest = 3.0;
    private const double Spacing = 4.0;

    private Propagator(double[] weights, double[] ratesPerSecond)
    {
        Weights = weights;
        RatesPerSecond = ratesPerSecond;
    }

    /// <summary>Weight of each exponential; they sum to one.</summary>
    public double[] Weights { get; }

    /// <summary>Decay of each exponential, 1/s.</summary>
    public double[] RatesPerSecond { get; }

    /// <summary>Builds the sum.</summary>
    /// <param name="tauSeconds">Time after which the decay sets in, s.</param>
    /// <param name="exponent">Exponent of the power law.</param>
    /// <param name="memorySeconds">Slowest exponential, s.</param>
    public static Propagator Create(double tauSeconds, double exponent, double memorySeconds)
    {
        var weights = new List<double>();
        var rates = new List<double>();
        for (double x = Fastest; x >= tauSeconds / memorySeconds; x /= Spacing)
        {
            weights.Add(DeterministicMath.Exp((exponent * DeterministicMath.Log(x)) - x));
            rates.Add(x / tauSeconds);
        }

        // The slowest stands for all that is slower still: the integral from zero to half its rate.
        double slowest = rates[^1] * tauSeconds;
        weights[^1] += DeterministicMath.Exp(exponent * DeterministicMath.Log(0.5 * slowest)) / (exponent * DeterministicMath.Log(Spacing));
        double sum = weights.Sum();
        return new Propagator([.. weights.Select(w => w / sum)], [.. rates]);
    }

    /// <summary>What is left of a unit after a time.</summary>
    /// <param name="seconds">Time, s.</param>
    public double At(double seconds)
    {
        double left = 0.0;
        for (int k = 0; k < Weights.Length; k++)
        {
            left += Weights[k] * DeterministicMath.Exp(-seconds * RatesPerSecond[k]);
        }

        return left;
    }
}
