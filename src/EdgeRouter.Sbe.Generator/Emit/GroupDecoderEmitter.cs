using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits a group's decoder, its enumerator and its entry.</summary>
internal sealed class GroupDecoderEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly SbeGroup _group;
    private readonly string _type;
    private readonly string _entry;
    private readonly string _header;

    public GroupDecoderEmitter(CodeWriter writer, SchemaModel model, Part part)
    {
        _writer = writer;
        _model = model;
        _group = part.Group!;
        _type = part.GroupType;
        _entry = part.EntryType;
        _header = CSharpType.Text(_group.Dimension.EncodedLength);
    }

    // Both words of 16 bits at most: their product fits 32, and no count of empty entries is beyond the limit.
    private bool IsSmall => IsSmallSlot(_group.Dimension.BlockLength) && IsSmallSlot(_group.Dimension.NumInGroup);

    public void Emit()
    {
        _writer.Summary(_group.Facts, $"Entries of the group {_group.Name}");
        _writer.Open($"public readonly ref struct {_type}");
        EmitState();
        EmitEndOf();
        _writer.Summary("Entries");
        _writer.Line("public int Count => _count;");
        _writer.Line();
        EmitIndexer();
        _writer.Summary("Enumerates the entries");
        _writer.Line(CSharpType.Inline);
        _writer.Line("public Enumerator GetEnumerator() => new(this);");
        _writer.Line();
        EmitEnumerator();
        _writer.Close();
        _writer.Line();
        BlockDecoderEmitter.EmitEntry(_writer, _model, _group, _entry);
    }

    private void EmitState()
    {
        string[] state = _group.IsFixed ? new[] { "blockLength", "count", "version" } : new[] { "length", "blockLength", "count", "version" };
        _writer.Line("private readonly ref readonly byte _entries;");
        foreach (string field in state)
        {
            _writer.Line($"private readonly int _{field};");
        }

        _writer.Line();
        _writer.Line(CSharpType.Inline);
        _writer.Open($"internal {_type}(ref readonly byte entries, {string.Join(", ", state.Select(field => "int " + field))})");
        _writer.Line("_entries = ref entries;");
        foreach (string field in state)
        {
            _writer.Line($"_{field} = {field};");
        }

        _writer.Close();
        _writer.Line();
    }

    private void EmitEndOf()
    {
        if (_group.IsFixed)
        {
            _writer.Line(CSharpType.Inline);
        }

        _writer.Open("internal static int EndOf(ref readonly byte block, int length, int position, int version, out int blockLength, out int count)");
        if (_group.Facts.SinceVersion > 0)
        {
            _writer.If($"version < {CSharpType.Text(_group.Facts.SinceVersion)}", "blockLength = count = 0;", "return position;");
        }

        _writer.Line($"int room = length - position - {_header};");
        _writer.If("room < 0", "blockLength = count = 0;", "return -1;");
        SbeDimension dimension = _group.Dimension;
        string type = IsSmall ? "int" : "long";
        _writer.Line($"{type} size = unchecked(({type}){Slot(dimension.BlockLength)});");
        _writer.Line($"{type} number = unchecked(({type}){Slot(dimension.NumInGroup)});");
        _writer.Line("blockLength = unchecked((int)size);");
        _writer.Line("count = unchecked((int)number);");
        _writer.Line($"position += {_header};");
        string impossible = IsSmall
            ? "unchecked((uint)(number * size)) > (uint)room"
            : "!global::EdgeRouter.Sbe.SbeLimits.IsPossibleGroup(number, size, room)";
        string required = RequiredLengthEmitter.IsNothing(_group) ? string.Empty : $" || (size < {_entry}.RequiredBlockLength(version) && number != 0)";
        _writer.If(impossible + required, "return -1;");
        EmitEntriesEnd();
        _writer.Close();
        _writer.Line();
    }

    private void EmitEntriesEnd()
    {
        if (_group.IsFixed)
        {
            _writer.Line("return position + (int)(number * size);");
            return;
        }

        _writer.Open("for (int left = count; left > 0; left--)");
        _writer.Line($"position = {_entry}.EndOf(in block, length, position, blockLength, version);");
        _writer.If("position < 0", "return -1;");
        _writer.Close();
        _writer.Line();
        _writer.Line("return position;");
    }

    private void EmitIndexer()
    {
        if (!_group.IsFixed)
        {
            return;
        }

        _writer.Summary("One entry");
        _writer.Line("/// <param name=\"index\">0-based.</param>");
        _writer.Line("/// <exception cref=\"global::System.IndexOutOfRangeException\">There is no such entry.</exception>");
        _writer.Open($"public {_entry} this[int index]");
        _writer.Line(CSharpType.Inline);
        _writer.Open("get");
        _writer.If("(uint)index >= (uint)_count", "throw new global::System.IndexOutOfRangeException();");
        _writer.Line($"return new(in {CSharpType.Access}.At(in _entries, index * _blockLength), _blockLength, _version);");
        _writer.Close();
        _writer.Close();
        _writer.Line();
    }

    private void EmitEnumerator()
    {
        _writer.Summary("Walks the entries");
        _writer.Open("public ref struct Enumerator");
        _writer.Line($"private readonly {_type} _group;");
        _writer.Line("private int _left;");
        _writer.Line("private int _position;");
        if (!_group.IsFixed)
        {
            _writer.Line($"private {_entry} _current;");
        }

        _writer.Line();
        _writer.Line(CSharpType.Inline);
        _writer.Open($"internal Enumerator({_type} group)");
        _writer.Line("_group = group;");
        _writer.Line("_left = group._count;");
        _writer.Line(_group.IsFixed ? "_position = -group._blockLength;" : "_position = 0;");
        _writer.Close();
        _writer.Line();
        _writer.Summary("The entry at hand");
        _writer.Getter($"public readonly {_entry} Current", _group.IsFixed ? $"new(in {CSharpType.Access}.At(in _group._entries, _position), _group._blockLength, _group._version)" : "_current");
        EmitMoveNext();
        _writer.Close();
    }

    private void EmitMoveNext()
    {
        _writer.Summary("Goes to the next entry");
        _writer.Line(CSharpType.Inline);
        _writer.Open("public bool MoveNext()");
        if (_group.IsFixed)
        {
            _writer.Line("_position += _group._blockLength;");
            _writer.Line("return --_left >= 0;");
        }
        else
        {
            string read = $"{_entry}.TryRead(in {CSharpType.Access}.At(in _group._entries, _position), _group._length - _position, _group._blockLength, _group._version, out _current)";
            _writer.If($"--_left < 0 || !{read}", "_left = 0;", "return false;");
            _writer.Line("_position += _current.BodyLength;");
            _writer.Line("return true;");
        }

        _writer.Close();
    }

    private string Slot(SbeSlot slot) =>
        CSharpType.Read(_model, slot.Primitive, "block", slot.Offset == 0 ? "position" : $"position + {CSharpType.Text(slot.Offset)}");

    private static bool IsSmallSlot(SbeSlot slot) => slot.Primitive is SbePrimitive.UInt8 or SbePrimitive.UInt16;
}
