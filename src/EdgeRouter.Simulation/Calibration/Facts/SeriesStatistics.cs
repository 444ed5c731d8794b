using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Simulation.Calibration.Facts;

/// <summary>Moments and correlations of a series. Every answer is 0 where a series is too short to say anything.</summary>
internal static class SeriesStatistics
{
    /// <summary>Arithmetic mean.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0.0;
        foreach (double value in values)
        {
            sum += value;
        }

        return values.Length == 0 ? 0.0 : sum / values.Length;
    }

    /// <summary>Mean square about zero: for returns, whose mean is noise.</summary>
    public static double MeanSquare(ReadOnlySpan<double> values)
    {
        double sum = 0.0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return values.Length == 0 ? 0.0 : sum / values.Length;
    }

    /// <summary>Fourth moment over the square of the second, about zero: 3 for a normal law.</summary>
    public static double Kurtosis(ReadOnlySpan<double> values)
    {
        double second = MeanSquare(values);
        double fourth = 0.0;
        foreach (double value in values)
        {
            fourth += value * value * value * value;
        }

        return second == 0.0 ? 0.0 : fourth / values.Length / (second * second);
    }

    /// <summary>Correlation of the series with itself <paramref name="lag"/> steps later.</summary>
    public static double Autocorrelation(ReadOnlySpan<double> values, int lag)
    {
        if (values.Length <= lag)
        {
            return 0.0;
        }

        double mean = Mean(values);
        double variance = 0.0;
        double covariance = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            variance += (values[i] - mean) * (values[i] - mean);
            covariance += i + lag < values.Length ? (values[i] - mean) * (values[i + lag] - mean) : 0.0;
        }

        return variance == 0.0 ? 0.0 : covariance / variance * values.Length / (values.Length - lag);
    }

    /// <summary>The value that a share <paramref name="p"/> of a sorted series does not exceed.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double p) =>
        sorted.Length == 0 ? 0.0 : sorted[Math.Clamp((int)Math.Ceiling(p * sorted.Length) - 1, 0, sorted.Length - 1)];

    /// <summary>The exponent b of y = a·x^b by least squares of the logarithms; points with y at or below zero are passed over.</summary>
    public static double PowerExponent(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double n = 0.0, sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > 0.0 && y[i] > 0.0)
            {
                double u = DeterministicMath.Log(x[i]);
                double v = DeterministicMath.Log(y[i]);
                n++;
                sx += u;
                sy += v;
                sxx += u * u;
                sxy += u * v;
            }
        }

        double determinant = (n * sxx) - (sx * sx);
        return n < 2.0 || determinant <= 0.0 ? 0.0 : ((n * sxy) - (sx * sy)) / determinant;
    }
}
