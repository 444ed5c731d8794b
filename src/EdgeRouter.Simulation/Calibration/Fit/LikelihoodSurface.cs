namespace EdgeRouter.Simulation.Calibration.Fit;

/// <summary>The likelihood of arrivals whose intensity is a sum of parts, each times a parameter: Σ log(Σ θ·part) − Σ θ·cost. Concave, so Newton's method with the parameters kept positive finds its top.</summary>
/// <param name="parts">Parts by arrival, as many in a row as there are parameters.</param>
/// <param name="costs">Integral of each part over the tape.</param>
internal sealed class LikelihoodSurface(double[] parts, double[] costs)
{
    // A step may take away at most this share of a parameter: one whose place is zero gets there by halves and more.
    private const double ShrinkMax = 0.9;
    private const double Negligible = 1e-9;

    /// <summary>One step.</summary>
    /// <param name="values">Parameters; moved.</param>
    /// <returns>Largest change, as a share of what one unit of arrivals would be.</returns>
    public double Improve(double[] values)
    {
        int n = values.Length;
        double[] gradient = [.. costs.Select(cost => -cost)];
        double[] curvature = new double[n * n];
        for (int row = 0; row < parts.Length; row += n)
        {
            Accumulate(parts.AsSpan(row, n), values, gradient, curvature);
        }

        for (int j = 0; j < n; j++)
        {
            if (values[j] <= Negligible && gradient[j] <= 0.0)
            {
                Fix(j, gradient, curvature);
            }
        }

        double[] step = Solve(curvature, gradient);
        double largest = 0.0;
        for (int j = 0; j < n; j++)
        {
            double next = Math.Max(values[j] + step[j], Math.Max(Negligible, (1.0 - ShrinkMax) * values[j]));
            largest = Math.Max(largest, Math.Abs(next - values[j]));
            values[j] = next;
        }

        return largest;
    }

    private static void Accumulate(ReadOnlySpan<double> part, double[] values, double[] gradient, double[] curvature)
    {
        double intensity = 0.0;
        for (int j = 0; j < part.Length; j++)
        {
            intensity += values[j] * part[j];
        }

        if (intensity <= 0.0)
        {
            return;
        }

        for (int j = 0; j < part.Length; j++)
        {
            double share = part[j] / intensity;
            gradient[j] += share;
            for (int k = 0; k < part.Length; k++)
            {
                curvature[(j * part.Length) + k] += share * part[k] / intensity;
            }
        }
    }

    private static void Fix(int index, double[] gradient, double[] curvature)
    {
        int n = gradient.Length;
        gradient[index] = 0.0;
        for (int k = 0; k < n; k++)
        {
            curvature[(index * n) + k] = curvature[(k * n) + index] = k == index ? 1.0 : 0.0;
        }
    }

    // Elimination without pivoting: the matrix is symmetric and positive.
    private static double[] Solve(double[] a, double[] b)
    {
        int n = b.Length;
        for (int pivot = 0; pivot < n; pivot++)
        {
            double diagonal = a[(pivot * n) + pivot] += 1e-12;
            for (int row = pivot + 1; row < n; row++)
            {
                double factor = a[(row * n) + pivot] / diagonal;
                b[row] -= factor * b[pivot];
                for (int k = pivot; k < n; k++)
                {
                    a[(row * n) + k] -= factor * a[(pivot * n) + k];
                }
            }
        }

        for (int row = n - 1; row >= 0; row--)
        {
            for (int k = row + 1; k < n; k++)
            {
                b[row] -= a[(row * n) + k] * b[k];
            }

            b[row] /= a[(row * n) + row];
        }

        return b;
    }
}
