namespace EdgeRouter.Feedback.Tca;

/// <summary>A mean with a confidence interval that allows values of the same cluster to go together (<c>src/docs/TCA.md</c>).</summary>
/// <param name="Count">Values.</param>
/// <param name="ClusterCount">Clusters.</param>
/// <param name="Mean">Mean of all values.</param>
/// <param name="StandardError">Cluster-robust standard error; NaN with fewer than two clusters.</param>
/// <param name="Low">Lower end of the interval; NaN with fewer than two clusters.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">Two-sided probability of such a mean if the true mean were zero; NaN with fewer than two clusters.</param>
public readonly record struct ClusterMean(int Count, int ClusterCount, double Mean, double StandardError, double Low, double High, double PValue)
{
    /// <summary>Whether the interval lies wholly below zero.</summary>
    public bool IsBelowZero => High < 0;

    /// <summary>Whether the interval lies wholly above zero.</summary>
    public bool IsAboveZero => Low > 0;

    /// <summary>Computes mean and interval: V = G/(G−1) · Σ_g (Σ_{i∈g} (x_i − x̄))² / n², Student t with G−1 degrees of freedom.</summary>
    /// <typeparam name="TKey">What names a cluster.</typeparam>
    /// <param name="values">Values with their cluster.</param>
    /// <param name="confidence">Above 0 and below 1, e.g. 0.95.</param>
    public static ClusterMean Compute<TKey>(IReadOnlyCollection<(TKey Cluster, double Value)> values, double confidence)
        where TKey : notnull
    {
        int n = values.Count;
        if (n == 0)
            return new ClusterMean(0, 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        double mean = values.Sum(v => v.Value) / n;
        var sums = new Dictionary<TKey, double>();
        foreach ((TKey cluster, double value) in values)
            sums[cluster] = sums.GetValueOrDefault(cluster) + (value - mean);
        int g = sums.Count;
        if (g < 2)
            return new ClusterMean(n, g, mean, double.NaN, double.NaN, double.NaN, double.NaN);
        double variance = (double)g / (g - 1) * sums.Values.Sum(s => s * s) / ((double)n * n);
        double error = Math.Sqrt(variance);
        double half = StudentT.Quantile(0.5 + (confidence / 2), g - 1) * error;
        return new ClusterMean(n, g, mean, error, mean - half, mean + half, TwoSided(mean, error, g - 1));
    }

    private static double TwoSided(double mean, double error, int degreesOfFreedom)
    {
        if (error == 0)
            return mean == 0 ? 1 : 0;
        return 2 * StudentT.Cdf(-Math.Abs(mean / error), degreesOfFreedom);
    }
}
