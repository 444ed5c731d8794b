namespace EdgeRouter.Core.Numerics;

/// <summary>Exponential and logarithm that give the same bits on every machine: only IEEE double + − × ÷ in a fixed order,
/// exact rounding to integer and operations on bits; no libm and no fused multiply-add.</summary>
/// <remarks>Relative error of every function is at most 1e-12 wherever the result is a normal double
/// (about 1e-15 is typical; the tests hold the bound against <see cref="Math"/>).</remarks>
public static partial class DeterministicMath
{
    /// <summary>Above this <see cref="Exp(double)"/> is +∞.</summary>
    public const double MaxExpArgument = 709.782712893384;

    /// <summary>Below this <see cref="Exp(double)"/> is 0: the result would be under half of the smallest subnormal.</summary>
    public const double MinExpArgument = -745.1332191019412;

    private const double Log2E = 1.4426950408889634;
    private const double Ln2 = 0.6931471805599453;

    // ln 2 in two parts: the high one has 32 significant bits, so that k * Ln2High is exact for |k| < 2^20.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private const long MantissaMask = 0x000F_FFFF_FFFF_FFFF;
    private const long OneBits = 0x3FF0_0000_0000_0000;
    private const double TwoPower54 = 18014398509481984.0;
    private const double SquareRootOfTwo = 1.4142135623730951;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>e to the power <paramref name="x"/>.</summary>
    /// <param name="x">Any double. NaN gives NaN; overflow gives +∞, underflow 0.</param>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x > MaxExpArgument)
        {
            return double.PositiveInfinity;
        }

        if (x < MinExpArgument)
        {
            return 0.0;
        }

        double k = Math.Floor((x * Log2E) + 0.5);
        double r = (x - (k * Ln2High)) - (k * Ln2Low);
        return Scale(ExpReduced(r), (int)k);
    }

    /// <summary>2 to the power <paramref name="x"/>.</summary>
    /// <param name="x">Any double. NaN gives NaN; overflow gives +∞, underflow 0. Exact for whole numbers.</param>
    public static double Exp2(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x >= 1024.0)
        {
            return double.PositiveInfinity;
        }

        if (x < -1075.0)
        {
            return 0.0;
        }

        double k = Math.Floor(x + 0.5);
        return Scale(ExpReduced((x - k) * Ln2), (int)k);
    }

    /// <summary>Natural logarithm of <paramref name="x"/>.</summary>
    /// <param name="x">0 gives −∞, a negative number or NaN gives NaN, +∞ gives +∞.</param>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0.0)
        {
            return double.NaN;
        }

        if (x == 0.0)
        {
            return double.NegativeInfinity;
        }

        if (double.IsPositiveInfinity(x))
        {
            return x;
        }

        int exponent = 0;
        if (x < SmallestNormal)
        {
            x *= TwoPower54;
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & MantissaMask) | OneBits);
        if (m > SquareRootOfTwo)
        {
            m *= 0.5;
            exponent++;
        }

        return (exponent * Ln2High) + (LogReduced(m) + (exponent * Ln2Low));
    }

    /// <summary>The logistic function 1 / (1 + e^−x).</summary>
    /// <param name="x">Log-odds; any double. NaN gives NaN.</param>
    public static double Logistic(double x)
    {
        if (x >= 0.0)
        {
            return 1.0 / (1.0 + Exp(-x));
        }

        double e = Exp(x);
        return e / (1.0 + e);
    }

    /// <summary>Exactly 2 to the power <paramref name="k"/>, without a loop or a branch.</summary>
    /// <param name="k">−1022 to 1023; outside it the result has no meaning.</param>
    public static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);

    // Taylor to the 13th power for |r| <= ln 2 / 2: the first term left out is below 5e-18.
    private static double ExpReduced(double r)
    {
        double p = 1.0 / 6227020800.0;
        p = (p * r) + (1.0 / 479001600.0);
        p = (p * r) + (1.0 / 39916800.0);
        p = (p * r) + (1.0 / 3628800.0);
        p = (p * r) + (1.0 / 362880.0);
        p = (p * r) + (1.0 / 40320.0);
        p = (p * r) + (1.0 / 5040.0);
        p = (p * r) + (1.0 / 720.0);
        p = (p * r) + (1.0 / 120.0);
        p = (p * r) + (1.0 / 24.0);
        p = (p * r) + (1.0 / 6.0);
        p = (p * r) + 0.5;
        return 1.0 + (r + (r * r * p));
    }

    // log m = 2 atanh s with s = (m-1)/(m+1), |s| <= 0.172: the first term left out is below 2e-20.
    private static double LogReduced(double m)
    {
        double s = (m - 1.0) / (m + 1.0);
        double z = s * s;
        double p = 1.0 / 25.0;
        p = (p * z) + (1.0 / 23.0);
        p = (p * z) + (1.0 / 21.0);
        p = (p * z) + (1.0 / 19.0);
        p = (p * z) + (1.0 / 17.0);
        p = (p * z) + (1.0 / 15.0);
        p = (p * z) + (1.0 / 13.0);
        p = (p * z) + (1.0 / 11.0);
        p = (p * z) + (1.0 / 9.0);
        p = (p * z) + (1.0 / 7.0);
        p = (p * z) + (1.0 / 5.0);
        p = (p * z) + (1.0 / 3.0);
        return (2.0 * s) + (2.0 * s * z * p);
    }

    // value * 2^k for value in [0.7, 1.5]; two steps where one power of two would leave the normal range.
    private static double Scale(double value, int k)
    {
        if (k > 1023)
        {
            return value * PowerOfTwo(1023) * PowerOfTwo(k - 1023);
        }

        return k < -1022
            ? value * PowerOfTwo(k + 54) * (1.0 / TwoPower54)
            : value * PowerOfTwo(k);
    }
}
