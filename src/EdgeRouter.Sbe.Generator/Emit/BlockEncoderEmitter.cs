using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits a message's encoder.</summary>
internal static class BlockEncoderEmitter
{
    /// <summary>Names that encoders use themselves.</summary>
    public static readonly string[] Reserved = BlockDecoderEmitter.Inherited.Concat(new[]
    {
        "TemplateId", "BlockLength", "SchemaId", "SchemaVersion", "TryWrap", "TryWrapWithHeader", "EncodedLength", "BlankBlock", "Next", "Enter", "Count",
        "CheckWhole", "EnterEntry", "_buffer", "_block", "_position", "_stage", "_owed", "_expected",
    }).ToArray();

    public static GeneratedFile EmitMessage(SchemaModel model, SbeMessage message)
    {
        string name = model.Name(message) + "Encoder";
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(message.Facts, $"Writes the message {message.Name}");
        writer.Line("/// <remarks>Set fields in any order; then groups and data in the schema's order. Builds with DEBUG defined throw InvalidOperationException for another order.</remarks>");
        writer.Open($"public ref struct {name}");
        BlockDecoderEmitter.EmitConstants(writer, model, message);
        EmitBlank(writer, model, message);
        writer.Line($"private readonly {CSharpType.WritableBytes} _buffer;");
        writer.Line("private readonly ref byte _block;");
        writer.Line("private int _position;");
        writer.Line("private int _stage;");
        writer.Line("private int _owed;");
        writer.Line("private int _expected;");
        writer.Line();
        EmitConstructor(writer, name, message);
        EmitWrap(writer, name);
        EmitWrapWithHeader(writer, model, message, name);
        EmitLength(writer);
        NameScope scope = new(Reserved.Concat(new[] { name }).ToArray());
        FieldEncoderEmitter fields = new(writer, model, scope);
        foreach (Member member in Member.Of(message.Fields, 0))
        {
            fields.Emit(member);
        }

        new TailEncoderEmitter(writer, model, scope, isMessage: true).Emit(message);
        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    /// <summary>Emits the bytes that a block starts with.</summary>
    public static void EmitBlank(CodeWriter writer, SchemaModel model, SbeBlock block)
    {
        writer.Line("// Null values in optional fields, zeros elsewhere: what is not set is absent, and equal inputs give equal bytes.");
        writer.Line($"private static {CSharpType.Bytes} BlankBlock => {CSharpType.ByteList(BlankBlock.Of(model, block))};");
        writer.Line();
    }

    private static void EmitConstructor(CodeWriter writer, string name, SbeMessage message)
    {
        string stages = CSharpType.Text(message.Groups.Count + message.Data.Count);
        writer.Open($"private {name}({CSharpType.WritableBytes} buffer, int start)");
        writer.Line("_buffer = buffer;");
        writer.Line($"{CSharpType.WritableBytes} block = buffer.Slice(start, BlockLength);");
        writer.Line("BlankBlock.CopyTo(block);");
        writer.Line($"_block = ref {CSharpType.Access}.FirstWritable(block);");
        writer.Line("_position = start + BlockLength;");
        writer.Line($"_owed = {stages};");
        writer.Line($"_expected = {stages};");
        writer.Close();
        writer.Line();
    }

    private static void EmitWrap(CodeWriter writer, string name)
    {
        writer.Summary("Starts a body without a message header; optional fields start as absent");
        writer.Line("/// <param name=\"buffer\">Room for the body.</param>");
        writer.Line("/// <param name=\"encoder\">The encoder.</param>");
        writer.Line("/// <returns>False: there is no room for the block.</returns>");
        writer.Open($"public static bool TryWrap({CSharpType.WritableBytes} buffer, out {name} encoder)");
        writer.Line("bool fits = buffer.Length >= BlockLength;");
        writer.Line($"encoder = fits ? new {name}(buffer, 0) : default;");
        writer.Line("return fits;");
        writer.Close();
        writer.Line();
    }

    private static void EmitWrapWithHeader(CodeWriter writer, SchemaModel model, SbeMessage message, string name)
    {
        SbeHeader header = model.Schema.Header;
        string length = CSharpType.Text(header.EncodedLength);
        writer.Summary("Starts a message with its header; optional fields start as absent");
        writer.Line("/// <param name=\"buffer\">Room for header and body.</param>");
        writer.Line("/// <param name=\"encoder\">The encoder.</param>");
        writer.Line("/// <returns>False: there is no room for header and block.</returns>");
        writer.Open($"public static bool TryWrapWithHeader({CSharpType.WritableBytes} buffer, out {name} encoder)");
        writer.Open($"if (buffer.Length < {length} + BlockLength)");
        writer.Line("encoder = default;");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        if (!IsCovered(header.EncodedLength, header.BlockLength, header.TemplateId, header.SchemaId, header.Version, header.NumGroups, header.NumVarDataFields))
        {
            writer.Line($"buffer.Slice(0, {length}).Clear();");
        }

        writer.Line($"ref byte header = ref {CSharpType.Access}.FirstWritable(buffer);");
        EmitSlot(writer, model, header.BlockLength, "BlockLength");
        EmitSlot(writer, model, header.TemplateId, "TemplateId");
        EmitSlot(writer, model, header.SchemaId, "SchemaId");
        EmitSlot(writer, model, header.Version, "SchemaVersion");
        EmitSlot(writer, model, header.NumGroups, CSharpType.Text(message.Groups.Count));
        EmitSlot(writer, model, header.NumVarDataFields, CSharpType.Text(message.Data.Count));
        writer.Line($"encoder = new {name}(buffer, {length});");
        writer.Line("return true;");
        writer.Close();
        writer.Line();
    }

    /// <summary>Whether a header's numbers are all of its bytes, so that nothing in it has to be cleared.</summary>
    public static bool IsCovered(int length, params SbeSlot?[] slots) => slots.Sum(slot => slot?.Primitive.SizeBytes() ?? 0) == length;

    /// <summary>Emits the write of a header's number, where the header has it.</summary>
    public static void EmitSlot(CodeWriter writer, SchemaModel model, SbeSlot? slot, string constant)
    {
        if (slot == null)
        {
            return;
        }

        string value = $"unchecked(({CSharpType.Name(slot.Primitive)}){constant})";
        writer.Line(CSharpType.Write(model, slot.Primitive, "header", CSharpType.Text(slot.Offset), value) + ";");
    }

    private static void EmitLength(CodeWriter writer)
    {
        writer.Summary("Bytes written from the buffer's start, the header included where there is one");
        writer.Open("public int EncodedLength");
        writer.Open("get");
        writer.Line("CheckWhole();");
        writer.Line("return _position;");
        writer.Close();
        writer.Close();
        writer.Line();
    }
}
