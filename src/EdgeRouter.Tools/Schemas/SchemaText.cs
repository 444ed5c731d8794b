using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Schemas;

/// <summary>Types and values of a schema as a person reads them.</summary>
public static class SchemaText
{
    /// <summary>A field's type: <c>int64</c>, <c>Code: char[4]</c>, <c>Side: enum char</c>; its name where it says more than field and encoding.</summary>
    /// <param name="field">The field.</param>
    public static string Type(SbeField field)
    {
        string name = field.Type.Name;
        string encoding = Encoding(field.Type);
        bool isPlain = name.Equals(field.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(encoding, StringComparison.OrdinalIgnoreCase);
        return isPlain ? encoding : $"{name}: {encoding}";
    }

    /// <summary>A type without its name: <c>int64</c>, <c>char[4]</c>, <c>enum char</c>, <c>set uint8</c>, <c>composite</c>.</summary>
    /// <param name="type">The type.</param>
    public static string Encoding(SbeType type) => type switch
    {
        SbeScalar { IsArray: true, Presence: not SbePresence.Constant } scalar => string.Create(CultureInfo.InvariantCulture, $"{scalar.Primitive.SchemaName()}[{scalar.Length}]"),
        SbeScalar scalar => scalar.Primitive.SchemaName(),
        SbeEnum named => $"enum {named.Encoding.Primitive.SchemaName()}",
        SbeSet set => $"set {set.Primitive.SchemaName()}",
        _ => "composite",
    };

    /// <summary>Variable-length data: <c>uint16 length, uint8 UTF-8</c>.</summary>
    /// <param name="data">The data.</param>
    public static string Type(SbeData data) => $"{data.Length.Primitive.SchemaName()} length, {data.Payload.Primitive.SchemaName()} {data.Payload.CharacterEncoding}".TrimEnd();

    /// <summary>A header: <c>messageHeader, 8 bytes: blockLength uint16 @0, …</c>.</summary>
    /// <param name="header">The composite.</param>
    public static string Header(SbeComposite header) => string.Create(
        CultureInfo.InvariantCulture,
        $"{header.Name}, {header.EncodedLength} bytes: {string.Join(", ", header.Members.Where(member => member.EncodedLength > 0).Select(Slot))}");

    /// <summary>What a field says without bytes: a constant's value, or the value that means absent.</summary>
    /// <param name="field">The field.</param>
    /// <returns>Empty where there is neither.</returns>
    public static string Value(SbeField field) => field switch
    {
        { Presence: SbePresence.Constant } => Constant(field),
        { Presence: SbePresence.Optional, Type: SbeScalar scalar } => Number(scalar.Primitive, scalar.NullValue),
        { Presence: SbePresence.Optional, Type: SbeEnum named } => Number(named.Encoding.Primitive, named.Encoding.NullValue),
        _ => string.Empty,
    };

    private static string Constant(SbeField field)
    {
        SbeScalar? scalar = field.Type as SbeScalar;
        SbeEnumValue? named = field.ConstantValue ?? scalar?.ConstantEnumValue;
        return named != null ? $"{named.Name} ({named.Value})"
            : scalar?.ConstantText ?? (scalar?.ConstantValue is { } number ? Number(scalar.Primitive, number) : string.Empty);
    }

    private static string Number(SbePrimitive primitive, SbeNumber number) =>
        primitive == SbePrimitive.Char && number.Integer > ' ' ? ((char)number.Integer).ToString() : number.ToString();

    private static string Slot(SbeField member) => string.Create(CultureInfo.InvariantCulture, $"{member.Name} {Encoding(member.Type)} @{member.Offset}");
}
