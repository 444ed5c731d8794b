using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits access to what follows a block: groups and variable-length data. Each accessor finds its own place, so that none can be called too early.</summary>
internal sealed class TailDecoderEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly NameScope _scope;
    private readonly List<string> _skips = new();
    private readonly List<(string Reader, int SinceVersion)> _data = new();
    private readonly List<(SbeGroup Group, string Type, string Entry)> _groups = new();

    public TailDecoderEmitter(CodeWriter writer, SchemaModel model, NameScope scope)
    {
        _writer = writer;
        _model = model;
        _scope = scope;
    }

    public void Emit(SbeBlock block)
    {
        foreach (SbeGroup group in block.Groups)
        {
            EmitGroupAccess(group);
        }

        foreach (SbeData data in block.Data)
        {
            EmitDataAccess(data);
        }

        _writer.Open("internal static bool TrySkipTail(ReadOnlySpan<byte> tail, int version, scoped ref int position)");
        _writer.Line($"return {(_skips.Count == 0 ? "true" : string.Join(" && ", _skips))};");
        _writer.Close();
        _writer.Line();
        EmitMeasureTail();
        foreach ((SbeGroup group, string type, string entry) in _groups)
        {
            _writer.Line();
            new GroupDecoderEmitter(_writer, _model, group, type, entry).Emit();
        }
    }

    private void EmitGroupAccess(SbeGroup group)
    {
        string name = Names.Pascal(group.Name);
        string type = _scope.Take(name + "Group", "Type");
        string entry = _scope.Take(name + "Entry", "Type");
        _writer.Summary(group.Facts.Description, $"Group {group.Name}");
        _writer.Line("/// <param name=\"group\">The entries; none where the acting version is older than the group.</param>");
        _writer.Line("/// <returns>False: the bytes cannot hold what the headers claim.</returns>");
        _writer.Open($"public bool {_scope.Take("TryGet" + name, "Group")}(out {type} group)");
        EmitSeek("group");
        _writer.Line($"return {type}.TryWrap(_tail, _version, ref position, out group);");
        _writer.Close();
        _writer.Line();
        _skips.Add($"{type}.TryWrap(tail, version, ref position, out _)");
        _groups.Add((group, type, entry));
    }

    private void EmitSeek(string result)
    {
        _writer.Line("int position = 0;");
        if (_skips.Count == 0)
        {
            return;
        }

        string skips = string.Join(" && ", _skips.Select(skip => skip.Replace("(tail, version,", "(_tail, _version,")));
        _writer.Open($"if (!({skips}))");
        _writer.Line($"{result} = default;");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitDataAccess(SbeData data)
    {
        string name = Names.Pascal(data.Name);
        string reader = _scope.Take("TryRead" + name, "Data");
        _writer.Summary(data.Facts.Description, $"Variable-length data {data.Name}");
        _writer.Line("/// <param name=\"value\">The bytes; none where the acting version is older than the data.</param>");
        _writer.Line("/// <returns>False: the bytes cannot hold what the headers claim.</returns>");
        _writer.Open($"public bool {_scope.Take("TryGet" + name, "Data")}(out ReadOnlySpan<byte> value)");
        EmitSeek("value");
        _writer.Line($"return {reader}(_tail, _version, ref position, out value);");
        _writer.Close();
        _writer.Line();
        EmitDataReader(data, reader);
        _skips.Add($"{reader}(tail, version, ref position, out _)");
        _data.Add((reader, data.Facts.SinceVersion));
    }

    private void EmitMeasureTail()
    {
        _writer.Open("internal static bool TryMeasureTail(ReadOnlySpan<byte> tail, int version, scoped ref int position, scoped ref global::EdgeRouter.Sbe.SbeExtent extent)");
        for (int index = 0; index < _groups.Count; index++)
        {
            EmitMeasureGroup(_groups[index].Group, _groups[index].Type, $"group{index.ToString(CultureInfo.InvariantCulture)}");
        }

        foreach ((string reader, int sinceVersion) in _data)
        {
            _writer.Open($"if (!{reader}(tail, version, ref position, out _))");
            _writer.Line("return false;");
            _writer.Close();
            _writer.Line();
            _writer.Line($"extent.DataFields += {One(sinceVersion)};");
        }

        _writer.Line("return true;");
        _writer.Close();
    }

    private void EmitMeasureGroup(SbeGroup group, string type, string variable)
    {
        _writer.Open($"if (!{type}.TryWrap(tail, version, ref position, out {type} {variable}))");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Line();
        _writer.Line($"extent.GroupInstances += {One(group.Facts.SinceVersion)};");
        _writer.Line($"extent.GroupEntries += {variable}.Count;");
        if (group.IsFixed)
        {
            return;
        }

        _writer.Open($"foreach (var entry in {variable})");
        _writer.Open("if (!entry.TryMeasure(ref extent))");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Close();
        _writer.Line();
    }

    private static string One(int sinceVersion) =>
        sinceVersion == 0 ? "1" : $"version >= {sinceVersion.ToString(CultureInfo.InvariantCulture)} ? 1 : 0";

    private void EmitDataReader(SbeData data, string reader)
    {
        string header = data.HeaderLength.ToString(CultureInfo.InvariantCulture);
        string offset = data.Length.Offset.ToString(CultureInfo.InvariantCulture);
        _writer.Open($"private static bool {reader}(ReadOnlySpan<byte> tail, int version, scoped ref int position, out ReadOnlySpan<byte> value)");
        _writer.Line("value = default;");
        EmitAbsent(_writer, data.Facts.SinceVersion);
        _writer.Open($"if (tail.Length - position < {header})");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Line();
        _writer.Line($"ReadOnlySpan<byte> header = tail.Slice(position, {header});");
        _writer.Line($"long length = unchecked((long){CSharpType.Read(_model, data.Length.Primitive, "header", offset)});");
        _writer.Open($"if (length < 0 || length > tail.Length - position - {header})");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Line();
        _writer.Line($"value = tail.Slice(position + {header}, (int)length);");
        _writer.Line($"position += {header} + (int)length;");
        _writer.Line("return true;");
        _writer.Close();
        _writer.Line();
    }

    /// <summary>Emits the exit of readers of what the acting version does not have yet.</summary>
    public static void EmitAbsent(CodeWriter writer, int sinceVersion)
    {
        if (sinceVersion == 0)
        {
            return;
        }

        writer.Open($"if (version < {sinceVersion.ToString(CultureInfo.InvariantCulture)})");
        writer.Line("return true;");
        writer.Close();
        writer.Line();
    }
}
