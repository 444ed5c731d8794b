using EdgeRouter.Sbe.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EdgeRouter.Sbe.Generator;

/// <summary>Turns the parser's findings into the compiler's, at the place in the schema file.</summary>
internal static class SchemaDiagnostics
{
    public static Diagnostic Create(SbeDiagnostic found, SchemaSource source)
    {
        bool isOwn = found.Path == source.Schema.Path;
        string path = isOwn ? found.Path : source.Find(found.Path)?.Path ?? found.Path;
        return Create(found.Id, Severity(found.Severity), path, found.Line, found.Column, found.Message);
    }

    /// <summary>The error of a schema whose namespace is taken.</summary>
    public static Diagnostic SharedNamespace(SchemaSource source) => Create(
        "SBE090",
        DiagnosticSeverity.Error,
        source.Schema.Path,
        1,
        1,
        $"the namespace {source.Schema.Namespace} belongs to {Path.GetFileName(source.Rival)} already; give one of the two AdditionalFiles another SbeNamespace");

    private static Diagnostic Create(string id, DiagnosticSeverity severity, string path, int line, int column, string message)
    {
        string title = severity == DiagnosticSeverity.Info ? "Note on an SBE schema" : "Bad SBE schema";
        DiagnosticDescriptor descriptor = new(id, title, "{0}", "EdgeRouter.Sbe", severity, isEnabledByDefault: true);
        LinePosition place = new(Math.Max(0, line - 1), Math.Max(0, column - 1));
        Location location = Location.Create(path, new TextSpan(0, 0), new LinePositionSpan(place, place));
        return Diagnostic.Create(descriptor, location, message);
    }

    private static DiagnosticSeverity Severity(SbeSeverity severity) => severity switch
    {
        SbeSeverity.Info => DiagnosticSeverity.Info,
        SbeSeverity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Error,
    };
}
