using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits an encoder's groups and data, and the order checks of Debug builds: every Begin, Next and Put is owed, and paid in order.</summary>
internal sealed class TailEncoderEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly NameScope _scope;
    private readonly bool _isMessage;
    private readonly List<(SbeGroup Group, string Type)> _groups = new();

    public TailEncoderEmitter(CodeWriter writer, SchemaModel model, NameScope scope, bool isMessage)
    {
        _writer = writer;
        _model = model;
        _scope = scope;
        _isMessage = isMessage;
    }

    public void Emit(SbeBlock block)
    {
        int stage = 0;
        foreach (SbeGroup group in block.Groups)
        {
            EmitBegin(group, stage++);
        }

        foreach (SbeData data in block.Data)
        {
            EmitPut(data, stage++);
        }

        EmitChecks(block);
        foreach ((SbeGroup group, string type) in _groups)
        {
            _writer.Line();
            new GroupEncoderEmitter(_writer, _model, group, type).Emit();
        }
    }

    private void EmitBegin(SbeGroup group, int stage)
    {
        string name = Names.Pascal(group.Name);
        string type = _scope.Take(name + "Encoder", "Group");
        SbeDimension dimension = group.Dimension;
        string header = CSharpType.Text(dimension.EncodedLength);
        string max = (dimension.NumInGroup.Primitive.Highest() - 1).ToString(CultureInfo.InvariantCulture);
        _groups.Add((group, type));
        _writer.Summary(group.Facts, $"Starts the group {group.Name}; then call Next once an entry");
        _writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The count does not fit the group's header, or the buffer is full.</exception>");
        _writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
        _writer.Open($"public {type} {_scope.Take("Begin" + name, "Group")}(int count)");
        _writer.Line("global::System.ArgumentOutOfRangeException.ThrowIfNegative(count);");
        _writer.Line($"global::System.ArgumentOutOfRangeException.ThrowIfGreaterThan((long)count, {LimitLong(max)});");
        _writer.Line($"Enter({CSharpType.Text(stage)}, count * {CSharpType.Text(1 + group.Groups.Count + group.Data.Count)}, \"{name}\");");
        _writer.Line("int start = _position;");
        _writer.Line($"{CSharpType.WritableBytes} dimension = _buffer.Slice(start, {header});");
        if (!BlockEncoderEmitter.IsCovered(dimension.EncodedLength, dimension.BlockLength, dimension.NumInGroup, dimension.NumGroups, dimension.NumVarDataFields))
        {
            _writer.Line("dimension.Clear();");
        }

        _writer.Line($"ref byte header = ref {CSharpType.Access}.FirstWritable(dimension);");
        BlockEncoderEmitter.EmitSlot(_writer, _model, dimension.BlockLength, $"{type}.BlockLength");
        BlockEncoderEmitter.EmitSlot(_writer, _model, dimension.NumInGroup, "count");
        BlockEncoderEmitter.EmitSlot(_writer, _model, dimension.NumGroups, CSharpType.Text(group.Groups.Count));
        BlockEncoderEmitter.EmitSlot(_writer, _model, dimension.NumVarDataFields, CSharpType.Text(group.Data.Count));
        _writer.Line($"_position = start + {header};");
        _writer.Line($"return new {type}(_buffer, ref _position, ref _owed);");
        _writer.Close();
        _writer.Line();
    }

    private void EmitPut(SbeData data, int stage)
    {
        string name = Names.Pascal(data.Name);
        string header = CSharpType.Text(data.HeaderLength);
        string max = (data.Length.Primitive.Highest() - 1).ToString(CultureInfo.InvariantCulture);
        _writer.Summary(data.Facts, $"Writes the data {data.Name}");
        _writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The value does not fit its length field, or the buffer is full.</exception>");
        _writer.Open($"public void {_scope.Take("Put" + name, "Data")}(scoped {CSharpType.Bytes} value)");
        _writer.Line($"global::System.ArgumentOutOfRangeException.ThrowIfGreaterThan((long)value.Length, {LimitLong(max)});");
        _writer.Line($"Enter({CSharpType.Text(stage)}, 0, \"{name}\");");
        _writer.Line("int start = _position;");
        _writer.Line($"{CSharpType.WritableBytes} target = _buffer.Slice(start, {header} + value.Length);");
        if (!BlockEncoderEmitter.IsCovered(data.HeaderLength, data.Length))
        {
            _writer.Line($"target.Slice(0, {header}).Clear();");
        }

        _writer.Line(CSharpType.Write(_model, data.Length.Primitive, $"{CSharpType.Access}.FirstWritable(target)", CSharpType.Text(data.Length.Offset), $"unchecked(({CSharpType.Name(data.Length.Primitive)})value.Length)") + ";");
        _writer.Line($"value.CopyTo(target.Slice({header}));");
        _writer.Line("_position = start + target.Length;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitChecks(SbeBlock block)
    {
        if (!block.IsFixed)
        {
            _writer.Line("[global::System.Diagnostics.Conditional(\"DEBUG\")]");
            _writer.Open("private void Enter(int stage, int newlyOwed, string name)");
            _writer.Open("if (_stage != stage || _owed != _expected)");
            _writer.Line($"throw new global::System.InvalidOperationException(\"{block.Name}.\" + name + \" is written out of order or before the group ahead of it has all its entries\");");
            _writer.Close();
            _writer.Line();
            _writer.Line("_stage++;");
            _writer.Line("_expected--;");
            _writer.Line("_owed += newlyOwed - 1;");
            _writer.Close();
            _writer.Line();
        }

        if (_isMessage)
        {
            _writer.Line("[global::System.Diagnostics.Conditional(\"DEBUG\")]");
            _writer.Open("private readonly void CheckWhole()");
            _writer.Open("if (_owed != 0)");
            _writer.Line($"throw new global::System.InvalidOperationException(\"{block.Name} is not whole: \" + _owed.ToString() + \" groups, entries or data fields are not written yet\");");
            _writer.Close();
            _writer.Close();
        }
    }

    private static string LimitLong(string max) => decimal.Parse(max, CultureInfo.InvariantCulture) > int.MaxValue ? "int.MaxValue" : max;
}
