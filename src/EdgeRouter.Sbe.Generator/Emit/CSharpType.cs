using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>C# of the primitive encodings: types, literals, reads and writes. Names are spelled out from <c>global::</c>, since a schema may use any name itself.</summary>
internal static class CSharpType
{
    /// <summary>Bytes that are read.</summary>
    public const string Bytes = "global::System.ReadOnlySpan<byte>";

    /// <summary>Bytes that are written.</summary>
    public const string WritableBytes = "global::System.Span<byte>";

    /// <summary>The runtime's unchecked access.</summary>
    public const string Access = "global::EdgeRouter.Sbe.SbeBytes";

    /// <summary>The attribute that asks for inlining.</summary>
    public const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    // A default decoder holds a null reference: reads this near to it meet the page that faults, and end as NullReferenceException.
    private const int GuardedBytes = 4096;

    private static readonly string[] Types = { "byte", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double" };

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

    /// <summary>A string literal.</summary>
    public static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>An expression that reads a value at an offset from a reference.</summary>
    public static string Read(SchemaModel model, SbePrimitive primitive, string first, string offset) =>
        $"{Access}.{(model.Schema.IsBigEndian ? "Big" : "Little")}<{Name(primitive)}>(in {first}, {offset})";

    /// <summary>A statement's expression that writes a value at an offset from a reference.</summary>
    public static string Write(SchemaModel model, SbePrimitive primitive, string first, string offset, string value) =>
        $"{Access}.{(model.Schema.IsBigEndian ? "PutBig" : "PutLittle")}<{Name(primitive)}>(ref {first}, {offset}, {value})";

    /// <summary>The reference that a decoder's field is read from.</summary>
    public static string ReadBase(int end) => end <= GuardedBytes ? "_block" : $"{Access}.Wrapped(in _block)";

    /// <summary>The reference that an encoder's field is written through.</summary>
    public static string WriteBase(int end) => end <= GuardedBytes ? "_block" : $"{Access}.WrappedWritable(ref _block)";

    /// <summary>A list of byte literals.</summary>
    public static string ByteList(IEnumerable<byte> bytes) =>
        "[" + string.Join(", ", bytes.Select(one => one.ToString(CultureInfo.InvariantCulture))) + "]";

    /// <summary>A number.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Integer(SbePrimitive primitive, decimal value) => primitive switch
    {
        SbePrimitive.Int64 when value == long.MinValue => "long.MinValue",
        SbePrimitive.Int64 => value.ToString(CultureInfo.InvariantCulture) + "L",
        SbePrimitive.UInt64 => value.ToString(CultureInfo.InvariantCulture) + "UL",
        SbePrimitive.UInt32 => value.ToString(CultureInfo.InvariantCulture) + "U",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
