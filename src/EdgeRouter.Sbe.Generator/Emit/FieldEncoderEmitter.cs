using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits an encoder's field access.</summary>
internal sealed class FieldEncoderEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly NameScope _scope;

    public FieldEncoderEmitter(CodeWriter writer, SchemaModel model, NameScope scope)
    {
        _writer = writer;
        _model = model;
        _scope = scope;
    }

    public void Emit(Member member)
    {
        string name = _scope.Take(member.Name, "Field");
        if (member.Field.Presence == SbePresence.Constant)
        {
            Constants.Emit(_writer, _model, member, name);
            return;
        }

        string offset = member.Offset.ToString(CultureInfo.InvariantCulture);
        switch (member.Type)
        {
            case SbeScalar { IsArray: false } scalar:
                Property(member, CSharpType.Name(scalar.Primitive), name, CSharpType.Write(_model, scalar.Primitive, "_block", offset, "value"));
                break;
            case SbeScalar scalar when scalar.Primitive.SizeBytes() == 1:
                EmitBytes(member, name, offset);
                break;
            case SbeScalar scalar:
                EmitArray(member, scalar, name, offset);
                break;
            case SbeEnum type:
                EmitCast(member, type.Encoding.Primitive, type, name, offset);
                break;
            case SbeSet type:
                EmitCast(member, type.Primitive, type, name, offset);
                break;
            case SbeComposite type:
                string encoder = _model.Qualified(type, "Encoder");
                _writer.Summary(member.Field.Facts.Description, $"Field {member.Field.Name}");
                _writer.Line($"public {encoder} {name} => new(_block.Slice({offset}, {type.EncodedLength.ToString(CultureInfo.InvariantCulture)}));");
                break;
        }

        _writer.Line();
    }

    private void EmitCast(Member member, SbePrimitive primitive, SbeType type, string name, string offset)
    {
        string value = $"({CSharpType.Name(primitive)})value";
        Property(member, _model.Qualified(type), name, CSharpType.Write(_model, primitive, "_block", offset, value));
    }

    private void EmitBytes(Member member, string name, string offset)
    {
        _writer.Summary(member.Field.Facts.Description, $"Sets {member.Field.Name}, the rest filled with zeros");
        _writer.Line("/// <exception cref=\"ArgumentException\">The value is longer than the field.</exception>");
        _writer.Open($"public void {_scope.Take("Set" + name, "Field")}(scoped ReadOnlySpan<byte> value)");
        _writer.Line($"Span<byte> field = _block.Slice({offset}, {member.Field.EncodedLength.ToString(CultureInfo.InvariantCulture)});");
        _writer.Line("value.CopyTo(field);");
        _writer.Line("field.Slice(value.Length).Clear();");
        _writer.Close();
    }

    private void EmitArray(Member member, SbeScalar scalar, string name, string offset)
    {
        string size = scalar.Primitive.SizeBytes().ToString(CultureInfo.InvariantCulture);
        string length = member.Field.EncodedLength.ToString(CultureInfo.InvariantCulture);
        string span = $"_block.Slice({offset}, {length})";
        _writer.Summary(member.Field.Facts.Description, $"Sets one element of {member.Field.Name}");
        _writer.Line($"public void {_scope.Take("Set" + name, "Field")}(int index, {CSharpType.Name(scalar.Primitive)} value) => "
            + CSharpType.Write(_model, scalar.Primitive, span, $"index * {size}", "value") + ";");
    }

    private void Property(Member member, string type, string name, string write)
    {
        _writer.Summary(member.Field.Facts.Description, $"Sets {member.Field.Name}");
        _writer.Open($"public {type} {name}");
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        _writer.Line($"set => {write};");
        _writer.Close();
    }
}
