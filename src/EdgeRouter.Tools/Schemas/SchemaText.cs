using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Schemas;

/// <summary>Types and values of a schema as a person reads them.</summary>
public static class SchemaText
{
    /// <summary>A type: <c>int64</c>, <c>Code: char[4]</c>, <c>Side: enum char</c>.</summary>
    /// <param name="type">The type.</param>
    public static string Type(SbeType type)
    {
        string kind = type switch
        {
            SbeScalar { Presence: SbePresence.Constant } scalar => scalar.Primitive.SchemaName(),
            SbeScalar scalar => scalar.Primitive.SchemaName() + (scalar.IsArray ? string.Create(CultureInfo.InvariantCulture, $"[{scalar.Length}]") : string.Empty),
            SbeEnum named => $"enum {named.Encoding.Primitive.SchemaName()}",
            SbeSet set => $"set {set.Primitive.SchemaName()}",
            _ => "composite",
        };
        return type.Name == kind ? kind : $"{type.Name}: {kind}";
    }

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

    private static string Slot(SbeField member) => string.Create(CultureInfo.InvariantCulture, $"{member.Name} {Kind(member.Type)} @{member.Offset}");

    private static string Kind(SbeType type) => Type(type) is { } text && text.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? text[(at + 2)..] : Type(type);
}
