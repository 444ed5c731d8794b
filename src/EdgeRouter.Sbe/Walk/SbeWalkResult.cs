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

    /// <summary>Where a walk that is not complete stopped: bytes from the message header's first byte to the first byte of the part that cannot be
    /// true (the block, or the header of the group or data).</summary>
    public int StopOffset { get; set; }

    /// <summary>What it stopped at: name of the message or group whose block is short, or of the impossible group or data; null where the walk did
    /// not come so far, or is complete.</summary>
    public string? StopName { get; set; }

    /// <summary>Entries that the group at the stop claims, low 64 bits; 0 where it stopped at no group, -1 where the group's header is cut.</summary>
    public long ClaimedCount { get; set; }

    /// <summary>Block length or data length claimed at the stop, low 64 bits; 0 where it stopped at none, -1 where the header is cut.</summary>
    public long ClaimedLength { get; set; }

    internal bool Stop(SbeWalkStatus status, string name, int offset, long count, long length)
    {
        Status = status;
        StopName = name;
        StopOffset = offset;
        ClaimedCount = count;
        ClaimedLength = length;
        return false;
    }
}
