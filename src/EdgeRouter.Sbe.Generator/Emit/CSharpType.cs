using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>C# of the primitive encodings: types, literals, reads and writes.</summary>
internal static class CSharpType
{
    private static readonly string[] Types = { "byte", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double" };
    private static readonly string[] Readers = { "", "", "", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double" };

    public static string Name(SbePrimitive primitive) => Types[(int)primitive];

    public static string Literal(SbePrimitive primitive, SbeNumber value)
    {
        if (!primitive.IsReal())
        {
            return Integer(primitive, value.Integer);
        }

        string type = Name(primitive);
        double real = value.IsReal ? value.Real : (double)value.Integer;
        if (double.IsNaN(real))
        {
            return type + ".NaN";
        }

        if (double.IsInfinity(real))
        {
            return type + (real > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        }

        return $"({type})({real.ToString("R", CultureInfo.InvariantCulture)}D)";
    }

    /// <summary>An expression that reads a value at an offset of a span.</summary>
    public static string Read(SchemaModel model, SbePrimitive primitive, string span, string offset)
    {
        string order = model.Schema.IsBigEndian ? "BigEndian" : "LittleEndian";
        return primitive.SizeBytes() > 1
            ? $"BinaryPrimitives.Read{Readers[(int)primitive]}{order}({span}.Slice({offset}))"
            : primitive == SbePrimitive.Int8 ? $"unchecked((sbyte){span}[{offset}])" : $"{span}[{offset}]";
    }

    /// <summary>A statement's expression that writes a value at an offset of a span.</summary>
    public static string Write(SchemaModel model, SbePrimitive primitive, string span, string offset, string value)
    {
        string order = model.Schema.IsBigEndian ? "BigEndian" : "LittleEndian";
        return primitive.SizeBytes() > 1
            ? $"BinaryPrimitives.Write{Readers[(int)primitive]}{order}({span}.Slice({offset}), {value})"
            : primitive == SbePrimitive.Int8 ? $"{span}[{offset}] = unchecked((byte){value})" : $"{span}[{offset}] = {value}";
    }

    /// <summary>A list of byte literals.</summary>
    public static string Bytes(IEnumerable<byte> bytes) =>
        "[" + string.Join(", ", bytes.Select(one => one.ToString(CultureInfo.InvariantCulture))) + "]";

    private static string Integer(SbePrimitive primitive, decimal value) => primitive switch
    {
        SbePrimitive.Int64 when value == long.MinValue => "long.MinValue",
        SbePrimitive.Int64 => value.ToString(CultureInfo.InvariantCulture) + "L",
        SbePrimitive.UInt64 => value.ToString(CultureInfo.InvariantCulture) + "UL",
        SbePrimitive.UInt32 => value.ToString(CultureInfo.InvariantCulture) + "U",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
