using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Parses type, enum, set and composite elements.</summary>
internal sealed class SbeTypeParser
{
    private readonly SbeParseContext _context;
    private readonly SbeTypeTable _table;

    public SbeTypeParser(SbeParseContext context, SbeTypeTable table)
    {
        _context = context;
        _table = table;
    }

    public static bool IsTypeElement(XElement element) => element.Name.LocalName is "type" or "enum" or "set" or "composite";

    public SbeType Parse(XElement element) => element.Name.LocalName switch
    {
        "type" => ParseScalar(element),
        "enum" => ParseEnum(element),
        "set" => ParseSet(element),
        "composite" => ParseComposite(element),
        _ => throw _context.Stop("SBE012", element, $"<{element.Name.LocalName}> is not known here; types are type, enum, set and composite"),
    };

    private SbeScalar ParseScalar(XElement element)
    {
        string name = _context.Name(element);
        string primitiveName = _context.Text(element, "primitiveType");
        if (!SbePrimitives.TryParse(primitiveName, out SbePrimitive primitive))
        {
            throw _context.Stop("SBE013", element, $"primitiveType=\"{primitiveName}\" of '{name}' is not a primitive of SBE");
        }

        SbePresence presence = _context.Presence(element) ?? SbePresence.Required;
        bool isVariable = (string?)element.Attribute("variableLength") == "true";
        int length = isVariable ? 0 : _context.Integer(element, "length") ?? 1;
        SbeNumber nullValue = ParseLimit(element, "nullValue", primitive) ?? primitive.DefaultNull();
        if (presence != SbePresence.Constant)
        {
            return Limited(element, new SbeScalar(name, _context.Facts(element), primitive, length, presence, nullValue));
        }

        return ParseConstant(element, name, primitive, nullValue);
    }

    private SbeScalar Limited(XElement element, SbeScalar scalar)
    {
        scalar.MinValue = ParseLimit(element, "minValue", scalar.Primitive);
        scalar.MaxValue = ParseLimit(element, "maxValue", scalar.Primitive);
        scalar.CharacterEncoding = ((string?)element.Attribute("characterEncoding") ?? string.Empty).Trim();
        return scalar;
    }

    private SbeNumber? ParseLimit(XElement element, string attribute, SbePrimitive primitive)
    {
        string? text = (string?)element.Attribute(attribute);
        if (text == null || (text.Length == 0 && primitive == SbePrimitive.Char))
        {
            return null;
        }

        if (primitive.TryParseValue(text, out SbeNumber value))
        {
            return value;
        }

        throw _context.Stop("SBE014", element, $"{attribute}=\"{text}\" does not fit {primitive.SchemaName()}");
    }

    private SbeScalar ParseConstant(XElement element, string name, SbePrimitive primitive, SbeNumber nullValue)
    {
        string? reference = (string?)element.Attribute("valueRef");
        if (reference != null)
        {
            SbeEnumValue value = _table.GetEnumValue(reference, element);
            return Limited(element, new SbeScalar(name, _context.Facts(element), primitive, 1, SbePresence.Constant, nullValue)
            {
                ConstantEnumValue = value,
                ConstantValue = value.Value,
            });
        }

        string text = element.Value;
        bool isText = primitive == SbePrimitive.Char && (text.Length != 1 || _context.Integer(element, "length") > 1);
        SbeNumber number = default;
        if (!isText && !primitive.TryParseValue(text, out number))
        {
            throw _context.Stop("SBE015", element, $"the constant '{name}' has the value \"{text.Trim()}\", which does not fit {primitive.SchemaName()}");
        }

        return Limited(element, new SbeScalar(name, _context.Facts(element), primitive, isText ? Math.Max(text.Length, 2) : 1, SbePresence.Constant, nullValue)
        {
            ConstantText = isText ? text : null,
            ConstantValue = isText ? null : number,
        });
    }

    private SbeEnum ParseEnum(XElement element)
    {
        string name = _context.Name(element);
        SbeScalar encoding = ParseEncoding(element, name);
        if (encoding.Primitive.IsReal())
        {
            throw _context.Stop("SBE016", element, $"the enum '{name}' cannot be encoded as {encoding.Primitive.SchemaName()}; use char or an integer");
        }

        List<SbeEnumValue> values = new();
        foreach (XElement child in element.Named("validValue"))
        {
            string valueName = _context.Name(child);
            if (!encoding.Primitive.TryParseValue(child.Value, out SbeNumber value))
            {
                throw _context.Stop("SBE017", child, $"the value \"{child.Value.Trim()}\" of {name}.{valueName} does not fit {encoding.Primitive.SchemaName()}");
            }

            AddUnique(values, new SbeEnumValue(valueName, value, _context.Facts(child)), child, name);
        }

        SbeNumber? ownNull = ParseLimit(element, "nullValue", encoding.Primitive);
        SbeScalar adjusted = ownNull == null ? encoding : new SbeScalar(encoding.Name, encoding.Facts, encoding.Primitive, 1, encoding.Presence, ownNull.Value);
        return new SbeEnum(name, _context.Facts(element), adjusted, values);
    }

    private SbeSet ParseSet(XElement element)
    {
        string name = _context.Name(element);
        SbePrimitive primitive = ParseEncoding(element, name).Primitive;
        if (primitive.IsReal() || primitive.IsSigned() || primitive == SbePrimitive.Char)
        {
            throw _context.Stop("SBE018", element, $"the set '{name}' cannot be encoded as {primitive.SchemaName()}; use uint8, uint16, uint32 or uint64");
        }

        List<SbeEnumValue> choices = new();
        foreach (XElement child in element.Named("choice"))
        {
            string choiceName = _context.Name(child);
            if (!SbePrimitive.UInt8.TryParseValue(child.Value, out SbeNumber bit) || bit.Integer >= primitive.SizeBytes() * 8)
            {
                throw _context.Stop("SBE019", child, $"\"{child.Value.Trim()}\" of {name}.{choiceName} is not a bit of {primitive.SchemaName()}");
            }

            AddUnique(choices, new SbeEnumValue(choiceName, bit, _context.Facts(child)), child, name);
        }

        return new SbeSet(name, _context.Facts(element), primitive, choices);
    }

    private void AddUnique(List<SbeEnumValue> values, SbeEnumValue value, XElement child, string owner)
    {
        if (values.Any(other => other.Name == value.Name || other.Value.Equals(value.Value)))
        {
            throw _context.Stop("SBE020", child, $"{owner}.{value.Name} has the name or the value of another member of {owner}");
        }

        values.Add(value);
    }

    private SbeScalar ParseEncoding(XElement element, string name)
    {
        string encodingName = _context.Text(element, "encodingType");
        return _table.Get(encodingName, element) as SbeScalar
            ?? throw _context.Stop("SBE021", element, $"encodingType=\"{encodingName}\" of '{name}' is not a simple type");
    }

    private SbeComposite ParseComposite(XElement element)
    {
        string name = _context.Name(element);
        List<SbeField> members = new();
        int end = 0;
        foreach (XElement child in element.Elements())
        {
            SbeField member = ParseMember(child, end);
            if (members.Any(other => other.Name == member.Name))
            {
                throw _context.Stop("SBE022", child, $"the composite '{name}' has two members '{member.Name}'");
            }

            members.Add(member);
            end = Math.Max(end, member.End);
        }

        return new SbeComposite(name, _context.Facts(element), members, end);
    }

    private SbeField ParseMember(XElement child, int end)
    {
        bool isReference = child.Name.LocalName == "ref";
        SbeType type = isReference ? _table.Get(_context.Text(child, "type"), child) : Parse(child);
        SbePresence presence = (type as SbeScalar)?.Presence ?? _context.Presence(child) ?? SbePresence.Required;
        SbeEnumValue? constant = null;
        if (presence == SbePresence.Constant && type is not SbeScalar)
        {
            constant = _table.GetEnumValue(_context.Text(child, "valueRef"), child);
        }

        int offset = presence == SbePresence.Constant ? end : _context.Offset(child, end);
        return new SbeField(_context.Name(child), 0, type, offset, presence, _context.Facts(child)) { ConstantValue = constant };
    }
}
