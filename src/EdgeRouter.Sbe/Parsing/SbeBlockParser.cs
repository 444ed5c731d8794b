using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Parses messages and groups: fields, then groups, then data.</summary>
internal sealed class SbeBlockParser
{
    private const int GroupDepthMax = 16;
    private readonly SbeParseContext _context;
    private readonly SbeTypeTable _table;
    private readonly SbeHeaderParser _headers;

    public SbeBlockParser(SbeParseContext context, SbeTypeTable table, SbeHeaderParser headers)
    {
        _context = context;
        _table = table;
        _headers = headers;
    }

    public SbeMessage ParseMessage(XElement element)
    {
        SbeMessage message = new(_context.Name(element), _context.RequiredInteger(element, "id"), _context.Facts(element));
        ParseBody(element, message, 0);
        return message;
    }

    private SbeGroup ParseGroup(XElement element, int depth)
    {
        if (depth > GroupDepthMax)
        {
            throw _context.Stop("SBE026", element, $"groups are nested deeper than {GroupDepthMax}");
        }

        SbeGroup group = new(_context.Name(element), _context.Integer(element, "id") ?? 0, _context.Facts(element), _headers.ParseDimension(element));
        ParseBody(element, group, depth);
        return group;
    }

    private void ParseBody(XElement element, SbeBlock block, int depth)
    {
        HashSet<string> names = new();
        foreach (XElement child in element.Elements())
        {
            ParseChild(child, block, depth);
            if (!names.Add(_context.Name(child)))
            {
                throw _context.Stop("SBE027", child, $"'{block.Name}' has two members '{_context.Name(child)}'");
            }
        }

        int end = block.Fields.Select(field => field.End).DefaultIfEmpty(0).Max();
        int? stated = _context.Integer(element, "blockLength");
        if (stated < end)
        {
            throw _context.Stop("SBE028", element, $"blockLength {stated} of '{block.Name}' is shorter than its fields, which end at {end}");
        }

        block.BlockLength = stated ?? end;
    }

    private void ParseChild(XElement child, SbeBlock block, int depth)
    {
        switch (child.Name.LocalName)
        {
            case "field" when block.IsFixed:
                int end = block.Fields.Select(field => field.End).DefaultIfEmpty(0).Max();
                block.Fields.Add(ParseField(child, end));
                break;
            case "group" when block.Data.Count == 0:
                block.Groups.Add(ParseGroup(child, depth + 1));
                break;
            case "data":
                block.Data.Add(_headers.ParseData(child));
                break;
            case "field" or "group":
                throw _context.Stop("SBE029", child, $"'{block.Name}' must list fields, then groups, then data; move '{_context.Name(child)}' up");
            default:
                throw _context.Stop("SBE012", child, $"<{child.Name.LocalName}> is not known here; a message holds field, group and data");
        }
    }

    private SbeField ParseField(XElement element, int end)
    {
        string name = _context.Name(element);
        SbeType type = _table.Get(_context.Text(element, "type"), element);
        SbePresence typePresence = (type as SbeScalar)?.Presence ?? SbePresence.Required;
        SbePresence presence = typePresence == SbePresence.Constant ? typePresence : _context.Presence(element) ?? typePresence;
        if (type is SbeScalar { Length: 0, Presence: not SbePresence.Constant })
        {
            throw _context.Stop("SBE030", element, $"the field '{name}' has the variable-length type '{type.Name}'; use <data>");
        }

        SbeEnumValue? constant = null;
        string? reference = (string?)element.Attribute("valueRef");
        if (presence == SbePresence.Constant && reference != null)
        {
            constant = _table.GetEnumValue(reference, element);
        }
        else if (presence == SbePresence.Constant && typePresence != SbePresence.Constant)
        {
            throw _context.Stop("SBE031", element, $"the constant field '{name}' has no value; add valueRef or use a constant type");
        }

        int offset = presence == SbePresence.Constant ? end : _context.Offset(element, end);
        return new SbeField(name, _context.Integer(element, "id") ?? 0, type, offset, presence, _context.Facts(element)) { ConstantValue = constant };
    }
}
