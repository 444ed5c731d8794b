using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Parses type, enum, set and composite elements.</summary>
internal sealed class SbeTypeParser
{
    private readonly SbeParseContext _context;
    private readonly SbeScalarParser _scalars;
    private readonly SbeEnumParser _enums;
    private readonly SbeCompositeParser _composites;

    public SbeTypeParser(SbeParseContext context, SbeTypeTable table)
    {
        _context = context;
        _scalars = new SbeScalarParser(context, table);
        _enums = new SbeEnumParser(context, table, _scalars);
        _composites = new SbeCompositeParser(context, table, this);
    }

    public static bool IsTypeElement(XElement element) => element.Name.LocalName is "type" or "enum" or "set" or "composite";

    public SbeType Parse(XElement element) => element.Name.LocalName switch
    {
        "type" => _scalars.Parse(element),
        "enum" => _enums.ParseEnum(element),
        "set" => _enums.ParseSet(element),
        "composite" => _composites.Parse(element),
        _ => throw _context.Stop("SBE012", element, $"<{element.Name.LocalName}> is not known here; a composite holds type, enum, set, composite and ref"),
    };
}
