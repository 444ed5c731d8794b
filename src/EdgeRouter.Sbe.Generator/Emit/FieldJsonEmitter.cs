using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Collects, while a decoder's fields are emitted, the statements that render them; the walker renders the same way from the schema.</summary>
internal sealed class FieldJsonEmitter
{
    private readonly SchemaModel _model;
    private readonly List<(int SinceVersion, string Name, string[] Statements)> _fields = new();
    private readonly List<string> _decimalParts = new();

    public FieldJsonEmitter(SchemaModel model)
    {
        _model = model;
    }

    /// <summary>The plain members as arguments: of a decimal, its mantissa and exponent.</summary>
    public string DecimalParts => string.Join(", ", _decimalParts);

    /// <summary>Adds a field; members of composites seen from the block are part of their composite already.</summary>
    public void Add(Member member, string property, string nullValue)
    {
        if (!member.IsFlattened)
        {
            string name = CSharpType.Literal(member.Field.Name);
            int since = member.Field.Presence == SbePresence.Constant ? 0 : member.SinceVersion;
            _fields.Add((since, name, Statements(member, name, property, nullValue).ToArray()));
            if (member.Type is SbeScalar { IsArray: false })
            {
                _decimalParts.Add(DecimalPart(member.Field, property, nullValue, member.SinceVersion));
            }
        }
    }

    /// <summary>Adds an array of elements wider than a byte.</summary>
    public void AddArray(Member member, string getter, string lengthName, string nullValue)
    {
        SbeScalar scalar = (SbeScalar)member.Type;
        string name = CSharpType.Literal(member.Field.Name);
        string element = Number(scalar, "\"\"", getter + "(index)", IsNull(member, getter + "(index)", nullValue));
        _fields.Add((member.SinceVersion, name, new[] { $"json.StartArray({name});", $"for (int index = 0; index < {lengthName}; index++) {{ {element} }}", "json.EndArray();" }));
    }

    public void EmitStatements(CodeWriter writer)
    {
        foreach ((int sinceVersion, string name, string[] statements) in _fields)
        {
            if (sinceVersion > 0)
            {
                writer.Open($"if (_version < {CSharpType.Text(sinceVersion)})");
                writer.Line($"json.Null({name});");
                writer.Close();
                writer.Open("else");
            }

            foreach (string statement in statements)
            {
                writer.Line(statement);
            }

            if (sinceVersion > 0)
            {
                writer.Close();
            }
        }
    }

    private static string DecimalPart(SbeField field, string property, string nullValue, int sinceVersion)
    {
        if (field.Presence == SbePresence.Constant)
        {
            return ((SbeScalar)field.Type).ConstantValue is { } value ? value.ToString() + "M" : "null";
        }

        string condition = field.Presence == SbePresence.Optional ? $"{property} == {nullValue}" : string.Empty;
        string old = sinceVersion > 0 ? $"_version < {CSharpType.Text(sinceVersion)}" : string.Empty;
        string isNull = string.Join(" || ", new[] { old, condition }.Where(part => part.Length > 0));
        return isNull.Length == 0 ? property : $"{isNull} ? null : (decimal?){property}";
    }

    private IEnumerable<string> Statements(Member member, string name, string property, string nullValue)
    {
        if (member.Field.Presence == SbePresence.Constant)
        {
            yield return Constant(member, name);
            yield break;
        }

        switch (member.Type)
        {
            case SbeScalar scalar when scalar.IsText:
                yield return $"json.{(scalar.IsArray ? "Text" : "Character")}({name}, {(scalar.Primitive == SbePrimitive.Int8 && !scalar.IsArray ? "unchecked((byte)" + property + ")" : property)});";
                break;
            case SbeScalar { IsArray: true } scalar:
                yield return $"json.StartArray({name});";
                string one = scalar.Primitive == SbePrimitive.Int8 ? "unchecked((sbyte)one)" : "one";
                string literal = CSharpType.Literal(scalar.Primitive, scalar.NullValue);
                yield return $"foreach (byte one in {property}) {{ {Number(scalar, "\"\"", one, IsNull(member, one, literal))} }}";
                yield return "json.EndArray();";
                break;
            case SbeScalar scalar:
                yield return Number(scalar, name, property, IsNull(member, property, nullValue));
                break;
            case SbeEnum type:
                string unsigned = type.Encoding.Primitive == SbePrimitive.UInt64 ? "true" : "false";
                yield return $"json.Enumerated({name}, {_model.NamesClass}.Of({property}), {property} == {nullValue}, unchecked((long){property}), {unsigned});";
                break;
            case SbeSet:
                yield return $"json.Set({name}, (ulong){property}, {_model.NamesClass}.Of({property}));";
                break;
            case SbeComposite { IsDecimal: true }:
                yield return $"{property}.WriteDecimal(json, {name});";
                break;
            case SbeComposite:
                yield return $"json.StartObject({name});";
                yield return $"{property}.WriteTo(json);";
                yield return "json.EndObject();";
                break;
        }
    }

    private static string Constant(Member member, string name)
    {
        SbeScalar? scalar = member.Type as SbeScalar;
        string? text = (member.Field.ConstantValue ?? scalar?.ConstantEnumValue)?.Name ?? scalar?.ConstantText;
        if (text != null || scalar?.ConstantValue is not { } number)
        {
            return $"json.Constant({name}, {CSharpType.Literal(text ?? string.Empty)});";
        }

        if (scalar.Primitive == SbePrimitive.Char)
        {
            return $"json.Constant({name}, {CSharpType.Literal(((char)number.Integer).ToString())});";
        }

        return number.IsReal
            ? $"json.Real({name}, {CSharpType.Literal(SbePrimitive.Double, number)});"
            : $"json.Decimal({name}, {number}M, 0M);";
    }

    private static string Number(SbeScalar scalar, string name, string value, string isNull)
    {
        string method = scalar.Primitive.IsReal() ? "Real" : scalar.Primitive.IsSigned() ? "Integer" : "Unsigned";
        return $"json.{method}({name}, {value}{(isNull.Length > 0 ? ", " + isNull : string.Empty)});";
    }

    private static string IsNull(Member member, string value, string nullValue) => member.Field.Presence == SbePresence.Optional ? $"{value} == {nullValue}" : string.Empty;
}
