namespace EdgeRouter.Sbe;

/// <summary>How many parts a message has.</summary>
public struct SbeExtent
{
    /// <summary>Group headers met, empty groups included.</summary>
    public int GroupInstances;

    /// <summary>Entries of all groups.</summary>
    public int GroupEntries;

    /// <summary>Variable-length data fields met, empty ones included.</summary>
    public int DataFields;
}
