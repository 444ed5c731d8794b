using System.Xml;
using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Collects diagnostics, each with the place of the element that it is about.</summary>
internal sealed class SbeParseContext
{
    private const int MessageLengthMax = 400;
    private const int MessageTailLength = 150;
    private readonly string _path;
    private readonly Dictionary<string, int> _notes = new();
    private readonly HashSet<(string Id, XElement Element)> _noted = new();
    private int _stops;
    private int _fields;

    public SbeParseContext(string path)
    {
        _path = path;
    }

    public List<SbeDiagnostic> Diagnostics { get; } = new();

    public bool HasErrors => Diagnostics.Any(found => found.Severity == SbeSeverity.Error);

    /// <summary>The schema's version; null before it is known.</summary>
    public int? SchemaVersion { get; set; }

    /// <summary>Records something that does not keep the schema from being used; of one id only the first few are kept, of one
    /// element each once.</summary>
    public void Note(string id, XElement element, string message)
    {
        if (!_noted.Add((id, element)))
        {
            return;
        }

        _notes.TryGetValue(id, out int count);
        _notes[id] = count + 1;
        if (count < SbeSchemaLimits.NotesMax)
        {
            Report(id, element, count + 1 < SbeSchemaLimits.NotesMax ? message : $"{message} (more of {id} are not listed)");
        }
    }

    /// <summary>Records an error of the file as a whole.</summary>
    public void Report(string id, string path, int line, int column, string message) =>
        Diagnostics.Add(new SbeDiagnostic(id, path, line, column, Shorten(message)));

    /// <summary>Records an error that does not end the element.</summary>
    public void Report(string id, XElement element, string message)
    {
        IXmlLineInfo place = element;
        Report(id, SourceOf(element)?.Path ?? _path, place.LineNumber, place.LinePosition, message);
    }

    /// <summary>Records an error and leaves the element.</summary>
    public SbeParseStop Stop(string id, XElement element, string message)
    {
        Report(id, element, message);
        return new SbeParseStop();
    }

    /// <summary>Runs one element's parse; an error in it does not stop the next element's.</summary>
    /// <returns>Whether the element is sound.</returns>
    public bool Guard(Action parse)
    {
        try
        {
            parse();
            return true;
        }
        catch (SbeParseStop)
        {
            _stops++;
        }

        if (_stops >= SbeSchemaLimits.ErrorsMax)
        {
            Report("SBE047", _path, 0, 0, $"more than {SbeSchemaLimits.ErrorsMax} elements are in error; the rest is not looked at");
            throw new SbeParseAbort();
        }

        return false;
    }

    /// <summary>Counts fields and the members of their composites, which generated code spells out.</summary>
    public void CountField(XElement element, SbeType type)
    {
        _fields += 1 + ((type as SbeComposite)?.ExpandedCount ?? 0);
        if (_fields > SbeSchemaLimits.FieldsMax)
        {
            Report("SBE044", element, $"the fields of all messages, with the members of their composites, are more than {SbeSchemaLimits.FieldsMax}; split the schema");
            throw new SbeParseAbort();
        }
    }

    /// <summary>The included file that an element came from, or null.</summary>
    public static SbeSourcePath? SourceOf(XElement element) =>
        element.AncestorsAndSelf().Select(ancestor => ancestor.Annotation<SbeSourcePath>()).FirstOrDefault(found => found != null);

    // What a schema says is quoted in messages, and a schema may say millions of letters.
    private static string Shorten(string message) => message.Length <= MessageLengthMax
        ? message
        : message.Substring(0, MessageLengthMax - MessageTailLength) + " … " + message.Substring(message.Length - MessageTailLength);
}
