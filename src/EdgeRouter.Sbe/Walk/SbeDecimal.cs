using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Recognises and reads decimals: composites of a mantissa and an exponent, constant or encoded.</summary>
internal static class SbeDecimal
{
    private const int DigitsMax = 28;

    public static bool IsDecimal(SbeComposite composite) => composite.Members.Count == 2
        && Scalar(composite.Members[0], "mantissa") != null && Scalar(composite.Members[1], "exponent") != null;

    /// <summary>Reads a decimal from the bytes that the sender's version has of it.</summary>
    /// <returns>Null where the mantissa or the exponent is null or absent, or where the number has more digits than a decimal can hold.</returns>
    public static decimal? Read(SbeComposite composite, ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        decimal? mantissa = Part(composite.Members[0], bytes, isBigEndian);
        decimal? exponent = Part(composite.Members[1], bytes, isBigEndian);
        if (mantissa == null || exponent is null or > DigitsMax or < -DigitsMax)
        {
            return null;
        }

        decimal scale = 1;
        for (int step = 0; step < Math.Abs((int)exponent.Value); step++)
        {
            scale *= 10;
        }

        if (exponent <= 0)
        {
            return mantissa / scale;
        }

        return Math.Abs(mantissa.Value) <= decimal.MaxValue / scale ? mantissa * scale : null;
    }

    private static decimal? Part(SbeField member, ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        SbeScalar scalar = (SbeScalar)member.Type;
        if (member.Presence == SbePresence.Constant)
        {
            return scalar.ConstantValue?.Integer;
        }

        if (bytes.Length < member.End)
        {
            return null;
        }

        decimal value = SbeValue.ReadInteger(bytes.Slice(member.Offset), scalar.Primitive, isBigEndian);
        return member.Presence == SbePresence.Optional && value == scalar.NullValue.Integer ? null : value;
    }

    private static SbeScalar? Scalar(SbeField member, string name) =>
        member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && member.Type is SbeScalar { IsArray: false } scalar && !scalar.Primitive.IsReal() ? scalar : null;
}
