namespace EdgeRouter.Sbe;

/// <summary>What measuring a message's body found.</summary>
public struct SbeExtent
{
    /// <summary>Bytes of the body up to the last part that the schema knows.</summary>
    public int LengthBytes;

    /// <summary>Group headers met, empty groups included.</summary>
    public int GroupInstances;

    /// <summary>Entries of all groups.</summary>
    public int GroupEntries;

    /// <summary>Variable-length data fields met, empty ones included.</summary>
    public int DataFields;
}
