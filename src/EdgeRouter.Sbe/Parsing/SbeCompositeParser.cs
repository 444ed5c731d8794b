using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Parses composite elements and what stands in them: types, composites, references.</summary>
internal sealed class SbeCompositeParser
{
    private readonly SbeParseContext _context;
    private readonly SbeTypeTable _table;
    private readonly SbeTypeParser _types;
    private int _depth;

    public SbeCompositeParser(SbeParseContext context, SbeTypeTable table, SbeTypeParser types)
    {
        _context = context;
        _table = table;
        _types = types;
    }

    public SbeComposite Parse(XElement element)
    {
        string name = _context.Name(element);
        SbeComposite? composite = null;
        if (_depth < SbeSchemaLimits.TypeDepthMax)
        {
            _depth++;
            try
            {
                composite = new SbeComposite(name, _context.Facts(element), ParseMembers(element, name, out int end), end) { Presence = Presence(element) };
            }
            finally
            {
                _depth--;
            }
        }

        // What it refers to may have been parsed before, so that only the composite itself knows how deep it is.
        return composite?.Depth <= SbeSchemaLimits.TypeDepthMax
            ? composite
            : throw _context.Stop("SBE040", element, $"the composite '{name}' is nested deeper than {SbeSchemaLimits.TypeDepthMax}; flatten it");
    }

    private SbePresence Presence(XElement element) =>
        _context.Presence(element) == SbePresence.Optional ? SbePresence.Optional : SbePresence.Required;

    private List<SbeField> ParseMembers(XElement element, string name, out int length)
    {
        List<SbeField> members = new();
        HashSet<string> names = new();
        bool isSound = true;
        int end = 0;
        int count = 0;
        foreach (XElement child in element.Elements())
        {
            isSound &= _context.Guard(() =>
            {
                if (child.Name.LocalName != "ref" && !SbeTypeParser.IsTypeElement(child))
                {
                    _context.SkipUnknown(child, "a composite holds type, enum, set, composite and ref");
                    return;
                }

                SbeField member = ParseMember(child, isSound ? end : 0);
                if (!names.Add(member.Name))
                {
                    throw _context.Stop("SBE022", child, $"the composite '{name}' has two members '{member.Name}'; rename one");
                }

                members.Add(member);
                end = Math.Max(end, member.End);
                count += 1 + ((member.Type as SbeComposite)?.ExpandedCount ?? 0);
                CheckCount(child, name, count);
            });
        }

        length = end;
        return isSound ? members : throw new SbeParseStop();
    }

    private void CheckCount(XElement child, string name, int count)
    {
        if (count > SbeSchemaLimits.CompositeMembersMax)
        {
            _context.Report("SBE041", child, $"the composite '{name}' has more than {SbeSchemaLimits.CompositeMembersMax} members, with those of the composites in it; split it");
            throw new SbeParseAbort();
        }
    }

    private SbeField ParseMember(XElement child, int end)
    {
        string name = _context.Name(child);
        SbeType type = child.Name.LocalName == "ref" ? _table.Get(_context.Text(child, "type"), child) : _types.Parse(child);
        return SbeFieldParser.Parse(_context, _table, child, name, 0, type, end, isMember: true);
    }
}
