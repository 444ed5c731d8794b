namespace EdgeRouter.Sbe.Schema;

/// <summary>A schema, or what is wrong with it.</summary>
public sealed class SbeParseResult
{
    internal SbeParseResult(SbeSchema? schema, IReadOnlyList<SbeDiagnostic> diagnostics)
    {
        Schema = schema;
        Diagnostics = diagnostics;
    }

    /// <summary>The schema; null where there are diagnostics.</summary>
    public SbeSchema? Schema { get; }

    /// <summary>All errors found, in file order as far as the parser came.</summary>
    public IReadOnlyList<SbeDiagnostic> Diagnostics { get; }
}
