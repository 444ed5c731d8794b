using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Finds the slots of message headers, group dimensions and variable-length data in their composites.</summary>
internal sealed class SbeHeaderParser
{
    private readonly SbeParseContext _context;
    private readonly SbeTypeTable _table;

    public SbeHeaderParser(SbeParseContext context, SbeTypeTable table)
    {
        _context = context;
        _table = table;
    }

    public SbeHeader ParseMessageHeader(XElement root)
    {
        string name = (string?)root.Attribute("headerType") ?? "messageHeader";
        SbeComposite composite = Composite(name, root, "message header");
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
        SbeComposite composite = Composite((string?)group.Attribute("dimensionType") ?? "groupSizeEncoding", group, "group dimension");
        return new SbeDimension(composite, Slot(composite, "blockLength", group), Slot(composite, "numInGroup", group))
        {
            NumGroups = OptionalSlot(composite, "numGroups", group),
            NumVarDataFields = OptionalSlot(composite, "numVarDataFields", group),
        };
    }

    public SbeData ParseData(XElement element)
    {
        string name = _context.Name(element);
        SbeComposite composite = Composite(_context.Text(element, "type"), element, "variable-length data");
        SbeField? payload = composite.Find("varData");
        if (payload?.Type is not SbeScalar scalar)
        {
            throw _context.Stop("SBE023", element, $"the composite '{composite.Name}' has no member varData");
        }

        return new SbeData(name, _context.Integer(element, "id") ?? 0, _context.Facts(element), Slot(composite, "length", element), scalar, payload.Offset);
    }

    private SbeComposite Composite(string name, XElement user, string purpose) => _table.Get(name, user) as SbeComposite
        ?? throw _context.Stop("SBE024", user, $"the {purpose} '{name}' is not a composite");

    private SbeSlot Slot(SbeComposite composite, string name, XElement user) => OptionalSlot(composite, name, user)
        ?? throw _context.Stop("SBE023", user, $"the composite '{composite.Name}' has no member {name}");

    private SbeSlot? OptionalSlot(SbeComposite composite, string name, XElement user)
    {
        SbeField? member = composite.Find(name);
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
}
