using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>All named types of a schema; each is parsed when first asked for, so that order in the file does not matter.</summary>
internal sealed class SbeTypeTable
{
    private readonly SbeParseContext _context;
    private readonly SbeTypeParser _parser;
    private readonly Dictionary<string, XElement> _elements = new();
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
        string name = _context.Name(element);
        if (_elements.ContainsKey(name))
        {
            throw _context.Stop("SBE008", element, $"the type '{name}' is defined twice; rename or remove one");
        }

        _elements.Add(name, element);
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

        SbeType type = _elements.TryGetValue(name, out XElement? element) ? Parse(name, element) : Primitive(name, user);
        _types[name] = type;
        return type;
    }

    /// <summary>Finds an enum value by <c>Enum.Value</c>.</summary>
    public SbeEnumValue GetEnumValue(string reference, XElement user)
    {
        int dot = reference.IndexOf('.');
        SbeEnum? type = dot > 0 ? Get(reference.Substring(0, dot), user) as SbeEnum : null;
        return type?.Find(reference.Substring(dot + 1))
            ?? throw _context.Stop("SBE009", user, $"valueRef=\"{reference}\" names no value of an enum; write Enum.Value");
    }

    private SbeType Parse(string name, XElement element)
    {
        if (!_inProgress.Add(name))
        {
            throw _context.Stop("SBE010", element, $"the type '{name}' contains itself");
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

    private SbeType Primitive(string name, XElement user)
    {
        if (!SbePrimitives.TryParse(name, out SbePrimitive primitive))
        {
            throw _context.Stop("SBE011", user, $"there is no type '{name}'; define it under <types> or use a primitive");
        }

        return new SbeScalar(name, SbeFacts.None, primitive, 1, SbePresence.Required, primitive.DefaultNull());
    }
}
