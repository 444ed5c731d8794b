namespace EdgeRouter.Aeron.Counters;

/// <summary>The two buffers of counters (AERON.md §7): values, and what they are.</summary>
internal static class CounterLayout
{
    /// <summary>Bytes a counter takes among the values.</summary>
    public const int ValueBytes = 128;

    /// <summary>Its registration.</summary>
    public const int RegistrationOffset = 8;

    /// <summary>The client that owns it.</summary>
    public const int OwnerOffset = 16;

    /// <summary>What it refers to.</summary>
    public const int ReferenceOffset = 24;

    /// <summary>Bytes a counter takes among the descriptions.</summary>
    public const int MetadataBytes = 512;

    /// <summary>Its state.</summary>
    public const int StateOffset = 0;

    /// <summary>Its type.</summary>
    public const int TypeOffset = 4;

    /// <summary>From when its place may be used again, ms since the epoch.</summary>
    public const int ReuseOffset = 8;

    /// <summary>Its key.</summary>
    public const int KeyOffset = 16;

    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 112;

    /// <summary>Length of its label.</summary>
    public const int LabelLengthOffset = 128;

    /// <summary>Its label.</summary>
    public const int LabelOffset = 132;

    /// <summary>Longest label.</summary>
    public const int LabelBytes = 380;

    /// <summary>State: never used, and none behind it is.</summary>
    public const int Unused = 0;

    /// <summary>State: in use.</summary>
    public const int Allocated = 1;

    /// <summary>State: was in use.</summary>
    public const int Reclaimed = -1;
}
