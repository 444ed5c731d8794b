using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits every file of a schema.</summary>
internal static class SchemaEmitter
{
    public static IEnumerable<GeneratedFile> Emit(SchemaModel model)
    {
        yield return EmitInfo(model);
        yield return EnumEmitter.EmitNames(model);
        foreach (SbeType type in model.Types)
        {
            switch (type)
            {
                case SbeEnum named:
                    yield return EnumEmitter.EmitEnum(model, named);
                    break;
                case SbeSet named:
                    yield return EnumEmitter.EmitSet(model, named);
                    break;
                case SbeComposite named:
                    yield return CompositeEmitter.EmitDecoder(model, named);
                    yield return CompositeEmitter.EmitEncoder(model, named);
                    break;
            }
        }

        foreach (SbeMessage message in model.Schema.Messages)
        {
            yield return BlockDecoderEmitter.EmitMessage(model, message);
            yield return BlockEncoderEmitter.EmitMessage(model, message);
        }
    }

    private static GeneratedFile EmitInfo(SchemaModel model)
    {
        CodeWriter writer = CodeWriter.File(model.Namespace);
        SbeHeader header = model.Schema.Header;
        writer.Summary($"The schema {model.Schema.Package}");
        writer.Open("public static class SchemaInfo");
        Constant(writer, "Schema id", "int Id", CSharpType.Text(model.Schema.Id));
        Constant(writer, "Schema version", "int Version", CSharpType.Text(model.Schema.Version));
        Constant(writer, "Bytes of the message header", "int HeaderLength", CSharpType.Text(header.EncodedLength));
        Constant(writer, "Byte order of messages", "bool IsBigEndian", model.Schema.IsBigEndian ? "true" : "false");
        EmitTryReadHeader(writer, model, header);
        EmitMessageName(writer, model);
        EmitBlockLength(writer, model);
        writer.Close();
        return new GeneratedFile("SchemaInfo", writer.ToString());
    }

    private static void EmitTryReadHeader(CodeWriter writer, SchemaModel model, SbeHeader header)
    {
        writer.Summary("Reads a message header");
        writer.Line("/// <returns>False: the message is shorter than a header, or its block length is no length.</returns>");
        writer.Line(CSharpType.Inline);
        writer.Open($"public static bool TryReadHeader({CSharpType.Bytes} message, out int blockLength, out int templateId, out int schemaId, out int version)");
        writer.Open("if (message.Length < HeaderLength)");
        writer.Line("blockLength = templateId = schemaId = version = 0;");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        writer.Line($"ref readonly byte header = ref {CSharpType.Access}.First(message);");
        string onlyId = model.Schema.Messages.Count == 1 ? CSharpType.Text(model.Schema.Messages[0].Id) : "-1";
        Slot(writer, model, "templateId", header.TemplateId, onlyId);
        Slot(writer, model, "blockLength", header.BlockLength, "BlockLength(templateId)");
        Slot(writer, model, "schemaId", header.SchemaId, "Id");
        Slot(writer, model, "version", header.Version, "Version");
        writer.Line("return blockLength >= 0;");
        writer.Close();
        writer.Line();
    }

    private static void EmitMessageName(CodeWriter writer, SchemaModel model)
    {
        writer.Summary("Name of a message, or null where the schema has none of that id");
        writer.Open("public static string? MessageName(int templateId) => templateId switch");
        foreach (SbeMessage message in model.Schema.Messages)
        {
            writer.Line($"{CSharpType.Text(message.Id)} => {CSharpType.Literal(message.Name)},");
        }

        writer.Line("_ => null,");
        writer.Close(";");
    }

    private static void EmitBlockLength(CodeWriter writer, SchemaModel model)
    {
        if (model.Schema.Header.BlockLength != null)
        {
            return;
        }

        writer.Line();
        writer.Summary("Block length of a message, which this schema's header does not carry; 0 where the schema has none of that id");
        writer.Open("public static int BlockLength(int templateId) => templateId switch");
        foreach (SbeMessage message in model.Schema.Messages)
        {
            writer.Line($"{CSharpType.Text(message.Id)} => {CSharpType.Text(message.BlockLength)},");
        }

        writer.Line("_ => 0,");
        writer.Close(";");
    }

    private static void Slot(CodeWriter writer, SchemaModel model, string name, SbeSlot? slot, string fallback)
    {
        string value = slot == null ? fallback : $"unchecked((int){CSharpType.Read(model, slot.Primitive, "header", CSharpType.Text(slot.Offset))})";
        writer.Line($"{name} = {value};");
    }

    private static void Constant(CodeWriter writer, string summary, string declaration, string value)
    {
        writer.Summary(summary);
        writer.Line($"public const {declaration} = {value};");
        writer.Line();
    }
}
