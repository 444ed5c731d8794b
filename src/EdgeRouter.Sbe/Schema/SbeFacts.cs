namespace EdgeRouter.Sbe.Schema;

/// <summary>What every element of a schema can say: description, first version, last version, and where it stands in the file.</summary>
public sealed class SbeFacts
{
    /// <summary>Creates the facts.</summary>
    /// <param name="description">Description, or empty.</param>
    /// <param name="sinceVersion">First schema version that has the element.</param>
    /// <param name="deprecated">Version that deprecates it, or null.</param>
    /// <param name="line">Line in the schema file, 1-based; 0 if unknown.</param>
    public SbeFacts(string description, int sinceVersion, int? deprecated, int line)
    {
        Description = description;
        SinceVersion = sinceVersion;
        Deprecated = deprecated;
        Line = line;
    }

    /// <summary>Nothing known: built-in types.</summary>
    public static SbeFacts None { get; } = new(string.Empty, 0, null, 0);

    /// <summary>Description, or empty.</summary>
    public string Description { get; }

    /// <summary>First schema version that has the element.</summary>
    public int SinceVersion { get; }

    /// <summary>Version that deprecates the element, or null.</summary>
    public int? Deprecated { get; }

    /// <summary>Line in the schema file, 1-based; 0 if unknown.</summary>
    public int Line { get; }

    /// <summary>Class of the value in the application layer (<c>Price</c>, <c>UTCTimestamp</c>), or empty.</summary>
    public string SemanticType { get; internal set; } = string.Empty;
}
