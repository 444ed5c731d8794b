using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits how a message or entry is wrapped: every length that its headers claim is held against the bytes there are.</summary>
internal sealed class WrapEmitter
{
    private readonly CodeWriter _writer;
    private readonly SchemaModel _model;
    private readonly SbeBlock _block;
    private readonly string _name;
    private readonly Part[] _parts;

    public WrapEmitter(CodeWriter writer, SchemaModel model, SbeBlock block, string name, Part[] parts)
    {
        _writer = writer;
        _model = model;
        _block = block;
        _name = name;
        _parts = parts;
    }

    public void Emit()
    {
        if (_block is SbeMessage)
        {
            EmitTryWrap();
        }
        else if (_parts.Length > 0)
        {
            EmitTryRead();
            EmitEndOf();
        }
    }

    private void EmitTryWrap()
    {
        _writer.Line("/// <inheritdoc/>");
        EmitInlineIfFixed();
        _writer.Open($"public static bool TryWrap({CSharpType.Bytes} body, int actingBlockLength, int actingVersion, out {_name} decoder)");
        _writer.Line("decoder = default;");
        _writer.If("(uint)actingBlockLength > (uint)body.Length || actingBlockLength < RequiredBlockLength(actingVersion)", "return false;");
        _writer.Line($"ref readonly byte block = ref {CSharpType.Access}.First(body);");
        if (_parts.Length > 0)
        {
            _writer.Line("int length = body.Length;");
            _writer.Line("int position = actingBlockLength;");
            EmitSteps("actingVersion", "return false;", keepEnds: true);
        }

        _writer.Line($"decoder = new {_name}(in block, actingBlockLength, actingVersion{Ends()});");
        _writer.Line("return true;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitTryRead()
    {
        EmitInlineIfFixed();
        _writer.Open($"internal static bool TryRead(ref readonly byte block, int length, int blockLength, int version, out {_name} entry)");
        _writer.Line("entry = default;");
        _writer.If("blockLength > length", "return false;");
        _writer.Line("int position = blockLength;");
        EmitSteps("version", "return false;", keepEnds: true);
        _writer.Line($"entry = new {_name}(in block, blockLength, version{Ends()});");
        _writer.Line("return true;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitEndOf()
    {
        EmitInlineIfFixed();
        _writer.Open("internal static int EndOf(ref readonly byte block, int length, int position, int blockLength, int version)");
        _writer.If("blockLength > length - position", "return -1;");
        _writer.Line("position += blockLength;");
        EmitSteps("version", "return -1;", keepEnds: false);
        _writer.Line("return position;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitInlineIfFixed()
    {
        // A few compares at most: everything that walks entries in a loop stays a call.
        if (_parts.Length <= 3 && _parts.All(part => part.Group == null || part.Group.IsFixed))
        {
            _writer.Line(CSharpType.Inline);
        }
    }

    private void EmitSteps(string version, string fail, bool keepEnds)
    {
        foreach (Part part in _parts)
        {
            if (part.Group != null)
            {
                _writer.Line($"position = {part.GroupType}.EndOf(in block, length, position, {version});");
                _writer.If("position < 0", fail);
            }
            else
            {
                EmitData(part.Data!, part.Index, version, fail);
            }

            if (keepEnds)
            {
                _writer.Line($"int end{CSharpType.Text(part.Index)} = position;");
            }
        }
    }

    private void EmitData(SbeData data, int index, string version, string fail)
    {
        string header = CSharpType.Text(data.HeaderLength);
        string size = $"size{CSharpType.Text(index)}";
        bool isVersioned = data.Facts.SinceVersion > 0;
        if (isVersioned)
        {
            _writer.Open($"if ({version} >= {CSharpType.Text(data.Facts.SinceVersion)})");
        }

        _writer.If($"length - position < {header}", fail);
        _writer.Line($"long {size} = unchecked((long){CSharpType.Read(_model, data.Length.Primitive, "block", $"position + {CSharpType.Text(data.Length.Offset)}")});");
        bool canBeNegative = data.Length.Primitive.IsSigned() || data.Length.Primitive == SbePrimitive.UInt64;
        _writer.If($"{(canBeNegative ? size + " < 0 || " : string.Empty)}{size} > length - position - {header}", fail);
        _writer.Line($"position += {header} + (int){size};");
        if (isVersioned)
        {
            _writer.Close();
            _writer.Line();
        }
    }

    private string Ends() => string.Concat(_parts.Select(part => $", end{CSharpType.Text(part.Index)}"));
}
