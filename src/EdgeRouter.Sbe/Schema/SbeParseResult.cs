namespace EdgeRouter.Sbe.Schema;

/// <summary>A schema, or what is wrong with it.</summary>
public sealed class SbeParseResult
{
    internal SbeParseResult(SbeSchema? schema, IReadOnlyList<SbeDiagnostic> diagnostics)
    {
        Schema = schema;
        Diagnostics = diagnostics;
    }

    /// <summary>The schema; null where there is an error.</summary>
    public SbeSchema? Schema { get; }

    /// <summary>Everything found: errors, warnings and notes, in the order of the parser's work.</summary>
    public IReadOnlyList<SbeDiagnostic> Diagnostics { get; }

    /// <summary>The errors among them; none where there is a schema.</summary>
    public IEnumerable<SbeDiagnostic> Errors => Diagnostics.Where(found => found.Severity == SbeSeverity.Error);
}
