namespace EdgeRouter.Sbe.Walk;

/// <summary>What a walk met.</summary>
public record struct SbeWalkResult
{
    /// <summary>How the walk ended.</summary>
    public SbeWalkStatus Status { get; set; }

    /// <summary>Template id of the header.</summary>
    public int TemplateId { get; set; }

    /// <summary>Schema id of the header.</summary>
    public int SchemaId { get; set; }

    /// <summary>Version of the header.</summary>
    public int Version { get; set; }

    /// <summary>Group headers met, empty groups included.</summary>
    public long GroupInstances { get; set; }

    /// <summary>Entries of all groups.</summary>
    public long GroupEntries { get; set; }

    /// <summary>Data fields met, empty ones included.</summary>
    public long DataFields { get; set; }

    /// <summary>Fields of the sender's version that a block is too short to hold: such a message is malformed.</summary>
    public long MissingFields { get; set; }

    /// <summary>Bytes behind the last part that the schema knows.</summary>
    public int TrailingBytes { get; set; }
}
