using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits the decoder of a message or of a group's entry.</summary>
internal static class BlockDecoderEmitter
{
    private static readonly string[] Inherited = { "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals" };

    private static readonly string[] Own =
    {
        "TemplateId", "BlockLength", "SchemaId", "SchemaVersion", "TryWrap", "TrySkip", "TrySkipTail", "ActingVersion", "ActingBlockLength",
        "TryMeasure", "TryMeasureTail", "RequiredBlockLength",
    };

    public static GeneratedFile EmitMessage(SchemaModel model, SbeMessage message)
    {
        string name = model.Name(message) + "Decoder";
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(message.Facts.Description, $"Reads the message {message.Name}");
        writer.Open($"public readonly ref struct {name} : global::EdgeRouter.Sbe.ISbeDecoder<{name}>");
        EmitConstants(writer, model, message);
        EmitBody(writer, model, message, name, () => EmitWrap(writer, name, message));
        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    public static void EmitEntry(CodeWriter writer, SchemaModel model, SbeGroup group, string name)
    {
        writer.Summary(string.Empty, $"One entry of the group {group.Name}");
        writer.Open($"public readonly ref struct {name}");
        writer.Summary(string.Empty, "Length of the entry's fixed block in this schema version");
        writer.Line($"public const int BlockLength = {Text(group.BlockLength)};");
        writer.Line();
        EmitBody(writer, model, group, name, () => EmitSkip(writer, group));
        writer.Close();
    }

    /// <summary>Emits the constants that a message's decoder and encoder have alike.</summary>
    public static void EmitConstants(CodeWriter writer, SchemaModel model, SbeMessage message)
    {
        writer.Summary(string.Empty, "Template id");
        writer.Line($"public const int TemplateId = {Text(message.Id)};");
        writer.Line();
        writer.Summary(string.Empty, "Length of the fixed block in this schema version");
        writer.Line($"public const int BlockLength = {Text(message.BlockLength)};");
        writer.Line();
        writer.Summary(string.Empty, "Schema id");
        writer.Line($"public const int SchemaId = {Text(model.Schema.Id)};");
        writer.Line();
        writer.Summary(string.Empty, "Schema version");
        writer.Line($"public const int SchemaVersion = {Text(model.Schema.Version)};");
        writer.Line();
    }

    private static void EmitBody(CodeWriter writer, SchemaModel model, SbeBlock block, string name, Action emitEntryPoint)
    {
        bool hasTail = block is SbeMessage || !block.IsFixed;
        EmitState(writer, name, hasTail, block is SbeMessage);
        emitEntryPoint();
        writer.Summary(string.Empty, "Schema version of the sender");
        writer.Line("public int ActingVersion => _version;");
        writer.Line();
        writer.Summary(string.Empty, "Length of the fixed block as the sender wrote it");
        writer.Line("public int ActingBlockLength => _block.Length;");
        writer.Line();
        EmitRequiredLength(writer, block);
        NameScope scope = new(Inherited.Concat(Own).Concat(new[] { name }).ToArray());
        FieldDecoderEmitter fields = new(writer, model, scope);
        foreach (Member member in Member.Of(block.Fields, block.Facts.SinceVersion))
        {
            fields.Emit(member);
        }

        if (hasTail)
        {
            new TailDecoderEmitter(writer, model, scope).Emit(block);
        }
    }

    private static void EmitState(CodeWriter writer, string name, bool hasTail, bool isMessage)
    {
        writer.Line("private readonly ReadOnlySpan<byte> _block;");
        if (hasTail)
        {
            writer.Line("private readonly ReadOnlySpan<byte> _tail;");
        }

        writer.Line("private readonly int _version;");
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        string tail = hasTail ? "ReadOnlySpan<byte> tail, " : string.Empty;
        writer.Open($"{(isMessage ? "private" : "internal")} {name}(ReadOnlySpan<byte> block, {tail}int version)");
        writer.Line("_block = block;");
        if (hasTail)
        {
            writer.Line("_tail = tail;");
        }

        writer.Line("_version = version;");
        writer.Close();
        writer.Line();
    }

    private static void EmitWrap(CodeWriter writer, string name, SbeMessage message)
    {
        writer.Summary(string.Empty, $"Wraps a body of {message.Name}: what follows the message header");
        writer.Line("/// <param name=\"body\">From the first byte of the block to the message's last byte.</param>");
        writer.Line("/// <param name=\"actingBlockLength\">Block length of the message header.</param>");
        writer.Line("/// <param name=\"actingVersion\">Version of the message header.</param>");
        writer.Line("/// <param name=\"decoder\">The decoder.</param>");
        writer.Line("/// <returns>False: the body is shorter than the acting block.</returns>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Open($"public static bool TryWrap(ReadOnlySpan<byte> body, int actingBlockLength, int actingVersion, out {name} decoder)");
        writer.Open("if ((uint)actingBlockLength > (uint)body.Length)");
        writer.Line("decoder = default;");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        writer.Line($"decoder = new {name}(body.Slice(0, actingBlockLength), body.Slice(actingBlockLength), actingVersion);");
        writer.Line("return true;");
        writer.Close();
        writer.Line();
        EmitMeasure(writer);
    }

    private static void EmitMeasure(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open("public bool TryMeasure(out global::EdgeRouter.Sbe.SbeExtent extent)");
        writer.Line("extent = default;");
        writer.Line("int position = 0;");
        writer.Line("bool isWhole = TryMeasureTail(_tail, _version, ref position, ref extent);");
        writer.Line("extent.LengthBytes = _block.Length + position;");
        writer.Line("return isWhole;");
        writer.Close();
        writer.Line();
    }

    private static void EmitSkip(CodeWriter writer, SbeGroup group)
    {
        if (group.IsFixed)
        {
            return;
        }

        writer.Open("internal static bool TrySkip(ReadOnlySpan<byte> bytes, int blockLength, int version, scoped ref int position)");
        writer.Open("if (blockLength > bytes.Length - position)");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        writer.Line("position += blockLength;");
        writer.Line("return TrySkipTail(bytes, version, ref position);");
        writer.Close();
        writer.Line();
        writer.Open("internal bool TryMeasure(scoped ref global::EdgeRouter.Sbe.SbeExtent extent)");
        writer.Line("int position = 0;");
        writer.Line("return TryMeasureTail(_tail, _version, ref position, ref extent);");
        writer.Close();
        writer.Line();
    }

    private static void EmitRequiredLength(CodeWriter writer, SbeBlock block)
    {
        string expression = string.Empty;
        int end = 0;
        foreach (IGrouping<int, SbeField> since in block.Fields
            .GroupBy(field => Math.Max(field.Facts.SinceVersion, block.Facts.SinceVersion)).OrderBy(group => group.Key))
        {
            end = Math.Max(end, since.Max(field => field.End));
            expression = expression.Length == 0 ? Text(end) : $"actingVersion >= {Text(since.Key)} ? {Text(end)} : {expression}";
        }

        writer.Summary(string.Empty, "Shortest block that holds every field of a version: a message of that version with less is malformed");
        writer.Line($"public static int RequiredBlockLength(int actingVersion) => {(expression.Length == 0 ? "0" : expression)};");
        writer.Line();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
