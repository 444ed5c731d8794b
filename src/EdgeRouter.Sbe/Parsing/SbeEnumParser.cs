using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Parses enum and set elements.</summary>
internal sealed class SbeEnumParser
{
    private readonly SbeParseContext _context;
    private readonly SbeTypeTable _table;
    private readonly SbeScalarParser _scalars;

    public SbeEnumParser(SbeParseContext context, SbeTypeTable table, SbeScalarParser scalars)
    {
        _context = context;
        _table = table;
        _scalars = scalars;
    }

    public SbeEnum ParseEnum(XElement element)
    {
        string name = _context.Name(element);
        SbeScalar encoding = ParseEncoding(element, name);
        if (encoding.Primitive.IsReal())
        {
            throw _context.Stop("SBE016", element, $"the enum '{name}' cannot be encoded as {encoding.Primitive.SchemaName()}; use char or an integer");
        }

        SbeNumber? ownNull = _scalars.ParseNull(element, encoding.Primitive);
        SbeScalar adjusted = ownNull == null ? encoding : encoding.WithNull(ownNull.Value);
        List<SbeEnumValue> values = ParseMembers(element, name, "validValue", child => ParseValue(child, name, adjusted));
        return new SbeEnum(name, _context.Facts(element), adjusted, values) { Presence = Presence(element, encoding) };
    }

    public SbeSet ParseSet(XElement element)
    {
        string name = _context.Name(element);
        SbeScalar encoding = ParseEncoding(element, name);
        if (encoding.Primitive.IsReal())
        {
            throw _context.Stop("SBE018", element, $"the set '{name}' cannot be encoded as {encoding.Primitive.SchemaName()}; use uint8, uint16, uint32 or uint64");
        }

        SbePrimitive primitive = Unsigned(encoding.Primitive);
        if (primitive != encoding.Primitive)
        {
            _context.Note("SBE202", element, $"the set '{name}' is read as {primitive.SchemaName()}; sets are bits, and the standard encodes them unsigned");
        }

        List<SbeEnumValue> choices = ParseMembers(element, name, "choice", child => ParseChoice(child, name, primitive));
        return new SbeSet(name, _context.Facts(element), primitive, choices) { Presence = Presence(element, encoding) };
    }

    private SbeEnumValue ParseValue(XElement child, string owner, SbeScalar encoding)
    {
        string name = _context.ValueName(child);
        if (!encoding.Primitive.TryParseValue(child.Value, out SbeNumber value))
        {
            throw _context.Stop("SBE017", child, $"the value \"{child.Value.Trim()}\" of {owner}.{name} does not fit {encoding.Primitive.SchemaName()}");
        }

        if (value.Integer < encoding.MinValue?.Integer || value.Integer > encoding.MaxValue?.Integer)
        {
            throw _context.Stop("SBE046", child, $"the value {value} of {owner}.{name} is outside minValue and maxValue of {encoding.Name}; correct either");
        }

        bool isNamedNull = name.StartsWith("null", StringComparison.OrdinalIgnoreCase);
        if (value.Equals(encoding.NullValue) && !isNamedNull)
        {
            _context.Note("SBE205", child, $"the value {value} of {owner}.{name} also means that the field is absent; state another nullValue");
        }

        return new SbeEnumValue(name, value, _context.Facts(child));
    }

    private SbeEnumValue ParseChoice(XElement child, string owner, SbePrimitive primitive)
    {
        string name = _context.ValueName(child);
        if (!SbePrimitive.UInt8.TryParseValue(child.Value, out SbeNumber bit) || bit.Integer >= primitive.SizeBytes() * 8)
        {
            throw _context.Stop("SBE019", child, $"\"{child.Value.Trim()}\" of {owner}.{name} is not a bit of {primitive.SchemaName()}; write 0 for the lowest");
        }

        return new SbeEnumValue(name, bit, _context.Facts(child));
    }

    private List<SbeEnumValue> ParseMembers(XElement element, string owner, string elementName, Func<XElement, SbeEnumValue> parse)
    {
        List<SbeEnumValue> members = new();
        HashSet<string> names = new();
        HashSet<decimal> numbers = new();
        bool isSound = true;
        foreach (XElement child in element.Elements())
        {
            isSound &= _context.Guard(() =>
            {
                if (child.Name.LocalName != elementName)
                {
                    _context.SkipUnknown(child, $"'{owner}' holds {elementName}");
                    return;
                }

                SbeEnumValue member = parse(child);
                CheckUnique(child, owner, member, names, numbers);
                members.Add(member);
            });
        }

        return isSound ? members : throw new SbeParseStop();
    }

    private void CheckUnique(XElement child, string owner, SbeEnumValue member, HashSet<string> names, HashSet<decimal> numbers)
    {
        if (!names.Add(member.Name))
        {
            throw _context.Stop("SBE020", child, $"{owner} has two members '{member.Name}'; rename or remove one");
        }

        if (!numbers.Add(member.Value.Integer))
        {
            _context.Note("SBE204", child, $"{owner}.{member.Name} has the value {member.Value} of an earlier member, whose name is shown when it is read");
        }
    }

    private SbePresence Presence(XElement element, SbeScalar encoding)
    {
        SbePresence stated = _context.Presence(element) ?? encoding.Presence;
        return stated == SbePresence.Optional ? SbePresence.Optional : SbePresence.Required;
    }

    private SbeScalar ParseEncoding(XElement element, string name)
    {
        string encodingName = _context.Text(element, "encodingType");
        return _table.Get(encodingName, element) is SbeScalar { IsArray: false } scalar
            ? scalar
            : throw _context.Stop("SBE021", element, $"encodingType=\"{encodingName}\" of '{name}' is not one number or character");
    }

    private static SbePrimitive Unsigned(SbePrimitive primitive) => primitive.SizeBytes() switch
    {
        1 => SbePrimitive.UInt8,
        2 => SbePrimitive.UInt16,
        4 => SbePrimitive.UInt32,
        _ => SbePrimitive.UInt64,
    };
}
