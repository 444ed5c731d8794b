using System.Text;
using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Makes values: the ends of the ranges and the nulls more often than chance would.</summary>
public static class ValueMaker
{
    private static readonly string[] Texts = ["", "A", "abc", "a b ", " ", "q\"\\/<>&'", "tab\tline\n", "h\u00e9llo", "\u20ac\U0001F600", "x\0hidden", "\u007f\u0001", "AAPL  "];

    public static Scalar Number(Choices choices, Wire wire)
    {
        if (wire.IsReal())
        {
            return choices.Next(8) switch
            {
                0 => Scalar.Of(0.0),
                1 => Scalar.Of(double.NaN),
                2 => Scalar.Of(wire == Wire.Float ? float.MaxValue : double.MaxValue),
                3 => Scalar.Of(wire == Wire.Float ? float.Epsilon : double.Epsilon),
                4 => Scalar.Of(double.NegativeInfinity),
                _ => Finite(choices, wire),
            };
        }

        return choices.Next(6) switch
        {
            0 => Scalar.Of(0m),
            1 => Scalar.Of(wire.High()),
            2 => Scalar.Of(wire.Low()),
            3 => Scalar.Of(Math.Min(wire.High(), (decimal)choices.Next(200))),
            _ => Finite(choices, wire),
        };
    }

    /// <summary>Any number but NaN and the infinities.</summary>
    public static Scalar Finite(Choices choices, Wire wire)
    {
        if (wire.IsReal())
        {
            double real = (choices.Next(2_000_001) - 1_000_000) / (double)choices.Pick((int[])[1, 4, 7, 100, 1_000]);
            return Scalar.Of(wire == Wire.Float ? (float)real : real);
        }

        ulong bits = choices.Bits() >> (64 - (8 * wire.Size()));
        return Scalar.Of(bits <= wire.High() ? bits : bits - wire.High() - 1 + wire.Low());
    }

    /// <summary>A value for a field; null: an optional field that is not set.</summary>
    public static FieldValue? Field(Choices choices, ModelField field, int version, bool isOptional = false)
    {
        bool mayBeUnset = isOptional || field.Presence == Presence.Optional;
        if (field.IsConstant || (mayBeUnset && choices.Chance(25)))
        {
            return null;
        }

        return field.Type switch
        {
            ScalarType { Length: > 1 } type when type.Wire.Size() == 1 => new FieldValue.Bytes(Bytes(choices, type.Wire, type.Length, mayBeCut: true)),
            ScalarType { Length: > 1 } type => new FieldValue.Numbers([.. Enumerable.Range(0, type.Length).Select(_ => OrNull(choices, type))]),
            ScalarType type => new FieldValue.Number(OrNull(choices, type)),
            EnumType type => new FieldValue.Number(Scalar.Of(EnumValue(choices, type, version))),
            SetType type => new FieldValue.Number(Scalar.Of(SetBits(choices, type, version))),
            CompositeType type => new FieldValue.Composite([.. type.Members.Select(member => Field(choices, member, version, mayBeUnset))]),
            _ => throw new InvalidOperationException(field.Type.Name),
        };
    }

    public static byte[] Bytes(Choices choices, Wire wire, int longest, bool mayBeCut)
    {
        if (wire == Wire.Char || choices.Chance(50))
        {
            byte[] text = Encoding.UTF8.GetBytes(choices.Pick(Texts));
            return text.Length <= longest ? text : text[..longest];
        }

        byte[] bytes = new byte[mayBeCut ? choices.Next(longest + 1) : longest];
        for (int index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)choices.Next(256);
        }

        return bytes;
    }

    private static Scalar OrNull(Choices choices, ScalarType type) => choices.Chance(15) ? type.Null : Number(choices, type.Wire);

    private static decimal EnumValue(Choices choices, EnumType type, int version)
    {
        NamedValue[] known = [.. type.Values.Where(value => value.Since <= version)];
        return choices.Next(10) switch
        {
            0 or 1 => type.Null.Integer,
            2 => Finite(choices, type.Wire).Integer,
            _ => known.Length > 0 ? choices.Pick(known).Value : type.Null.Integer,
        };
    }

    private static decimal SetBits(Choices choices, SetType type, int version)
    {
        ulong bits = choices.Chance(10) ? (ulong)Finite(choices, type.Wire).Integer : 0;
        foreach (NamedValue choice in type.Choices.Where(choice => choice.Since <= version && choices.Chance(50)))
        {
            bits |= 1UL << (int)choice.Value;
        }

        return bits;
    }
}
