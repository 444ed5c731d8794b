using System.Globalization;

namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>One number: an integer of up to 64 bits, or a real one. A float's value is kept as the double that it converts to.</summary>
public readonly record struct Scalar(decimal Integer, double Real, bool IsReal)
{
    public static Scalar Of(decimal integer) => new(integer, 0, false);

    public static Scalar Of(double real) => new(0, real, true);

    /// <summary>The bits that stand on the wire, in the low bytes.</summary>
    public ulong Bits(Wire wire) => wire switch
    {
        Wire.Float => BitConverter.SingleToUInt32Bits((float)Real),
        Wire.Double => BitConverter.DoubleToUInt64Bits(Real),
        _ => Integer < 0 ? unchecked((ulong)(long)Integer) : (ulong)Integer,
    };

    public override string ToString() => IsReal ? Real.ToString("R", CultureInfo.InvariantCulture) : Integer.ToString(CultureInfo.InvariantCulture);
}
