using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits a composite's decoder and encoder.</summary>
internal static class CompositeEmitter
{
    public static GeneratedFile EmitDecoder(SchemaModel model, SbeComposite type)
    {
        string name = model.Name(type) + "Decoder";
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(type.Facts, $"Reads the composite {type.Name}");
        writer.Open($"public readonly ref struct {name}");
        EmitLength(writer, type);
        writer.Line("private readonly ref readonly byte _block;");
        writer.Line("private readonly int _version;");
        writer.Line();
        writer.Line(CSharpType.Inline);
        writer.Open($"internal {name}(ref readonly byte block, int version)");
        writer.Line("_block = ref block;");
        writer.Line("_version = version;");
        writer.Close();
        writer.Line();
        EmitPublicConstructor(writer, name);
        EmitAbsent(writer, model, type, name);
        FieldJsonEmitter json = new(model);
        FieldDecoderEmitter fields = new(writer, model, Reserved(name, "Absent", "AbsentBlock", "WriteTo", "WriteDecimal", "_block", "_version"), json);
        foreach (Member member in Member.Of(type.Members, 0))
        {
            fields.Emit(member);
        }

        EmitJson(writer, type, json);
        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    public static GeneratedFile EmitEncoder(SchemaModel model, SbeComposite type)
    {
        string name = model.Name(type) + "Encoder";
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(type.Facts, $"Writes the composite {type.Name}");
        writer.Open($"public readonly ref struct {name}");
        EmitLength(writer, type);
        writer.Line("private readonly ref byte _block;");
        writer.Line();
        writer.Line(CSharpType.Inline);
        writer.Line($"internal {name}(ref byte block) => _block = ref block;");
        writer.Line();
        writer.Summary("Writes to the given bytes");
        writer.Line("/// <param name=\"block\">At least EncodedLength bytes.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">There are fewer.</exception>");
        writer.Open($"public {name}({CSharpType.WritableBytes} block)");
        writer.Line($"_block = ref {CSharpType.Access}.FirstWritable(block.Slice(0, EncodedLength));");
        writer.Close();
        writer.Line();
        FieldEncoderEmitter fields = new(writer, model, Reserved(name, "_block"));
        foreach (Member member in Member.Of(type.Members, 0))
        {
            fields.Emit(member);
        }

        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    private static void EmitLength(CodeWriter writer, SbeComposite type)
    {
        writer.Summary("Bytes on the wire");
        writer.Line($"public const int EncodedLength = {CSharpType.Text(type.EncodedLength)};");
        writer.Line();
    }

    private static void EmitPublicConstructor(CodeWriter writer, string name)
    {
        writer.Summary("Reads a composite that stands alone, such as a message header");
        writer.Line("/// <param name=\"block\">At least EncodedLength bytes.</param>");
        writer.Line("/// <param name=\"actingVersion\">Schema version of the sender.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">There are fewer.</exception>");
        writer.Open($"public {name}({CSharpType.Bytes} block, int actingVersion)");
        writer.Line($"_block = ref {CSharpType.Access}.First(block.Slice(0, EncodedLength));");
        writer.Line("_version = actingVersion;");
        writer.Close();
        writer.Line();
    }

    private static void EmitAbsent(CodeWriter writer, SchemaModel model, SbeComposite type, string name)
    {
        writer.Line($"private static {CSharpType.Bytes} AbsentBlock => {CSharpType.ByteList(BlankBlock.OfAbsent(model, type))};");
        writer.Line();
        writer.Summary("The composite of a sender whose version does not have it: every member is its null value");
        writer.Line($"internal static {name} Absent => new(in {CSharpType.Access}.First(AbsentBlock), int.MaxValue);");
        writer.Line();
    }

    private static void EmitJson(CodeWriter writer, SbeComposite type, FieldJsonEmitter json)
    {
        JsonMethodEmitter.EmitToString(writer, "json.StartObject();");
        writer.Open("internal void WriteTo(global::EdgeRouter.Sbe.SbeJsonWriter json)");
        json.EmitStatements(writer);
        writer.Close();
        if (type.IsDecimal)
        {
            writer.Line();
            writer.Line($"internal void WriteDecimal(global::EdgeRouter.Sbe.SbeJsonWriter json, string name) => json.Decimal(name, {json.DecimalParts});");
        }
    }

    private static NameScope Reserved(string name, params string[] own) =>
        new(BlockDecoderEmitter.Inherited.Concat(own).Concat(new[] { name, "EncodedLength" }).ToArray());
}
