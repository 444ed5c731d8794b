using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits access to what follows a block, and what looks at a block whole: counting and rendering.</summary>
internal sealed class PartDecoderEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly SbeBlock _block;
    private readonly Part[] _parts;
    private readonly FieldJsonEmitter _json;

    public PartDecoderEmitter(CodeWriter writer, SchemaModel model, SbeBlock block, Part[] parts, FieldJsonEmitter json)
    {
        _writer = writer;
        _model = model;
        _block = block;
        _parts = parts;
        _json = json;
    }

    public void Emit()
    {
        foreach (Part part in _parts)
        {
            EmitAccess(part);
        }

        EmitMeasure();
        EmitJson();
        foreach (Part part in _parts.Where(part => part.Group != null))
        {
            _writer.Line();
            new GroupDecoderEmitter(_writer, _model, part).Emit();
        }
    }

    private void EmitAccess(Part part)
    {
        if (part.Group is { } group)
        {
            _writer.Summary(group.Facts, $"Group {group.Name}");
            string first = $"in {CSharpType.Access}.At(in _block, {part.Start} + {CSharpType.Text(part.HeaderLength)})";
            string length = group.IsFixed ? string.Empty : $"{part.End} - {part.Start} - {CSharpType.Text(part.HeaderLength)}, ";
            string made = $"new {part.GroupType}({first}, {length}{part.BlockLength}, {part.Count}, _version)";
            _writer.Getter($"public {part.GroupType} {part.Property}", part.SinceVersion == 0 ? made : $"{part.Count} == 0 ? default : {made}");
            return;
        }

        SbeData data = part.Data!;
        string header = CSharpType.Text(part.HeaderLength);
        string span = $"{CSharpType.Access}.Span(in _block, {part.Start} + {header}, {part.End} - {part.Start} - {header})";
        _writer.Summary(data.Facts, $"Variable-length data {data.Name}");
        _writer.Getter($"public {CSharpType.Bytes} {part.Property}", $"{part.End} == {part.Start} ? default : {span}");
    }

    private void EmitMeasure()
    {
        if (_block is SbeMessage)
        {
            _writer.Line("/// <inheritdoc/>");
            _writer.Open("public global::EdgeRouter.Sbe.SbeExtent Measure()");
            _writer.Line("global::EdgeRouter.Sbe.SbeExtent extent = default;");
            _writer.Line("AddTo(ref extent);");
            _writer.Line("return extent;");
            _writer.Close();
            _writer.Line();
        }
        else if (_parts.Length == 0)
        {
            return;
        }

        _writer.Open($"{(_block is SbeMessage ? "private" : "internal")} void AddTo(scoped ref global::EdgeRouter.Sbe.SbeExtent extent)");
        foreach (Part part in _parts)
        {
            string one = part.SinceVersion == 0 ? "1" : $"_version >= {CSharpType.Text(part.SinceVersion)} ? 1 : 0";
            _writer.Line($"extent.{(part.Group == null ? "DataFields" : "GroupInstances")} += {one};");
            EmitMeasureEntries(part);
        }

        _writer.Close();
        _writer.Line();
    }

    private void EmitMeasureEntries(Part part)
    {
        if (part.Group == null)
        {
            return;
        }

        _writer.Line($"extent.GroupEntries += {part.Property}.Count;");
        if (!part.Group.IsFixed)
        {
            _writer.Open($"foreach (var entry in {part.Property})");
            _writer.Line("entry.AddTo(ref extent);");
            _writer.Close();
        }
    }

    private void EmitJson()
    {
        string start = _block is SbeMessage ? $"json.StartMessage({CSharpType.Literal(_block.Name)}, TemplateId, _version);" : "json.StartObject();";
        JsonMethodEmitter.EmitToString(_writer, start);
        _writer.Open("internal void WriteTo(global::EdgeRouter.Sbe.SbeJsonWriter json)");
        _json.EmitStatements(_writer);
        foreach (Part part in _parts)
        {
            EmitPartJson(part);
        }

        _writer.Close();
    }

    private void EmitPartJson(Part part)
    {
        bool isVersioned = part.SinceVersion > Member.ImpliedVersion(_block);
        if (isVersioned)
        {
            _writer.Open($"if (_version >= {CSharpType.Text(part.SinceVersion)})");
        }

        string name = CSharpType.Literal(part.Group?.Name ?? part.Data!.Name);
        if (part.Group == null)
        {
            _writer.Line($"json.{(part.Data!.Payload.IsText ? "Text" : "Hex")}({name}, {part.Property});");
        }
        else
        {
            _writer.Line($"json.StartArray({name});");
            _writer.Open($"foreach (var entry in {part.Property})");
            _writer.Line("json.StartObject();");
            _writer.Line("entry.WriteTo(json);");
            _writer.Line("json.EndObject();");
            _writer.Close();
            _writer.Line();
            _writer.Line("json.EndArray();");
        }

        if (isVersioned)
        {
            _writer.Close();
        }
    }
}
