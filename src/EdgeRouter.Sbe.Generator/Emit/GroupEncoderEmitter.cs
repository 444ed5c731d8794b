using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits a group's encoder: Next opens an entry, whose members are then set on the same value.</summary>
internal sealed class GroupEncoderEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly SbeGroup _group;
    private readonly string _type;

    public GroupEncoderEmitter(CodeWriter writer, SchemaModel model, SbeGroup group, string type)
    {
        _writer = writer;
        _model = model;
        _group = group;
        _type = type;
    }

    public void Emit()
    {
        _writer.Summary(_group.Facts, $"Writes the entries of the group {_group.Name}");
        _writer.Open($"public ref struct {_type}");
        _writer.Summary("Length of an entry's fixed block");
        _writer.Line($"public const int BlockLength = {CSharpType.Text(_group.BlockLength)};");
        _writer.Line();
        BlockEncoderEmitter.EmitBlank(_writer, _model, _group);
        EmitState();
        EmitNext();
        NameScope scope = new(BlockEncoderEmitter.Reserved.Concat(new[] { _type }).ToArray());
        FieldEncoderEmitter fields = new(_writer, _model, scope);
        foreach (Member member in Member.Of(_group.Fields, 0))
        {
            fields.Emit(member);
        }

        new TailEncoderEmitter(_writer, _model, scope, isMessage: false).Emit(_group);
        _writer.Close();
    }

    private void EmitState()
    {
        _writer.Line($"private readonly {CSharpType.WritableBytes} _buffer;");
        _writer.Line("private readonly ref int _position;");
        _writer.Line("private readonly ref int _owed;");
        _writer.Line("private ref byte _block;");
        _writer.Line("private int _stage;");
        _writer.Line("private int _expected;");
        _writer.Line();
        _writer.Open($"internal {_type}({CSharpType.WritableBytes} buffer, ref int position, ref int owed)");
        _writer.Line("_buffer = buffer;");
        _writer.Line("_position = ref position;");
        _writer.Line("_owed = ref owed;");
        _writer.Line($"_stage = {Stages};");
        _writer.Line("_expected = owed;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitNext()
    {
        _writer.Summary("Starts the next entry; optional fields start as absent");
        _writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The buffer is full.</exception>");
        _writer.Open("public void Next()");
        _writer.Line("EnterEntry();");
        _writer.Line("int start = _position;");
        _writer.Line($"{CSharpType.WritableBytes} block = _buffer.Slice(start, BlockLength);");
        _writer.Line("BlankBlock.CopyTo(block);");
        _writer.Line($"_block = ref {CSharpType.Access}.FirstWritable(block);");
        _writer.Line("_position = start + BlockLength;");
        _writer.Close();
        _writer.Line();
        _writer.Line("[global::System.Diagnostics.Conditional(\"DEBUG\")]");
        _writer.Open("private void EnterEntry()");
        _writer.Open($"if (_stage != {Stages} || _owed != _expected)");
        _writer.Line($"throw new global::System.InvalidOperationException({CSharpType.Literal(_group.Name + ": the entry before is not whole, or the group is finished")});");
        _writer.Close();
        _writer.Line();
        _writer.Line("_stage = 0;");
        _writer.Line("_owed--;");
        _writer.Line("_expected = _owed;");
        _writer.Close();
        _writer.Line();
    }

    private string Stages => CSharpType.Text(_group.Groups.Count + _group.Data.Count);
}
