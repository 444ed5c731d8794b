namespace EdgeRouter.Feedback.Tca;

/// <summary>Student's t distribution, by the regularised incomplete beta function (continued fraction of DLMF 8.17.22, Lentz's method).</summary>
public static class StudentT
{
    private const double Tiny = 1e-300;
    private const int IterationsMax = 500;

    /// <summary>Probability of a value at or below t.</summary>
    /// <param name="t">Value.</param>
    /// <param name="degreesOfFreedom">Above zero.</param>
    public static double Cdf(double t, double degreesOfFreedom)
    {
        double x = degreesOfFreedom / (degreesOfFreedom + (t * t));
        double tail = 0.5 * IncompleteBeta(x, degreesOfFreedom / 2, 0.5);
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>The t that lies above a share of the distribution; bisection to the last bit that matters.</summary>
    /// <param name="probability">0.5 to below 1.</param>
    /// <param name="degreesOfFreedom">At least 1.</param>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probability, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1.0);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1.0);
        double low = 0;
        double high = 1;
        while (Cdf(high, degreesOfFreedom) < probability)
            high *= 2;
        for (int i = 0; i < 200 && high - low > 1e-13 * high; i++)
        {
            double middle = (low + high) / 2;
            if (Cdf(middle, degreesOfFreedom) < probability)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        double c = 1;
        double d = Invert(1 - ((a + b) * x / (a + 1)));
        double h = d;
        for (int m = 1; m <= IterationsMax; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = Invert(1 + (even * d));
            c = NotZero(1 + (even / c));
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = Invert(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            h *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
                break;
        }

        return h;
    }

    private static double Invert(double value) => 1 / NotZero(value);

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    // Stirling's series (DLMF 5.11.1) above 10, brought there by the recurrence; relative error below 1e-14.
    private static double LogGamma(double x)
    {
        double shift = 0;
        while (x < 10)
        {
            shift -= Math.Log(x);
            x++;
        }

        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square / 1188))))))));
        return shift + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series;
    }
}
