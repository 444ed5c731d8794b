using System.Globalization;

namespace EdgeRouter.Sbe.Schema;

/// <summary>Facts of the primitive encodings: names, sizes, default nulls and ranges.</summary>
public static class SbePrimitives
{
    private static readonly string[] Names = { "char", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float", "double" };
    private static readonly int[] Sizes = { 1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8 };

    /// <summary>Finds a primitive by its name in a schema.</summary>
    /// <param name="name">E.g. <c>uint16</c>.</param>
    /// <param name="primitive">The primitive.</param>
    /// <returns>Whether there is one of that name.</returns>
    public static bool TryParse(string? name, out SbePrimitive primitive)
    {
        int index = name == null ? -1 : Array.IndexOf(Names, name);
        primitive = index < 0 ? SbePrimitive.Char : (SbePrimitive)index;
        return index >= 0;
    }

    /// <summary>Name in a schema.</summary>
    /// <param name="primitive">The primitive.</param>
    public static string SchemaName(this SbePrimitive primitive) => Names[(int)primitive];

    /// <summary>Encoded size.</summary>
    /// <param name="primitive">The primitive.</param>
    /// <returns>1, 2, 4 or 8 bytes.</returns>
    public static int SizeBytes(this SbePrimitive primitive) => Sizes[(int)primitive];

    /// <summary>Whether the encoding is a signed integer.</summary>
    /// <param name="primitive">The primitive.</param>
    public static bool IsSigned(this SbePrimitive primitive) =>
        primitive is SbePrimitive.Int8 or SbePrimitive.Int16 or SbePrimitive.Int32 or SbePrimitive.Int64;

    /// <summary>Whether the encoding is IEEE floating point.</summary>
    /// <param name="primitive">The primitive.</param>
    public static bool IsReal(this SbePrimitive primitive) => primitive is SbePrimitive.Float or SbePrimitive.Double;

    /// <summary>The value that means "absent" where a schema names none (specification §2.4.2).</summary>
    /// <param name="primitive">The primitive.</param>
    public static SbeNumber DefaultNull(this SbePrimitive primitive) => primitive switch
    {
        SbePrimitive.Float or SbePrimitive.Double => SbeNumber.FromReal(double.NaN),
        SbePrimitive.Char => SbeNumber.FromInteger(0),
        _ => SbeNumber.FromInteger(primitive.IsSigned() ? Lowest(primitive) : Highest(primitive)),
    };

    /// <summary>Lowest value that the bits can hold (integers only).</summary>
    /// <param name="primitive">The primitive.</param>
    public static decimal Lowest(this SbePrimitive primitive) =>
        primitive.IsSigned() ? -(decimal)(1UL << ((primitive.SizeBytes() * 8) - 1)) : 0;

    /// <summary>Highest value that the bits can hold (integers only).</summary>
    /// <param name="primitive">The primitive.</param>
    public static decimal Highest(this SbePrimitive primitive)
    {
        ulong all = ulong.MaxValue >> (64 - (primitive.SizeBytes() * 8));
        return primitive.IsSigned() ? all >> 1 : all;
    }

    /// <summary>Parses a value of this encoding as it is written in a schema: a number, or for <c>char</c> also one character, in quotes or not.</summary>
    /// <param name="primitive">The primitive.</param>
    /// <param name="text">Text of the schema.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the text is one and the encoding can hold it.</returns>
    public static bool TryParseValue(this SbePrimitive primitive, string text, out SbeNumber value)
    {
        value = default;
        text = text.Length == 1 ? text : text.Trim();
        if (primitive == SbePrimitive.Char && text.Length == 1)
        {
            value = SbeNumber.FromInteger(text[0]);
            return text[0] <= byte.MaxValue;
        }

        if (primitive == SbePrimitive.Char && text.Length == 3 && text[0] == text[2] && text[0] is '\'' or '"')
        {
            value = SbeNumber.FromInteger(text[1]);
            return text[1] <= byte.MaxValue;
        }

        if (primitive.IsReal())
        {
            bool isReal = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real);
            value = SbeNumber.FromReal(real);
            return isReal;
        }

        bool isInteger = TryParseInteger(text, out decimal integer) && integer >= Lowest(primitive) && integer <= Highest(primitive);
        value = SbeNumber.FromInteger(integer);
        return isInteger;
    }

    private static bool TryParseInteger(string text, out decimal value)
    {
        value = 0;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            bool isHex = ulong.TryParse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex);
            value = hex;
            return isHex;
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
