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

        switch (member.Type)
        {
            case SbeScalar { IsArray: false } scalar:
                Property(member, CSharpType.Name(scalar.Primitive), name, Write(member, scalar.Primitive, "value"));
                break;
            case SbeScalar scalar when scalar.Primitive.SizeBytes() == 1:
                EmitBytes(member, name);
                break;
            case SbeScalar scalar:
                EmitArray(member, scalar, name);
                break;
            case SbeEnum type:
                EmitCast(member, type.Encoding.Primitive, type, name);
                break;
            case SbeSet type:
                EmitCast(member, type.Primitive, type, name);
                break;
            case SbeComposite type:
                string encoder = _model.Qualified(type, "Encoder");
                _writer.Summary(member.Field.Facts, $"Field {member.Field.Name}");
                _writer.Getter($"public {encoder} {name}", $"new(ref {CSharpType.Access}.WritableAt(ref {Base(member)}, {Offset(member)}))");
                break;
        }
    }

    private void EmitCast(Member member, SbePrimitive primitive, SbeType type, string name) =>
        Property(member, _model.Qualified(type), name, Write(member, primitive, $"({CSharpType.Name(primitive)})value"));

    private void EmitBytes(Member member, string name)
    {
        _writer.Summary(member.Field.Facts, $"Sets {member.Field.Name}, the rest filled with zeros");
        _writer.Line("/// <param name=\"value\">At most the field's length.</param>");
        _writer.Line("/// <exception cref=\"global::System.ArgumentException\">The value is longer than the field.</exception>");
        _writer.Open($"public void {_scope.Take("Set" + name, "Field")}(scoped {CSharpType.Bytes} value)");
        _writer.Line($"{CSharpType.WritableBytes} field = {CSharpType.Access}.WritableSpan(ref {Base(member)}, {Offset(member)}, {CSharpType.Text(member.Field.EncodedLength)});");
        _writer.Line("value.CopyTo(field);");
        _writer.If("value.Length < field.Length", "field.Slice(value.Length).Clear();");
        _writer.Close();
        _writer.Line();
    }

    private void EmitArray(Member member, SbeScalar scalar, string name)
    {
        string size = CSharpType.Text(scalar.Primitive.SizeBytes());
        _writer.Summary(member.Field.Facts, $"Sets one element of {member.Field.Name}");
        _writer.Line("/// <param name=\"index\">0-based.</param>");
        _writer.Line("/// <param name=\"value\">Its value.</param>");
        _writer.Line("/// <exception cref=\"global::System.IndexOutOfRangeException\">There is no such element.</exception>");
        _writer.Line(CSharpType.Inline);
        _writer.Open($"public void {_scope.Take("Set" + name, "Field")}(int index, {CSharpType.Name(scalar.Primitive)} value)");
        _writer.If($"(uint)index >= {CSharpType.Text(scalar.Length)}", "throw new global::System.IndexOutOfRangeException();");
        _writer.Line(CSharpType.Write(_model, scalar.Primitive, Base(member), $"{Offset(member)} + (index * {size})", "value") + ";");
        _writer.Close();
        _writer.Line();
    }

    private void Property(Member member, string type, string name, string write)
    {
        _writer.Summary(member.Field.Facts, $"Sets {member.Field.Name}");
        _writer.Open($"public {type} {name}");
        _writer.Line(CSharpType.Inline);
        _writer.Line($"set => {write};");
        _writer.Close();
        _writer.Line();
    }

    private string Write(Member member, SbePrimitive primitive, string value) => CSharpType.Write(_model, primitive, Base(member), Offset(member), value);

    private static string Base(Member member) => CSharpType.WriteBase(member.End);

    private static string Offset(Member member) => CSharpType.Text(member.Offset);
}
