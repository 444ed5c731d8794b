using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>All named types of a schema; each is parsed when first asked for, so that order in the file does not matter.</summary>
internal sealed class SbeTypeTable
{
    private readonly SbeParseContext _context;
    private readonly SbeTypeParser _parser;
    private readonly Dictionary<string, XElement> _elements = new();
    private readonly Dictionary<string, string> _caseless = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SbeType> _types = new();
    private readonly HashSet<string> _inProgress = new();
    private readonly HashSet<string> _failed = new();

    public SbeTypeTable(SbeParseContext context)
    {
        _context = context;
        _parser = new SbeTypeParser(context, this);
    }

    /// <summary>Registers one type element.</summary>
    public void Add(XElement element)
    {
        if (!SbeTypeParser.IsTypeElement(element))
        {
            _context.SkipUnknown(element, "types are type, enum, set and composite");
            return;
        }

        string name = _context.Name(element);
        if (!_elements.TryGetValue(name, out XElement? first))
        {
            _elements.Add(name, element);
            _caseless[name] = name;
            return;
        }

        if (!IsSame(first, element))
        {
            throw _context.Stop("SBE008", element, $"the type '{name}' is defined twice, and differently; rename or remove one");
        }

        _context.Note("SBE203", element, $"the type '{name}' is defined twice, alike; one is enough");
    }

    /// <summary>Parses every registered type.</summary>
    public IReadOnlyList<SbeType> ParseAll()
    {
        List<SbeType> types = new();
        foreach (KeyValuePair<string, XElement> entry in _elements)
        {
            _context.Guard(() => types.Add(Get(entry.Key, entry.Value)));
        }

        return types;
    }

    /// <summary>Finds a type by name: the schema's own, or a primitive.</summary>
    public SbeType Get(string name, XElement user)
    {
        if (_types.TryGetValue(name, out SbeType? known))
        {
            return known;
        }

        if (_failed.Contains(name))
        {
            throw new SbeParseStop();
        }

        SbeType type = _elements.TryGetValue(name, out XElement? element) ? Parse(name, element, user) : Other(name, user);
        _types[name] = type;
        return type;
    }

    /// <summary>Finds an enum value by <c>Enum.Value</c>.</summary>
    public SbeEnumValue GetEnumValue(string reference, XElement user, out SbeEnum type)
    {
        int dot = reference.IndexOf('.');
        SbeEnum? found = dot > 0 ? Get(reference.Substring(0, dot).Trim(), user) as SbeEnum : null;
        type = found!;
        return found?.Find(reference.Substring(dot + 1).Trim())
            ?? throw _context.Stop("SBE009", user, $"valueRef=\"{reference}\" names no value of an enum; write Enum.Value");
    }

    private SbeType Parse(string name, XElement element, XElement user)
    {
        if (!_inProgress.Add(name))
        {
            throw _context.Stop("SBE010", user, $"the type '{name}' contains itself; break the circle of references");
        }

        SbeType? type = null;
        try
        {
            type = _parser.Parse(element);
            return type;
        }
        finally
        {
            _inProgress.Remove(name);
            if (type == null)
            {
                _failed.Add(name);
            }
        }
    }

    private SbeType Other(string name, XElement user)
    {
        if (SbePrimitives.TryParse(name, out SbePrimitive primitive))
        {
            return new SbeScalar(name, SbeFacts.None, primitive, 1, SbePresence.Required, primitive.DefaultNull());
        }

        bool isType = _caseless.TryGetValue(name, out string? other);
        if (!isType && !SbePrimitives.TryParse(other = name.ToLowerInvariant(), out primitive))
        {
            throw _context.Stop("SBE011", user, $"there is no type '{name}'; define it under <types> or use a primitive");
        }

        _context.Note("SBE212", user, $"there is no type '{name}'; '{other}' is taken");
        return Get(other!, user);
    }

    private static bool IsSame(XElement first, XElement second)
    {
        XElement[] children = first.Elements().ToArray();
        XElement[] others = second.Elements().ToArray();
        return first.Name.LocalName == second.Name.LocalName
            && Facts(first).SequenceEqual(Facts(second))
            && children.Length == others.Length
            && (children.Length > 0 || first.Value.Trim() == second.Value.Trim())
            && children.Zip(others, IsSame).All(isSame => isSame);
    }

    private static IEnumerable<string> Facts(XElement element) => element.Attributes()
        .Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.LocalName != "description")
        .Select(attribute => attribute.Name.LocalName + "=" + attribute.Value.Trim())
        .OrderBy(fact => fact, StringComparer.Ordinal);
}
