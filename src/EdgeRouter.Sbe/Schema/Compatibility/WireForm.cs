namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Words for how something lies on the wire: equal words, equal bytes.</summary>
internal static class WireForm
{
    public static string Of(SbeType type) => type switch
    {
        SbeScalar { IsArray: true } scalar => $"{scalar.Primitive.SchemaName()}[{scalar.Length}]",
        SbeScalar scalar => scalar.Primitive.SchemaName(),
        SbeEnum coded => coded.Encoding.Primitive.SchemaName(),
        SbeSet set => set.Primitive.SchemaName(),
        _ => $"composite of {type.EncodedLength} bytes",
    };

    public static string Of(SbeHeader header) =>
        $"{header.EncodedLength} bytes, blockLength {Of(header.BlockLength)}, templateId {Of(header.TemplateId)}, schemaId {Of(header.SchemaId)}, "
        + $"version {Of(header.Version)}, numGroups {Of(header.NumGroups)}, numVarDataFields {Of(header.NumVarDataFields)}";

    public static string Of(SbeDimension dimension) =>
        $"{dimension.EncodedLength} bytes, blockLength {Of(dimension.BlockLength)}, numInGroup {Of(dimension.NumInGroup)}, "
        + $"numGroups {Of(dimension.NumGroups)}, numVarDataFields {Of(dimension.NumVarDataFields)}";

    public static string Of(SbeData data) => $"{data.HeaderLength} bytes, length {Of(data.Length)}, of {data.Payload.Primitive.SchemaName()}";

    public static string OfConstant(SbeField field)
    {
        SbeScalar? scalar = field.Type as SbeScalar;
        SbeEnumValue? named = field.ConstantValue ?? scalar?.ConstantEnumValue;
        return named?.Value.ToString() ?? scalar?.ConstantText ?? scalar?.ConstantValue?.ToString() ?? string.Empty;
    }

    private static string Of(SbeSlot? slot) => slot == null ? "none" : $"{slot.Primitive.SchemaName()} at {slot.Offset}";
}
