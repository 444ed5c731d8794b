using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits a group's decoder, its enumerator and its entry. A wrapped group is validated whole, so that enumerating it cannot fail.</summary>
internal sealed class GroupDecoderEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly SbeGroup _group;
    private readonly string _type;
    private readonly string _entry;

    public GroupDecoderEmitter(CodeWriter writer, SchemaModel model, SbeGroup group, string type, string entry)
    {
        _writer = writer;
        _model = model;
        _group = group;
        _type = type;
        _entry = entry;
    }

    public void Emit()
    {
        _writer.Summary(_group.Facts.Description, $"Entries of the group {_group.Name}");
        _writer.Open($"public readonly ref struct {_type}");
        EmitState();
        EmitWrap();
        _writer.Summary(string.Empty, "Entries");
        _writer.Line("public int Count => _count;");
        _writer.Line();
        EmitIndexer();
        _writer.Summary(string.Empty, "Enumerates the entries");
        _writer.Line("public Enumerator GetEnumerator() => new(this);");
        _writer.Line();
        EmitEnumerator();
        _writer.Close();
        _writer.Line();
        BlockDecoderEmitter.EmitEntry(_writer, _model, _group, _entry);
    }

    private void EmitState()
    {
        _writer.Line("private readonly ReadOnlySpan<byte> _entries;");
        _writer.Line("private readonly int _blockLength;");
        _writer.Line("private readonly int _count;");
        _writer.Line("private readonly int _version;");
        _writer.Line();
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        _writer.Open($"private {_type}(ReadOnlySpan<byte> entries, int blockLength, int count, int version)");
        _writer.Line("_entries = entries;");
        _writer.Line("_blockLength = blockLength;");
        _writer.Line("_count = count;");
        _writer.Line("_version = version;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitWrap()
    {
        SbeDimension dimension = _group.Dimension;
        string header = Text(dimension.EncodedLength);
        _writer.Open($"internal static bool TryWrap(ReadOnlySpan<byte> tail, int version, scoped ref int position, out {_type} group)");
        _writer.Line("group = default;");
        TailDecoderEmitter.EmitAbsent(_writer, _group.Facts.SinceVersion);
        _writer.Open($"if (tail.Length - position < {header})");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Line();
        _writer.Line($"ReadOnlySpan<byte> dimension = tail.Slice(position, {header});");
        _writer.Line($"long blockLength = unchecked((long){Slot(dimension.BlockLength)});");
        _writer.Line($"long count = unchecked((long){Slot(dimension.NumInGroup)});");
        _writer.Line($"int start = position + {header};");
        _writer.Open("if (!global::EdgeRouter.Sbe.SbeLimits.IsPossibleGroup(count, blockLength, tail.Length - start))");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Line();
        EmitExtent();
        _writer.Line($"group = new {_type}(tail.Slice(start, end - start), (int)blockLength, (int)count, version);");
        _writer.Line("position = end;");
        _writer.Line("return true;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitExtent()
    {
        if (_group.IsFixed)
        {
            _writer.Line("int end = start + (int)(count * blockLength);");
            return;
        }

        _writer.Line("int end = start;");
        _writer.Open("for (long index = 0; index < count; index++)");
        _writer.Open($"if (!{_entry}.TrySkip(tail, (int)blockLength, version, ref end))");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Close();
        _writer.Line();
    }

    private void EmitIndexer()
    {
        if (!_group.IsFixed)
        {
            return;
        }

        _writer.Summary(string.Empty, "One entry");
        _writer.Line("/// <exception cref=\"ArgumentOutOfRangeException\">There is no such entry.</exception>");
        _writer.Line($"public {_entry} this[int index] => new(_entries.Slice(index * _blockLength, _blockLength), _version);");
        _writer.Line();
    }

    private void EmitEnumerator()
    {
        _writer.Summary(string.Empty, "Walks the entries");
        _writer.Open("public ref struct Enumerator");
        _writer.Line($"private readonly {_type} _group;");
        _writer.Line("private int _left;");
        _writer.Line("private int _start;");
        _writer.Line("private int _end;");
        _writer.Line();
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        _writer.Open($"internal Enumerator({_type} group)");
        _writer.Line("_group = group;");
        _writer.Line("_left = group._count;");
        _writer.Close();
        _writer.Line();
        _writer.Summary(string.Empty, "The entry at hand");
        _writer.Open($"public {_entry} Current");
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        string block = "_group._entries.Slice(_start, _group._blockLength)";
        string tail = "_group._entries.Slice(_start + _group._blockLength, _end - _start - _group._blockLength)";
        _writer.Line(_group.IsFixed ? $"get => new({block}, _group._version);" : $"get => new({block}, {tail}, _group._version);");
        _writer.Close();
        _writer.Line();
        EmitMoveNext();
        _writer.Close();
    }

    private void EmitMoveNext()
    {
        _writer.Summary(string.Empty, "Goes to the next entry");
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        _writer.Open("public bool MoveNext()");
        _writer.Open("if (_left == 0)");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Line();
        _writer.Line("_left--;");
        _writer.Line("_start = _end;");
        _writer.Line(_group.IsFixed ? "_end += _group._blockLength;" : $"{_entry}.TrySkip(_group._entries, _group._blockLength, _group._version, ref _end);");
        _writer.Line("return true;");
        _writer.Close();
    }

    private string Slot(SbeSlot slot) => CSharpType.Read(_model, slot.Primitive, "dimension", Text(slot.Offset));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
