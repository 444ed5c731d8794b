using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits a message's encoder.</summary>
internal static class BlockEncoderEmitter
{
    /// <summary>Names that encoders use themselves.</summary>
    public static readonly string[] Reserved =
    {
        "TemplateId", "BlockLength", "SchemaId", "SchemaVersion", "TryWrap", "TryWrapWithHeader", "EncodedLength", "BlankBlock", "Next", "Enter", "Count",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    };

    public static GeneratedFile EmitMessage(SchemaModel model, SbeMessage message)
    {
        string name = model.Name(message) + "Encoder";
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(message.Facts.Description, $"Writes the message {message.Name}");
        writer.Line("/// <remarks>Set fields in any order; then groups and data in the schema's order. Builds with DEBUG defined throw InvalidOperationException for another order.</remarks>");
        writer.Open($"public ref struct {name}");
        BlockDecoderEmitter.EmitConstants(writer, model, message);
        EmitBlank(writer, model, message);
        writer.Line("private readonly Span<byte> _buffer;");
        writer.Line("private readonly Span<byte> _block;");
        writer.Line("private int _position;");
        writer.Line("private int _stage;");
        writer.Line("private int _owed;");
        writer.Line("private int _expected;");
        writer.Line();
        EmitConstructor(writer, name, message);
        EmitWrap(writer, name);
        EmitWrapWithHeader(writer, model, name);
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
        writer.Line($"private static ReadOnlySpan<byte> BlankBlock => {CSharpType.Bytes(BlankBlock.Of(model, block))};");
        writer.Line();
    }

    private static void EmitConstructor(CodeWriter writer, string name, SbeMessage message)
    {
        string stages = (message.Groups.Count + message.Data.Count).ToString(CultureInfo.InvariantCulture);
        writer.Open($"private {name}(Span<byte> buffer, int start)");
        writer.Line("_buffer = buffer;");
        writer.Line("_block = buffer.Slice(start, BlockLength);");
        writer.Line("BlankBlock.CopyTo(_block);");
        writer.Line("_position = start + BlockLength;");
        writer.Line($"_owed = {stages};");
        writer.Line($"_expected = {stages};");
        writer.Close();
        writer.Line();
    }

    private static void EmitWrap(CodeWriter writer, string name)
    {
        writer.Summary(string.Empty, "Starts a body without a message header; optional fields start as absent");
        writer.Line("/// <param name=\"buffer\">Room for the body.</param>");
        writer.Line("/// <param name=\"encoder\">The encoder.</param>");
        writer.Line("/// <returns>False: there is no room for the block.</returns>");
        writer.Open($"public static bool TryWrap(Span<byte> buffer, out {name} encoder)");
        writer.Line("bool fits = buffer.Length >= BlockLength;");
        writer.Line($"encoder = fits ? new {name}(buffer, 0) : default;");
        writer.Line("return fits;");
        writer.Close();
        writer.Line();
    }

    private static void EmitWrapWithHeader(CodeWriter writer, SchemaModel model, string name)
    {
        SbeHeader header = model.Schema.Header;
        string length = header.EncodedLength.ToString(CultureInfo.InvariantCulture);
        writer.Summary(string.Empty, "Starts a message with its header; optional fields start as absent");
        writer.Line("/// <param name=\"buffer\">Room for header and body.</param>");
        writer.Line("/// <param name=\"encoder\">The encoder.</param>");
        writer.Line("/// <returns>False: there is no room for header and block.</returns>");
        writer.Open($"public static bool TryWrapWithHeader(Span<byte> buffer, out {name} encoder)");
        writer.Open($"if (buffer.Length < {length} + BlockLength)");
        writer.Line("encoder = default;");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        writer.Line($"Span<byte> header = buffer.Slice(0, {length});");
        writer.Line("header.Clear();");
        EmitSlot(writer, model, header.BlockLength, "BlockLength");
        EmitSlot(writer, model, header.TemplateId, "TemplateId");
        EmitSlot(writer, model, header.SchemaId, "SchemaId");
        EmitSlot(writer, model, header.Version, "SchemaVersion");
        writer.Line($"encoder = new {name}(buffer, {length});");
        writer.Line("return true;");
        writer.Close();
        writer.Line();
    }

    private static void EmitSlot(CodeWriter writer, SchemaModel model, SbeSlot? slot, string constant)
    {
        if (slot == null)
        {
            return;
        }

        string value = $"unchecked(({CSharpType.Name(slot.Primitive)}){constant})";
        writer.Line(CSharpType.Write(model, slot.Primitive, "header", slot.Offset.ToString(CultureInfo.InvariantCulture), value) + ";");
    }

    private static void EmitLength(CodeWriter writer)
    {
        writer.Summary(string.Empty, "Bytes written from the buffer's start, the header included where there is one");
        writer.Open("public int EncodedLength");
        writer.Open("get");
        writer.Line("CheckWhole();");
        writer.Line("return _position;");
        writer.Close();
        writer.Close();
        writer.Line();
    }
}
