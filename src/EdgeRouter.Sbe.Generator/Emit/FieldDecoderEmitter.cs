using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits a decoder's field access: one comparison decides between the bytes and the null value.</summary>
internal sealed class FieldDecoderEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly NameScope _scope;

    public FieldDecoderEmitter(CodeWriter writer, SchemaModel model, NameScope scope)
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
                EmitScalar(member, scalar, name);
                break;
            case SbeScalar scalar when scalar.Primitive.SizeBytes() == 1:
                EmitBytes(member, name);
                break;
            case SbeScalar scalar:
                EmitArray(member, scalar, name);
                break;
            case SbeEnum type:
                string nullValue = $"({_model.Qualified(type)})({CSharpType.Literal(type.Encoding.Primitive, type.Encoding.NullValue)})";
                EmitCast(member, type.Encoding.Primitive, type, name, nullValue);
                break;
            case SbeSet type:
                EmitCast(member, type.Primitive, type, name, "default");
                break;
            case SbeComposite type:
                EmitComposite(member, type, name);
                break;
        }

        _writer.Line();
    }

    private void EmitScalar(Member member, SbeScalar scalar, string name)
    {
        string type = CSharpType.Name(scalar.Primitive);
        string nullName = _scope.Take(name + "NullValue", "Constant");
        _writer.Summary(string.Empty, $"Value of {name} that means absent");
        _writer.Line($"public const {type} {nullName} = {CSharpType.Literal(scalar.Primitive, scalar.NullValue)};");
        string read = CSharpType.Read(_model, scalar.Primitive, "_block", Text(member.Offset));
        Property(member, type, name, read, nullName);
    }

    private void EmitCast(Member member, SbePrimitive primitive, SbeType type, string name, string nullValue)
    {
        string read = $"({_model.Qualified(type)}){CSharpType.Read(_model, primitive, "_block", Text(member.Offset))}";
        Property(member, _model.Qualified(type), name, read, nullValue);
    }

    private void EmitBytes(Member member, string name)
    {
        string read = $"_block.Slice({Text(member.Offset)}, {Text(member.Field.EncodedLength)})";
        Property(member, "ReadOnlySpan<byte>", name, read, "default");
    }

    private void EmitComposite(Member member, SbeComposite type, string name)
    {
        string decoder = _model.Qualified(type, "Decoder");
        string bytes = $"_block.Slice({Text(member.Offset)}, {Text(type.EncodedLength)})";
        Property(member, decoder, name, $"new {decoder}({bytes}, _version)", "default");
    }

    private void EmitArray(Member member, SbeScalar scalar, string name)
    {
        string type = CSharpType.Name(scalar.Primitive);
        string lengthName = _scope.Take(name + "Length", "Constant");
        string offset = $"{Text(member.Offset)} + (index * {Text(scalar.Primitive.SizeBytes())})";
        _writer.Line($"public const int {lengthName} = {Text(scalar.Length)};");
        _writer.Summary(member.Field.Facts.Description, $"Element of {member.Field.Name}; its null value where the index or the acting block is short of it");
        string getter = _scope.Take("Get" + name, "Element");
        string read = CSharpType.Read(_model, scalar.Primitive, "_block", offset);
        _writer.Line($"public {type} {getter}(int index) => (uint)index < {lengthName} && {Present(member)} ? {read} : ({type})({CSharpType.Literal(scalar.Primitive, scalar.NullValue)});");
    }

    private void Property(Member member, string type, string name, string read, string nullValue)
    {
        _writer.Summary(member.Field.Facts.Description, $"Field {member.Field.Name}");
        _writer.Open($"public {type} {name}");
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        _writer.Line($"get => {Present(member)} ? {read} : {nullValue};");
        _writer.Close();
    }

    private static string Present(Member member) => member.SinceVersion > 0
        ? $"_block.Length >= {Text(member.End)} && _version >= {Text(member.SinceVersion)}"
        : $"_block.Length >= {Text(member.End)}";

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
