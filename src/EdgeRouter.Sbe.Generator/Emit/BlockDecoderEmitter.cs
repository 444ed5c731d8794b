using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>
/// Emits the decoder of a message or of a group's entry. Wrapping compares every length once and remembers where each group and data field ends, so that
/// fields, groups and data are then read in any order without another check.
/// </summary>
internal static class BlockDecoderEmitter
{
    /// <summary>Members that every C# type has.</summary>
    public static readonly string[] Inherited = { "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals" };

    private static readonly string[] Own =
    {
        "TemplateId", "BlockLength", "SchemaId", "SchemaVersion", "TryWrap", "TryRead", "EndOf", "ActingVersion", "ActingBlockLength", "BodyLength",
        "Measure", "AddTo", "WriteTo", "RequiredBlockLength", "_block", "_blockLength", "_version",
    };

    public static GeneratedFile EmitMessage(SchemaModel model, SbeMessage message)
    {
        string name = model.Name(message) + "Decoder";
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(message.Facts, $"Reads the message {message.Name}");
        writer.Open($"public readonly ref struct {name} : global::EdgeRouter.Sbe.ISbeDecoder<{name}>");
        EmitConstants(writer, model, message);
        EmitBody(writer, model, message, name);
        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    public static void EmitEntry(CodeWriter writer, SchemaModel model, SbeGroup group, string name)
    {
        writer.Summary($"One entry of the group {group.Name}");
        writer.Open($"public readonly ref struct {name}");
        writer.Summary("Length of the entry's fixed block in this schema version");
        writer.Line($"public const int BlockLength = {CSharpType.Text(group.BlockLength)};");
        writer.Line();
        EmitBody(writer, model, group, name);
        writer.Close();
    }

    /// <summary>Emits the constants that a message's decoder and encoder have alike.</summary>
    public static void EmitConstants(CodeWriter writer, SchemaModel model, SbeMessage message)
    {
        Constant(writer, "Template id", "TemplateId", message.Id);
        Constant(writer, "Length of the fixed block in this schema version", "BlockLength", message.BlockLength);
        Constant(writer, "Schema id", "SchemaId", model.Schema.Id);
        Constant(writer, "Schema version", "SchemaVersion", model.Schema.Version);
    }

    private static void Constant(CodeWriter writer, string summary, string name, int value)
    {
        writer.Summary(summary);
        writer.Line($"public const int {name} = {CSharpType.Text(value)};");
        writer.Line();
    }

    private static void EmitBody(CodeWriter writer, SchemaModel model, SbeBlock block, string name)
    {
        NameScope scope = new(Inherited.Concat(Own).Concat(Part.StateNames(block.Groups.Count + block.Data.Count)).Concat(new[] { name }).ToArray());
        FieldJsonEmitter json = new(model);
        CodeWriter fields = writer.Nested();
        FieldDecoderEmitter fieldEmitter = new(fields, model, scope, json);
        foreach (Member member in Member.Of(block.Fields, Member.ImpliedVersion(block)))
        {
            fieldEmitter.Emit(member);
        }

        Part[] parts = Part.Of(block, scope);
        EmitState(writer, name, parts, block is SbeMessage);
        WrapEmitter wrap = new(writer, model, block, name, parts);
        wrap.Emit();
        EmitActing(writer, parts);
        RequiredLengthEmitter.Emit(writer, block);
        writer.Append(fields);
        new PartDecoderEmitter(writer, model, block, parts, json).Emit();
    }

    private static void EmitState(CodeWriter writer, string name, Part[] parts, bool isMessage)
    {
        writer.Line("private readonly ref readonly byte _block;");
        writer.Line("private readonly int _blockLength;");
        writer.Line("private readonly int _version;");
        string[] state = parts.SelectMany(part => part.State).ToArray();
        foreach (string field in state)
        {
            writer.Line($"private readonly int {field};");
        }

        string arguments = string.Concat(state.Select(field => $", int {field.Substring(1)}"));
        writer.Line();
        writer.Line(CSharpType.Inline);
        writer.Open($"{(isMessage || parts.Length > 0 ? "private" : "internal")} {name}(ref readonly byte block, int blockLength, int version{arguments})");
        writer.Line("_block = ref block;");
        writer.Line("_blockLength = blockLength;");
        writer.Line("_version = version;");
        foreach (string field in state)
        {
            writer.Line($"{field} = {field.Substring(1)};");
        }

        writer.Close();
        writer.Line();
    }

    private static void EmitActing(CodeWriter writer, Part[] parts)
    {
        writer.Summary("Schema version of the sender");
        writer.Line("public int ActingVersion => _version;");
        writer.Line();
        writer.Summary("Length of the fixed block as the sender wrote it");
        writer.Line("public int ActingBlockLength => _blockLength;");
        writer.Line();
        writer.Summary("Bytes from the block's first to the last part that the schema knows");
        writer.Line($"public int BodyLength => {(parts.Length == 0 ? "_blockLength" : parts[parts.Length - 1].End)};");
        writer.Line();
    }
}
