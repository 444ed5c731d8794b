using System.Numerics;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Mantissa · 2^Exponent, exactly: what doubles, their sums and their scaled values are.</summary>
internal readonly record struct Dyadic(BigInteger Mantissa, int Exponent) : IComparable<Dyadic>
{
    public static Dyadic Zero => new(BigInteger.Zero, 0);

    public static Dyadic Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int field = (int)(bits >> 52) & 0x7FF;
        long fraction = bits & ((1L << 52) - 1);
        long mantissa = field == 0 ? fraction : fraction | (1L << 52);
        return new Dyadic(bits < 0 ? -mantissa : mantissa, Math.Max(field, 1) - 1075);
    }

    public static Dyadic operator +(Dyadic a, Dyadic b)
    {
        int exponent = Math.Min(a.Exponent, b.Exponent);
        return new Dyadic((a.Mantissa << (a.Exponent - exponent)) + (b.Mantissa << (b.Exponent - exponent)), exponent);
    }

    public static Dyadic operator -(Dyadic a, Dyadic b) => a + new Dyadic(-b.Mantissa, b.Exponent);

    public static bool operator <(Dyadic a, Dyadic b) => a.CompareTo(b) < 0;

    public static bool operator >(Dyadic a, Dyadic b) => a.CompareTo(b) > 0;

    public static bool operator <=(Dyadic a, Dyadic b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Dyadic a, Dyadic b) => a.CompareTo(b) >= 0;

    public Dyadic Abs() => this with { Mantissa = BigInteger.Abs(Mantissa) };

    public Dyadic TimesPowerOfTwo(int power) => this with { Exponent = Exponent + power };

    public int CompareTo(Dyadic other) => (this - other).Mantissa.Sign;

    /// <summary>Nearest integer, half to even.</summary>
    public BigInteger Round()
    {
        if (Exponent >= 0)
        {
            return Mantissa << Exponent;
        }

        BigInteger floor = Mantissa >> -Exponent;
        BigInteger twiceRest = (Mantissa - (floor << -Exponent)) << 1;
        int side = twiceRest.CompareTo(BigInteger.One << -Exponent);
        return side > 0 || (side == 0 && !floor.IsEven) ? floor + 1 : floor;
    }
}
