using EdgeRouter.Sbe.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EdgeRouter.Sbe.Generator;

/// <summary>Turns the parser's findings into the compiler's, at the place in the schema file.</summary>
internal static class SchemaDiagnostics
{
    public static Diagnostic Create(SbeDiagnostic found, SchemaInput input)
    {
        DiagnosticDescriptor descriptor = new(found.Id, found.Severity == SbeSeverity.Info ? "Note on an SBE schema" : "Bad SBE schema", "{0}", "EdgeRouter.Sbe", Severity(found.Severity), isEnabledByDefault: true);
        LinePosition place = new(Math.Max(0, found.Line - 1), Math.Max(0, found.Column - 1));
        string path = found.Path == input.Path ? input.Path : Path.Combine(Path.GetDirectoryName(input.Path) ?? string.Empty, found.Path);
        Location location = Location.Create(path, new TextSpan(0, 0), new LinePositionSpan(place, place));
        return Diagnostic.Create(descriptor, location, found.Message);
    }

    private static DiagnosticSeverity Severity(SbeSeverity severity) => severity switch
    {
        SbeSeverity.Info => DiagnosticSeverity.Info,
        SbeSeverity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Error,
    };
}
