using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Finds the slots of message headers, group dimensions and variable-length data in their composites.</summary>
internal sealed class SbeHeaderParser
{
    private readonly SbeParseContext _context;
    private readonly SbeTypeTable _table;
    private readonly Dictionary<string, SbeDimension> _dimensions = new();
    private readonly Dictionary<string, SbeData> _data = new();

    public SbeHeaderParser(SbeParseContext context, SbeTypeTable table)
    {
        _context = context;
        _table = table;
    }

    public SbeHeader ParseMessageHeader(XElement root)
    {
        SbeComposite composite = Composite(root.OptionalText("headerType") ?? "messageHeader", root, "message header");
        return new SbeHeader(composite)
        {
            BlockLength = OptionalSlot(composite, "blockLength", root),
            TemplateId = OptionalSlot(composite, "templateId", root),
            SchemaId = OptionalSlot(composite, "schemaId", root),
            Version = OptionalSlot(composite, "version", root),
            NumGroups = OptionalSlot(composite, "numGroups", root),
            NumVarDataFields = OptionalSlot(composite, "numVarDataFields", root),
        };
    }

    public SbeDimension ParseDimension(XElement group)
    {
        string name = group.OptionalText("dimensionType") ?? "groupSizeEncoding";
        if (_dimensions.TryGetValue(name, out SbeDimension? known))
        {
            return known;
        }

        SbeComposite composite = Composite(name, group, "group dimension");
        SbeDimension dimension = new(composite, Slot(composite, "blockLength", group), Slot(composite, "numInGroup", group))
        {
            NumGroups = OptionalSlot(composite, "numGroups", group),
            NumVarDataFields = OptionalSlot(composite, "numVarDataFields", group),
        };
        NoteWide(composite, group);
        _dimensions.Add(name, dimension);
        return dimension;
    }

    public SbeData ParseData(XElement element)
    {
        string name = _context.Name(element);
        string typeName = _context.Text(element, "type");
        if (!_data.TryGetValue(typeName, out SbeData? alike))
        {
            alike = ParseEncoding(element, typeName);
            _data.Add(typeName, alike);
        }

        return new SbeData(name, _context.Integer(element, "id") ?? 0, _context.Facts(element), alike.Length, alike.Payload, alike.HeaderLength);
    }

    private SbeData ParseEncoding(XElement element, string typeName)
    {
        SbeComposite composite = Composite(typeName, element, "variable-length data");
        SbeField? payload = Find(composite, "varData", element);
        if (payload?.Type is not SbeScalar scalar)
        {
            throw _context.Stop("SBE023", element, $"the composite '{composite.Name}' has no member varData");
        }

        SbeSlot length = Slot(composite, "length", element);
        return new SbeData(typeName, 0, SbeFacts.None, length, scalar, payload.Offset);
    }

    private SbeComposite Composite(string name, XElement user, string purpose) => _table.Get(name, user) as SbeComposite
        ?? throw _context.Stop("SBE024", user, $"the {purpose} '{name}' is not a composite");

    private SbeSlot Slot(SbeComposite composite, string name, XElement user) => OptionalSlot(composite, name, user)
        ?? throw _context.Stop("SBE023", user, $"the composite '{composite.Name}' has no member {name}");

    private SbeSlot? OptionalSlot(SbeComposite composite, string name, XElement user)
    {
        SbeField? member = Find(composite, name, user);
        if (member == null || member.Presence == SbePresence.Constant)
        {
            return null;
        }

        if (member.Type is SbeScalar { IsArray: false } scalar && !scalar.Primitive.IsReal() && scalar.Primitive != SbePrimitive.Char)
        {
            return new SbeSlot(member.Offset, scalar.Primitive);
        }

        throw _context.Stop("SBE025", user, $"{composite.Name}.{name} must be one integer");
    }

    private SbeField? Find(SbeComposite composite, string name, XElement user)
    {
        SbeField? member = composite.Find(name);
        SbeField? alike = member ?? composite.Members.FirstOrDefault(one => name.Equals(one.Name, StringComparison.OrdinalIgnoreCase));
        if (alike != member)
        {
            _context.Note("SBE212", user, $"the composite '{composite.Name}' has no member {name}; '{alike!.Name}' is taken");
        }

        return alike;
    }

    // Decoders take such counts and refuse what does not fit the message; some other implementations cannot.
    private void NoteWide(SbeComposite composite, XElement user)
    {
        if (composite.Find("numInGroup")?.Type is SbeScalar { MaxValue: null } scalar && scalar.Primitive.Highest() > int.MaxValue)
        {
            _context.Note("SBE209", user, $"{composite.Name}.numInGroup of type {scalar.Primitive.SchemaName()} can say more than 2147483647; state a maxValue");
        }
    }
}
