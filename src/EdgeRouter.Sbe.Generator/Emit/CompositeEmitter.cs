using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits a composite's decoder and encoder.</summary>
internal static class CompositeEmitter
{
    public static GeneratedFile EmitDecoder(SchemaModel model, SbeComposite type)
    {
        string name = model.Name(type) + "Decoder";
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(type.Facts.Description, $"Reads the composite {type.Name}");
        writer.Open($"public readonly ref struct {name}");
        writer.Summary(string.Empty, "Bytes on the wire");
        writer.Line($"public const int EncodedLength = {type.EncodedLength.ToString(CultureInfo.InvariantCulture)};");
        writer.Line();
        writer.Line("private readonly ReadOnlySpan<byte> _block;");
        writer.Line("private readonly int _version;");
        writer.Line();
        writer.Summary(string.Empty, "Reads a composite; members that the bytes are short of read as null");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Open($"public {name}(ReadOnlySpan<byte> block, int actingVersion)");
        writer.Line("_block = block;");
        writer.Line("_version = actingVersion;");
        writer.Close();
        writer.Line();
        FieldDecoderEmitter fields = new(writer, model, Reserved(name));
        foreach (Member member in Member.Of(type.Members, 0))
        {
            fields.Emit(member);
        }

        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    public static GeneratedFile EmitEncoder(SchemaModel model, SbeComposite type)
    {
        string name = model.Name(type) + "Encoder";
        CodeWriter writer = CodeWriter.File(model.Namespace);
        writer.Summary(type.Facts.Description, $"Writes the composite {type.Name}");
        writer.Open($"public readonly ref struct {name}");
        writer.Summary(string.Empty, "Bytes on the wire");
        writer.Line($"public const int EncodedLength = {type.EncodedLength.ToString(CultureInfo.InvariantCulture)};");
        writer.Line();
        writer.Line("private readonly Span<byte> _block;");
        writer.Line();
        writer.Summary(string.Empty, "Writes to the given bytes, at least EncodedLength of them");
        writer.Open($"public {name}(Span<byte> block)");
        writer.Line("_block = block;");
        writer.Close();
        writer.Line();
        FieldEncoderEmitter fields = new(writer, model, Reserved(name));
        foreach (Member member in Member.Of(type.Members, 0))
        {
            fields.Emit(member);
        }

        writer.Close();
        return new GeneratedFile(name, writer.ToString());
    }

    private static NameScope Reserved(string name) => new(name, "EncodedLength", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals");
}
