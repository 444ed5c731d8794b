using System.Globalization;
using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Makes types of one primitive: numbers, characters, arrays, constants.</summary>
public static class ScalarMaker
{
    private static readonly Wire[] Wires = Enum.GetValues<Wire>();
    private static readonly string[] Encodings = ["UTF-8", "ASCII"];

    public static ScalarType BuiltIn(Choices choices) => BuiltIn(choices.Pick(Wires));

    public static ScalarType BuiltIn(Wire wire) => new() { Name = wire.XmlName(), Wire = wire, IsBuiltIn = true };

    public static ScalarType Make(Choices choices, string name, int since)
    {
        Wire wire = choices.Pick(Wires);
        bool isArray = choices.Chance(30);
        bool isOptional = choices.Chance(40);
        Scalar? stated = choices.Chance(isOptional ? 50 : 10) ? StatedNull(choices, wire) : null;
        Scalar[] limits = [ValueMaker.Finite(choices, wire), ValueMaker.Finite(choices, wire)];
        Array.Sort(limits, (left, right) => wire.IsReal() ? left.Real.CompareTo(right.Real) : left.Integer.CompareTo(right.Integer));
        return new ScalarType
        {
            Name = name,
            Since = since,
            Wire = wire,
            Length = isArray ? 2 + choices.Next(wire.Size() == 1 ? 18 : 4) : 1,
            IsLengthStated = isArray || choices.Chance(20),
            Presence = isOptional ? Presence.Optional : Presence.Required,
            StatedNull = stated,
            StatedNullText = stated == null ? string.Empty : NullText(choices, wire, stated.Value),
            Min = wire != Wire.Char && choices.Chance(20) ? limits[0] : null,
            Max = wire != Wire.Char && choices.Chance(20) ? limits[1] : null,
            CharacterEncoding = (wire == Wire.Char || (wire == Wire.UInt8 && isArray)) && choices.Chance(40) ? UsableEncoding(choices, wire) : string.Empty,
        };
    }

    public static ScalarType MakeConstant(Choices choices, TypePool pool, string name, int since)
    {
        IReadOnlyList<(EnumType Type, NamedValue Value)> enumValues = pool.EnumValues(since);
        if (enumValues.Count > 0 && choices.Chance(25))
        {
            (EnumType type, NamedValue value) = choices.Pick(enumValues);
            return new ScalarType { Name = name, Since = since, Wire = type.Wire, Presence = Presence.Constant, ValueRef = $"{type.Name}.{value.Name}" };
        }

        Wire wire = choices.Pick(Wires);
        if (wire == Wire.Char)
        {
            string text = choices.Pick((string[])["A", "USD", " ", "a b", "x", "0", "42", "Z\u00e9"]);
            return new ScalarType
            {
                Name = name,
                Since = since,
                Wire = wire,
                Presence = Presence.Constant,
                ConstantText = text,
                Length = text.Length,
                IsLengthStated = text.Length > 1 && choices.Chance(50),
            };
        }

        Scalar number = ValueMaker.Finite(choices, wire);
        return new ScalarType { Name = name, Since = since, Wire = wire, Presence = Presence.Constant, ConstantText = Spaced(choices, number.ToString()), ConstantNumber = number };
    }

    private static string UsableEncoding(Choices choices, Wire wire) => wire == Wire.Char ? choices.Pick(Encodings) : "UTF-8";

    // A digit alone would be read as the character, not as its code.
    private static Scalar StatedNull(Choices choices, Wire wire) => wire == Wire.Char ? Scalar.Of((decimal)(32 + choices.Next(16))) : ValueMaker.Finite(choices, wire);

    private static string NullText(Choices choices, Wire wire, Scalar value) => wire == Wire.Char && choices.Chance(50)
        ? ((char)value.Integer).ToString()
        : wire.IsReal() || value.Integer < 0 || !choices.Chance(20) ? value.ToString() : "0x" + ((ulong)value.Integer).ToString("X2", CultureInfo.InvariantCulture);

    private static string Spaced(Choices choices, string text) => choices.Chance(20) ? $"\n  {text} " : text;
}
