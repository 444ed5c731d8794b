using System.Numerics;

namespace EdgeRouter.Core.Numerics;

/// <content>The logistic function of many numbers at once.</content>
public static partial class DeterministicMath
{
    // From here up e^x is a normal double, so that one power of two scales it.
    private const double NormalExpArgument = -708.0;

    // Added to a whole number in 1 to 2046, puts it into the low bits: the exponent field of a power of two.
    private const double ExponentInLowBits = 4503599627370496.0 + 1023.0;

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

    private static void LogisticEach(Span<double> values)
    {
        foreach (ref double value in values)
        {
            value = Logistic(value);
        }
    }

    // The very operations of Exp and Logistic in their order; with e = e^−|x| both branches end in a division by 1 + e.
    private static Vector<double> LogisticOf(Vector<double> x, Vector<double> negative)
    {
        Vector<double> k = Vector.Floor((negative * new Vector<double>(Log2E)) + new Vector<double>(0.5));
        Vector<double> r = negative - (k * new Vector<double>(Ln2High)) - (k * new Vector<double>(Ln2Low));
        Vector<long> power = Vector.ShiftLeft(Vector.AsVectorInt64(k + new Vector<double>(ExponentInLowBits)), 52);
        Vector<double> e = ExpReduced(r) * Vector.AsVectorDouble(power);
        Vector<double> numerator = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<double>.Zero), Vector<double>.One, e);
        return numerator / (Vector<double>.One + e);
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
