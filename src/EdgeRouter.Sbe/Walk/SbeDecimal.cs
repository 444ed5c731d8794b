using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Reads the parts of decimals: composites of a mantissa and an exponent, constant or encoded.</summary>
internal static class SbeDecimal
{
    /// <summary>Reads both parts; null where a part is null or the version does not have it.</summary>
    public static void ReadParts(SbeComposite composite, ReadOnlySpan<byte> bytes, int version, bool isBigEndian, out decimal? mantissa, out decimal? exponent)
    {
        mantissa = Part(composite.Members[0], bytes, version, isBigEndian);
        exponent = Part(composite.Members[1], bytes, version, isBigEndian);
    }

    private static decimal? Part(SbeField member, ReadOnlySpan<byte> bytes, int version, bool isBigEndian)
    {
        SbeScalar scalar = (SbeScalar)member.Type;
        if (member.Presence == SbePresence.Constant)
        {
            return scalar.ConstantValue?.Integer;
        }

        if (member.Facts.SinceVersion > version || member.End > bytes.Length)
        {
            return null;
        }

        decimal value = SbeValue.ReadInteger(bytes.Slice(member.Offset), scalar.Primitive, isBigEndian);
        return member.Presence == SbePresence.Optional && value == scalar.NullValue.Integer ? null : value;
    }
}
