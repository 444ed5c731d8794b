using System.Xml;
using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Collects diagnostics, each with the place of the element that it is about.</summary>
internal sealed class SbeParseContext
{
    private readonly string _path;

    public SbeParseContext(string path)
    {
        _path = path;
    }

    public List<SbeDiagnostic> Diagnostics { get; } = new();

    /// <summary>Records an error.</summary>
    public void Report(string id, XElement element, string message)
    {
        IXmlLineInfo place = element;
        SbeSourcePath? source = element.AncestorsAndSelf().Select(ancestor => ancestor.Annotation<SbeSourcePath>()).FirstOrDefault(found => found != null);
        Diagnostics.Add(new SbeDiagnostic(id, source?.Path ?? _path, place.LineNumber, place.LinePosition, message));
    }

    /// <summary>Records an error of the file as a whole.</summary>
    public void Report(string id, string path, int line, int column, string message) =>
        Diagnostics.Add(new SbeDiagnostic(id, path, line, column, message));

    /// <summary>Records an error and leaves the element.</summary>
    public SbeParseStop Stop(string id, XElement element, string message)
    {
        Report(id, element, message);
        return new SbeParseStop();
    }

    /// <summary>Runs one element's parse; an error in it does not stop the next element's.</summary>
    public bool Guard(Action parse)
    {
        try
        {
            parse();
            return true;
        }
        catch (SbeParseStop)
        {
            return false;
        }
    }
}
