namespace EdgeRouter.Simulation.Tests.Support;

/// <summary>Textbook statistics, written for the tests.</summary>
internal static class Sample
{
    public static double Mean(IReadOnlyList<double> x) => x.Sum() / x.Count;

    public static double Variance(IReadOnlyList<double> x)
    {
        double mean = Mean(x);
        return x.Sum(v => (v - mean) * (v - mean)) / (x.Count - 1);
    }

    public static double StandardError(IReadOnlyList<double> x) => Math.Sqrt(Variance(x) / x.Count);

    public static double Kurtosis(IReadOnlyList<double> x)
    {
        double mean = Mean(x);
        double second = x.Sum(v => (v - mean) * (v - mean)) / x.Count;
        return x.Sum(v => (v - mean) * (v - mean) * (v - mean) * (v - mean)) / x.Count / (second * second);
    }

    public static double Autocorrelation(IReadOnlyList<double> x, int lag)
    {
        double mean = Mean(x);
        double covariance = 0.0;
        for (int i = 0; i + lag < x.Count; i++)
        {
            covariance += (x[i] - mean) * (x[i + lag] - mean);
        }

        return covariance / (x.Count - lag) / Variance(x);
    }

    /// <summary>Slope of a least-squares line.</summary>
    public static double Slope(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double mx = Mean(x);
        double my = Mean(y);
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / x.Sum(a => (a - mx) * (a - mx));
    }
}
