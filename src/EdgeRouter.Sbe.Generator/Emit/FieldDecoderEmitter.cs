using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits a decoder's field access: one load, and for fields of later versions one comparison of versions before it.</summary>
internal sealed class FieldDecoderEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly NameScope _scope;
    private readonly FieldJsonEmitter _json;

    public FieldDecoderEmitter(CodeWriter writer, SchemaModel model, NameScope scope, FieldJsonEmitter json)
    {
        _writer = writer;
        _model = model;
        _scope = scope;
        _json = json;
    }

    public void Emit(Member member)
    {
        string name = _scope.Take(member.Name, "Field");
        if (member.Field.Presence == SbePresence.Constant)
        {
            Constants.Emit(_writer, _model, member, name);
            _json.Add(member, name, string.Empty);
            return;
        }

        switch (member.Type)
        {
            case SbeScalar { IsArray: false } scalar:
                EmitScalar(member, scalar, name);
                break;
            case SbeScalar scalar when scalar.Primitive.SizeBytes() == 1:
                Property(member, CSharpType.Bytes, name, $"{CSharpType.Access}.Span(in {Base(member)}, {Offset(member)}, {CSharpType.Text(member.Field.EncodedLength)})", "default");
                _json.Add(member, name, string.Empty);
                break;
            case SbeScalar scalar:
                EmitArray(member, scalar, name);
                break;
            case SbeEnum type:
                EmitCast(member, type.Encoding.Primitive, type, name, NullOf(type));
                break;
            case SbeSet type:
                EmitCast(member, type.Primitive, type, name, "default");
                break;
            case SbeComposite type:
                EmitComposite(member, type, name);
                break;
        }

        EmitHas(member, name);
    }

    private string NullOf(SbeEnum type) => $"({_model.Qualified(type)})({CSharpType.Literal(type.Encoding.Primitive, type.Encoding.NullValue)})";

    private void EmitScalar(Member member, SbeScalar scalar, string name)
    {
        string nullName = Constant(scalar, name + "NullValue", scalar.NullValue, $"Value of {name} that means absent");
        if (scalar.MinValue is { } low)
        {
            Constant(scalar, name + "MinValue", low, $"Lowest valid value of {name}");
        }

        if (scalar.MaxValue is { } high)
        {
            Constant(scalar, name + "MaxValue", high, $"Highest valid value of {name}");
        }

        Property(member, CSharpType.Name(scalar.Primitive), name, CSharpType.Read(_model, scalar.Primitive, Base(member), Offset(member)), nullName);
        _json.Add(member, name, nullName);
    }

    private string Constant(SbeScalar scalar, string wanted, SbeNumber value, string summary)
    {
        string name = _scope.Take(wanted, "Constant");
        _writer.Summary(summary);
        _writer.Line($"public const {CSharpType.Name(scalar.Primitive)} {name} = {CSharpType.Literal(scalar.Primitive, value)};");
        _writer.Line();
        return name;
    }

    private void EmitCast(Member member, SbePrimitive primitive, SbeType type, string name, string nullValue)
    {
        string read = $"({_model.Qualified(type)}){CSharpType.Read(_model, primitive, Base(member), Offset(member))}";
        Property(member, _model.Qualified(type), name, read, nullValue);
        _json.Add(member, name, nullValue);
    }

    private void EmitComposite(Member member, SbeComposite type, string name)
    {
        string decoder = _model.Qualified(type, "Decoder");
        Property(member, decoder, name, $"new {decoder}(in {CSharpType.Access}.At(in {Base(member)}, {Offset(member)}), _version)", $"{decoder}.Absent");
        _json.Add(member, name, string.Empty);
    }

    private void EmitArray(Member member, SbeScalar scalar, string name)
    {
        string type = CSharpType.Name(scalar.Primitive);
        string lengthName = _scope.Take(name + "Length", "Constant");
        string getter = _scope.Take("Get" + name, "Element");
        string nullValue = $"({type})({CSharpType.Literal(scalar.Primitive, scalar.NullValue)})";
        _writer.Summary($"Elements of {member.Field.Name}");
        _writer.Line($"public const int {lengthName} = {CSharpType.Text(scalar.Length)};");
        _writer.Line();
        _writer.Summary(member.Field.Facts, $"Element of {member.Field.Name}");
        _writer.Line("/// <param name=\"index\">0-based.</param>");
        _writer.Line("/// <returns>Its value; the null value where the acting version does not have the field.</returns>");
        _writer.Line("/// <exception cref=\"global::System.IndexOutOfRangeException\">There is no such element.</exception>");
        _writer.Line(CSharpType.Inline);
        _writer.Open($"public {type} {getter}(int index)");
        _writer.If($"(uint)index >= {lengthName}", "throw new global::System.IndexOutOfRangeException();");
        string read = CSharpType.Read(_model, scalar.Primitive, Base(member), $"{Offset(member)} + (index * {CSharpType.Text(scalar.Primitive.SizeBytes())})");
        _writer.Line($"return {Choose(member, read, nullValue)};");
        _writer.Close();
        _writer.Line();
        _json.AddArray(member, getter, lengthName, nullValue);
    }

    private void Property(Member member, string type, string name, string read, string nullValue)
    {
        _writer.Summary(member.Field.Facts, $"Field {member.Field.Name}");
        _writer.Getter($"public {type} {name}", Choose(member, read, nullValue));
    }

    private void EmitHas(Member member, string name)
    {
        if (member.SinceVersion == 0 || member.IsFlattened)
        {
            return;
        }

        _writer.Summary($"Whether the sender's version has {name}");
        _writer.Line($"public bool {_scope.Take("Has" + name, "Field")} => _version >= {CSharpType.Text(member.SinceVersion)};");
        _writer.Line();
    }

    private static string Choose(Member member, string read, string nullValue) =>
        member.SinceVersion > 0 ? $"_version >= {CSharpType.Text(member.SinceVersion)} ? {read} : {nullValue}" : read;

    private static string Base(Member member) => CSharpType.ReadBase(member.End);

    private static string Offset(Member member) => CSharpType.Text(member.Offset);
}
