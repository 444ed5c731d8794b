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
        _writer.If("(uint)actingBlockLength > (uint)body.Length || actingBlockLength < RequiredBlockLength(actingVersion)", "goto Refused;");
        _writer.Line($"ref readonly byte block = ref {CSharpType.Access}.First(body);");
        if (_parts.Length > 0)
        {
            _writer.Line("int length = body.Length;");
            _writer.Line("int position = actingBlockLength;");
            EmitSteps("actingVersion", "goto Refused;", isKept: true);
        }

        _writer.Line($"decoder = new {_name}(in block, actingBlockLength, actingVersion{State()});");
        _writer.Line("return true;");
        _writer.Line();
        _writer.Line("Refused:");
        _writer.Line("decoder = default;");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitTryRead()
    {
        EmitInlineIfFixed();
        _writer.Open($"internal static bool TryRead(ref readonly byte block, int length, int blockLength, int version, out {_name} entry)");
        EmitBlockFits("blockLength > length", "goto Refused;");
        _writer.Line("int position = blockLength;");
        EmitSteps("version", "goto Refused;", isKept: true);
        _writer.Line($"entry = new {_name}(in block, blockLength, version{State()});");
        _writer.Line("return true;");
        _writer.Line();
        _writer.Line("Refused:");
        _writer.Line("entry = default;");
        _writer.Line("return false;");
        _writer.Close();
        _writer.Line();
    }

    private void EmitEndOf()
    {
        EmitInlineIfFixed();
        _writer.Open("internal static int EndOf(ref readonly byte block, int length, int position, int blockLength, int version)");
        EmitBlockFits("blockLength > length - position", "return -1;");
        _writer.Line("position += blockLength;");
        EmitSteps("version", "return -1;", isKept: false);
        _writer.Line("return position;");
        _writer.Close();
        _writer.Line();
    }

    // A part that every version has is compared with the end right behind the block: the block need not be.
    private void EmitBlockFits(string exceeds, string fail)
    {
        if (_parts[0].SinceVersion > 0)
        {
            _writer.If(exceeds, fail);
        }
    }

    private void EmitInlineIfFixed()
    {
        // A few compares at most: everything that walks entries in a loop stays a call.
        if (_parts.Length <= 3 && _parts.All(part => part.Group == null || part.Group.IsFixed))
        {
            _writer.Line(CSharpType.Inline);
        }
    }

    private void EmitSteps(string version, string fail, bool isKept)
    {
        foreach (Part part in _parts)
        {
            string index = CSharpType.Text(part.Index);
            if (part.Group != null)
            {
                string numbers = isKept ? $"out int blockLength{index}, out int count{index}" : "out _, out _";
                _writer.Line($"position = {part.GroupType}.EndOf(in block, length, position, {version}, {numbers});");
                _writer.If("position < 0", fail);
            }
            else
            {
                EmitData(part.Data!, index, version, fail);
            }

            if (isKept)
            {
                _writer.Line($"int end{index} = position;");
            }
        }
    }

    private void EmitData(SbeData data, string index, string version, string fail)
    {
        string header = CSharpType.Text(data.HeaderLength);
        string size = "size" + index;
        bool isVersioned = data.Facts.SinceVersion > 0;
        if (isVersioned)
        {
            _writer.Open($"if ({version} >= {CSharpType.Text(data.Facts.SinceVersion)})");
        }

        string room = "room" + index;
        _writer.Line($"int {room} = length - position - {header};");
        _writer.If($"{room} < 0", fail);
        // As an unsigned number, a negative length is too large as well.
        string type = data.Length.Primitive.SizeBytes() == 8 ? "ulong" : "uint";
        _writer.Line($"{type} {size} = unchecked(({type}){CSharpType.Read(_model, data.Length.Primitive, "block", $"position{(data.Length.Offset == 0 ? string.Empty : " + " + CSharpType.Text(data.Length.Offset))}")});");
        _writer.If($"{size} > (uint){room}", fail);
        _writer.Line($"position += {header} + (int){size};");
        if (isVersioned)
        {
            _writer.Close();
            _writer.Line();
        }
    }

    private string State() => string.Concat(_parts.SelectMany(part => part.State).Select(field => ", " + field.Substring(1)));
}
