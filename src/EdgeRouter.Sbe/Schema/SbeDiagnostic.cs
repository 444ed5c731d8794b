namespace EdgeRouter.Sbe.Schema;

/// <summary>Something wrong or worth knowing in a schema.</summary>
public sealed class SbeDiagnostic
{
    /// <summary>Creates the diagnostic.</summary>
    /// <param name="id">SBE001 ….</param>
    /// <param name="path">Schema file.</param>
    /// <param name="line">Line, 1-based; 0 if unknown.</param>
    /// <param name="column">Column, 1-based; 0 if unknown.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public SbeDiagnostic(string id, string path, int line, int column, string message)
    {
        Id = id;
        Path = path;
        Line = line;
        Column = column;
        Message = message;
    }

    /// <summary>SBE001 …: see <c>src/docs/errors/sbe.md</c>.</summary>
    public string Id { get; }

    /// <summary>Schema file.</summary>
    public string Path { get; }

    /// <summary>Line, 1-based; 0 if unknown.</summary>
    public int Line { get; }

    /// <summary>Column, 1-based; 0 if unknown.</summary>
    public int Column { get; }

    /// <summary>What is wrong and what to do.</summary>
    public string Message { get; }

    /// <summary>What it means for the user of the schema; the id's hundreds say it: SBE0 errors, SBE1 warnings, SBE2 notes.</summary>
    public SbeSeverity Severity => Id.StartsWith("SBE2", StringComparison.Ordinal) ? SbeSeverity.Info
        : Id.StartsWith("SBE1", StringComparison.Ordinal) ? SbeSeverity.Warning
        : SbeSeverity.Error;

    /// <summary>As compilers write it: <c>file(line,column): error SBE011: text</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Path}({Line},{Column}): {Severity.ToString().ToLowerInvariant()} {Id}: {Message}";
}
