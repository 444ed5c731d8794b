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
        string title = found.Severity == SbeSeverity.Info ? "Note on an SBE schema" : "Bad SBE schema";
        DiagnosticDescriptor descriptor = new(found.Id, title, "{0}", "EdgeRouter.Sbe", Severity(found.Severity), isEnabledByDefault: true);
        LinePosition place = new(Math.Max(0, found.Line - 1), Math.Max(0, found.Column - 1));
        Location location = Location.Create(path, new TextSpan(0, 0), new LinePositionSpan(place, place));
        return Diagnostic.Create(descriptor, location, found.Message);
    }

    /// <summary>The error of a schema whose namespace is taken.</summary>
    public static Diagnostic SharedNamespace(SchemaSource source)
    {
        string message = $"the namespace {source.Schema.Namespace} belongs to {Path.GetFileName(source.Rival)} already; give one of the two AdditionalFiles another SbeNamespace";
        return Create(new SbeDiagnostic("SBE048", source.Schema.Path, 1, 1, message), source);
    }

    private static DiagnosticSeverity Severity(SbeSeverity severity) => severity switch
    {
        SbeSeverity.Info => DiagnosticSeverity.Info,
        SbeSeverity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Error,
    };
}
