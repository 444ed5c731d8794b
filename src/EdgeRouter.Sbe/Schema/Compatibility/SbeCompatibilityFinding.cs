namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>One difference between two versions of a schema.</summary>
public sealed class SbeCompatibilityFinding
{
    internal SbeCompatibilityFinding(SbeCompatibilitySeverity severity, string place, int olderLine, int newerLine, string message)
    {
        Severity = severity;
        Place = place;
        OlderLine = olderLine;
        NewerLine = newerLine;
        Message = message;
    }

    /// <summary>Whether it parts readers and writers.</summary>
    public SbeCompatibilitySeverity Severity { get; }

    /// <summary>Where: <c>schema</c>, <c>header Name</c>, <c>message Name.Group.Field</c>, <c>composite Name.Member</c>, <c>enum Name.Value</c> or
    /// <c>set Name.Choice</c>, by the older schema's names.</summary>
    public string Place { get; }

    /// <summary>Line in the older schema, 1-based; 0 where it lacks the element or the line is unknown.</summary>
    public int OlderLine { get; }

    /// <summary>Line in the newer schema, 1-based; 0 where it lacks the element or the line is unknown.</summary>
    public int NewerLine { get; }

    /// <summary>What changed; for a breaking change also what to do. One line.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Severity}: {Place}: {Message}";
}
