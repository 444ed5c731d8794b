using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Parses messages and groups: fields, then groups, then data.</summary>
internal sealed class SbeBlockParser
{
    private readonly SbeParseContext _context;
    private readonly SbeTypeTable _table;
    private readonly SbeHeaderParser _headers;
    private readonly SbeSlot? _blockLengthSlot;

    public SbeBlockParser(SbeParseContext context, SbeTypeTable table, SbeHeaderParser headers, SbeSlot? blockLengthSlot)
    {
        _context = context;
        _table = table;
        _headers = headers;
        _blockLengthSlot = blockLengthSlot;
    }

    public SbeMessage ParseMessage(XElement element)
    {
        SbeMessage message = new(_context.Name(element), _context.RequiredInteger(element, "id"), _context.Facts(element));
        ParseBody(element, message, _blockLengthSlot, 0);
        return message;
    }

    private SbeGroup ParseGroup(XElement element, int depth)
    {
        if (depth > SbeSchemaLimits.GroupDepthMax)
        {
            throw _context.Stop("SBE026", element, $"groups are nested deeper than {SbeSchemaLimits.GroupDepthMax}; flatten them");
        }

        SbeGroup group = new(_context.Name(element), _context.Integer(element, "id") ?? 0, _context.Facts(element), _headers.ParseDimension(element));
        ParseBody(element, group, group.Dimension.BlockLength, depth);
        return group;
    }

    private void ParseBody(XElement element, SbeBlock block, SbeSlot? slot, int depth)
    {
        HashSet<string> names = new();
        bool isSound = true;
        int end = 0;
        int latest = 0;
        int rank = 0;
        foreach (XElement child in element.Elements())
        {
            // Behind a bad field the offsets are not known: they are not looked at, so that one error is told once.
            bool isLate = Rank(child) < rank;
            rank = Rank(child) == int.MaxValue ? rank : Math.Max(rank, Rank(child));
            isSound &= _context.Guard(() => ParseChild(child, block, names, depth, isSound ? end : 0, isLate));
            if (block.Fields.Count > 0 && child.Name.LocalName == "field")
            {
                SbeField last = block.Fields[block.Fields.Count - 1];
                end = Math.Max(end, last.End);
                latest = CheckOrder(child, last, latest);
            }
        }

        if (!isSound)
        {
            throw new SbeParseStop();
        }

        block.BlockLength = ParseLength(element, block, end, slot);
    }

    // The standard adds fields at the end of a block. With explicit offsets a later field may also fill a gap.
    private int CheckOrder(XElement child, SbeField field, int latest)
    {
        if (field.Facts.SinceVersion < latest && field.EncodedLength > 0 && child.OptionalText("offset") == null)
        {
            _context.Note("SBE207", child, $"'{field.Name}' of version {field.Facts.SinceVersion} stands behind a field of version {latest}, and moved when that was added; add fields at the end");
        }

        return Math.Max(latest, field.Facts.SinceVersion);
    }

    private int ParseLength(XElement element, SbeBlock block, int end, SbeSlot? slot)
    {
        int? stated = _context.Integer(element, "blockLength");
        if (stated == 0 && end > 0)
        {
            _context.Note("SBE202", element, $"blockLength=\"0\" of '{block.Name}' is read as {end}, where its fields end; state that or nothing");
            stated = null;
        }

        if (stated < end)
        {
            throw _context.Stop("SBE028", element, $"blockLength {stated} of '{block.Name}' is shorter than its fields, which end at {end}");
        }

        int length = stated ?? end;
        if (length > SbeSchemaLimits.BlockBytesMax)
        {
            throw _context.Stop("SBE042", element, $"blockLength {length} of '{block.Name}' is more than {SbeSchemaLimits.BlockBytesMax}");
        }

        return slot == null || length <= slot.Primitive.Highest()
            ? length
            : throw _context.Stop("SBE043", element, $"the block of '{block.Name}' has {length} bytes, which its header's blockLength of type {slot.Primitive.SchemaName()} cannot say");
    }

    private void ParseChild(XElement child, SbeBlock block, HashSet<string> names, int depth, int end, bool isLate)
    {
        if (isLate)
        {
            throw _context.Stop("SBE029", child, $"'{block.Name}' must list fields, then groups, then data; move '{_context.Name(child)}' up");
        }

        switch (child.Name.LocalName)
        {
            case "field":
                block.Fields.Add(ParseField(child, end));
                break;
            case "group":
                block.Groups.Add(ParseGroup(child, depth + 1));
                break;
            case "data":
                block.Data.Add(_headers.ParseData(child));
                break;
            default:
                _context.SkipUnknown(child, "a message holds field, group and data");
                return;
        }

        string name = _context.Name(child);
        if (!names.Add(name))
        {
            throw _context.Stop("SBE027", child, $"'{block.Name}' has two members '{name}'; rename one");
        }
    }

    // Order on the wire; what is none of these is passed over, or an error of its own.
    private static int Rank(XElement child) => child.Name.LocalName switch
    {
        "field" => 0,
        "group" => 1,
        "data" => 2,
        _ => int.MaxValue,
    };

    private SbeField ParseField(XElement element, int end)
    {
        string name = _context.Name(element);
        SbeType type = _table.Get(_context.Text(element, "type"), element);
        if (type is SbeScalar { Length: 0, Presence: not SbePresence.Constant } or SbeComposite { HasVariableLength: true })
        {
            throw _context.Stop("SBE030", element, $"the field '{name}' has the variable-length type '{type.Name}'; use <data>");
        }

        _context.CountField(element, type);
        return SbeFieldParser.Parse(_context, _table, element, name, _context.Integer(element, "id") ?? 0, type, end, isMember: false);
    }
}
