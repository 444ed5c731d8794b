using System.Numerics;

namespace EdgeRouter.Core.Numerics;

/// <content>The functions of many numbers at once: the very operations of one, lane by lane, so the same bits; lanes out of the common range go one by one.</content>
public static partial class DeterministicMath
{
    // From here up e^x is a normal double, so that one power of two scales it.
    private const double NormalExpArgument = -708.0;

    // Added to a whole number in 1 to 2046, puts it into the low bits: the exponent field of a power of two.
    private const double ExponentInLowBits = TwoPower52 + 1023.0;
    private const double TwoPower52 = 4503599627370496.0;
    private const double LargestExpArgument = 709.0;

    /// <summary>Replaces every number by its <see cref="Logistic(double)"/>; the same bits, lane by lane, as one call each.</summary>
    /// <param name="values">Log-odds; overwritten.</param>
    public static void Logistic(Span<double> values)
    {
        int i = 0;
        for (; i + Vector<double>.Count <= values.Length; i += Vector<double>.Count)
        {
            Span<double> block = values.Slice(i, Vector<double>.Count);
            var x = new Vector<double>(block);
            Vector<double> negative = -Vector.Abs(x);
            if (Vector.GreaterThanOrEqualAll(negative, new Vector<double>(NormalExpArgument)))
            {
                LogisticOf(x, negative).CopyTo(block);
            }
            else
            {
                LogisticEach(block);
            }
        }

        LogisticEach(values[i..]);
    }

    /// <summary>Replaces every number by its <see cref="Exp(double)"/>; the same bits as one call each.</summary>
    /// <param name="values">Any doubles; overwritten.</param>
    public static void Exp(Span<double> values)
    {
        int i = 0;
        for (; i + Vector<double>.Count <= values.Length; i += Vector<double>.Count)
        {
            Span<double> block = values.Slice(i, Vector<double>.Count);
            var x = new Vector<double>(block);
            bool isCommon = Vector.GreaterThanOrEqualAll(x, new Vector<double>(NormalExpArgument))
                && Vector.LessThanOrEqualAll(x, new Vector<double>(LargestExpArgument));
            if (isCommon)
            {
                ExpOf(x).CopyTo(block);
            }
            else
            {
                ExpEach(block);
            }
        }

        ExpEach(values[i..]);
    }

    /// <summary>Replaces every number by its <see cref="Log(double)"/>; the same bits as one call each.</summary>
    /// <param name="values">Any doubles; overwritten.</param>
    public static void Log(Span<double> values)
    {
        int i = 0;
        for (; i + Vector<double>.Count <= values.Length; i += Vector<double>.Count)
        {
            Span<double> block = values.Slice(i, Vector<double>.Count);
            var x = new Vector<double>(block);
            bool isCommon = Vector.GreaterThanOrEqualAll(x, new Vector<double>(SmallestNormal))
                && Vector.LessThanOrEqualAll(x, new Vector<double>(double.MaxValue));
            if (isCommon)
            {
                LogOf(x).CopyTo(block);
            }
            else
            {
                LogEach(block);
            }
        }

        LogEach(values[i..]);
    }

    private static void ExpEach(Span<double> values)
    {
        foreach (ref double value in values)
        {
            value = Exp(value);
        }
    }

    private static void LogEach(Span<double> values)
    {
        foreach (ref double value in values)
        {
            value = Log(value);
        }
    }

    private static void LogisticEach(Span<double> values)
    {
        foreach (ref double value in values)
        {
            value = Logistic(value);
        }
    }

    // With e = e^−|x| both branches of the logistic function end in a division by 1 + e.
    private static Vector<double> LogisticOf(Vector<double> x, Vector<double> negative)
    {
        Vector<double> e = ExpOf(negative);
        Vector<double> numerator = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<double>.Zero), Vector<double>.One, e);
        return numerator / (Vector<double>.One + e);
    }

    private static Vector<double> ExpOf(Vector<double> x)
    {
        Vector<double> k = Vector.Floor((x * new Vector<double>(Log2E)) + new Vector<double>(0.5));
        Vector<double> r = x - (k * new Vector<double>(Ln2High)) - (k * new Vector<double>(Ln2Low));
        Vector<long> power = Vector.ShiftLeft(Vector.AsVectorInt64(k + new Vector<double>(ExponentInLowBits)), 52);
        return ExpReduced(r) * Vector.AsVectorDouble(power);
    }

    private static Vector<double> LogOf(Vector<double> x)
    {
        Vector<long> bits = Vector.AsVectorInt64(x);
        Vector<long> inLowBits = Vector.ShiftRightLogical(bits, 52) | Vector.AsVectorInt64(new Vector<double>(TwoPower52));
        Vector<double> exponent = Vector.AsVectorDouble(inLowBits) - new Vector<double>(ExponentInLowBits);
        Vector<double> m = Vector.AsVectorDouble((bits & new Vector<long>(MantissaMask)) | new Vector<long>(OneBits));
        Vector<long> isLarge = Vector.GreaterThan(m, new Vector<double>(SquareRootOfTwo));
        m = Vector.ConditionalSelect(isLarge, m * new Vector<double>(0.5), m);
        exponent = Vector.ConditionalSelect(isLarge, exponent + Vector<double>.One, exponent);
        return (exponent * new Vector<double>(Ln2High)) + (LogReduced(m) + (exponent * new Vector<double>(Ln2Low)));
    }

    private static Vector<double> LogReduced(Vector<double> m)
    {
        Vector<double> s = (m - Vector<double>.One) / (m + Vector<double>.One);
        Vector<double> z = s * s;
        Vector<double> p = new(1.0 / 25.0);
        p = (p * z) + new Vector<double>(1.0 / 23.0);
        p = (p * z) + new Vector<double>(1.0 / 21.0);
        p = (p * z) + new Vector<double>(1.0 / 19.0);
        p = (p * z) + new Vector<double>(1.0 / 17.0);
        p = (p * z) + new Vector<double>(1.0 / 15.0);
        p = (p * z) + new Vector<double>(1.0 / 13.0);
        p = (p * z) + new Vector<double>(1.0 / 11.0);
        p = (p * z) + new Vector<double>(1.0 / 9.0);
        p = (p * z) + new Vector<double>(1.0 / 7.0);
        p = (p * z) + new Vector<double>(1.0 / 5.0);
        p = (p * z) + new Vector<double>(1.0 / 3.0);
        Vector<double> two = new(2.0);
        return (two * s) + (two * s * z * p);
    }

    private static Vector<double> ExpReduced(Vector<double> r)
    {
        Vector<double> p = new(1.0 / 6227020800.0);
        p = (p * r) + new Vector<double>(1.0 / 479001600.0);
        p = (p * r) + new Vector<double>(1.0 / 39916800.0);
        p = (p * r) + new Vector<double>(1.0 / 3628800.0);
        p = (p * r) + new Vector<double>(1.0 / 362880.0);
        p = (p * r) + new Vector<double>(1.0 / 40320.0);
        p = (p * r) + new Vector<double>(1.0 / 5040.0);
        p = (p * r) + new Vector<double>(1.0 / 720.0);
        p = (p * r) + new Vector<double>(1.0 / 120.0);
        p = (p * r) + new Vector<double>(1.0 / 24.0);
        p = (p * r) + new Vector<double>(1.0 / 6.0);
        p = (p * r) + new Vector<double>(0.5);
        return Vector<double>.One + (r + (r * r * p));
    }
}
