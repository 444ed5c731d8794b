using EdgeRouter.Sbe.Schema;

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

    /// <summary>Bytes of the group's or data field's header at the stop; 0 where it stopped at a block.</summary>
    public int StopHeaderLength { get; set; }

    /// <summary>The block that is the first to be too short for its fields, or null.</summary>
    public SbeBlock? ShortBlock { get; set; }

    /// <summary>The first field that a block is too short to hold, or null.</summary>
    public SbeField? FirstMissingField { get; set; }

    /// <summary>Length of the block that is too short to hold its first missing field, as its sender claims.</summary>
    public int ShortBlockLength { get; set; }

    internal bool Stop(SbeWalkStatus status, string name, int offset, int headerLength, long count, long length)
    {
        Status = status;
        StopName = name;
        StopOffset = offset;
        StopHeaderLength = headerLength;
        ClaimedCount = count;
        ClaimedLength = length;
        return false;
    }

    internal void Miss(SbeBlock block, SbeField field, int blockLength)
    {
        MissingFields++;
        if (FirstMissingField == null)
        {
            ShortBlock = block;
            FirstMissingField = field;
            ShortBlockLength = blockLength;
        }
    }
}
