using EdgeRouter.Sbe.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EdgeRouter.Sbe.Generator;

/// <summary>Turns the parser's findings into compiler errors at the place in the schema file.</summary>
internal static class SchemaDiagnostics
{
    public static Diagnostic Create(SbeDiagnostic found, SchemaInput input)
    {
        DiagnosticDescriptor descriptor = new(found.Id, "Bad SBE schema", "{0}", "EdgeRouter.Sbe", DiagnosticSeverity.Error, isEnabledByDefault: true);
        LinePosition place = new(Math.Max(0, found.Line - 1), Math.Max(0, found.Column - 1));
        string path = found.Path == input.Path ? input.Path : Path.Combine(Path.GetDirectoryName(input.Path) ?? string.Empty, found.Path);
        Location location = Location.Create(path, new TextSpan(0, 0), new LinePositionSpan(place, place));
        return Diagnostic.Create(descriptor, location, found.Message);
    }
}
