namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>What the wire says of a block, and so what may be added to it.</summary>
internal sealed class BlockKind
{
    public BlockKind(bool isEntry, bool hasLength, bool isCounted)
    {
        IsEntry = isEntry;
        HasLength = hasLength;
        IsCounted = isCounted;
    }

    /// <summary>Whether this is a group's entry; else it is a message.</summary>
    public bool IsEntry { get; }

    /// <summary>Whether the block's length is on the wire: older readers step over what is behind the fields that they know.</summary>
    public bool HasLength { get; }

    /// <summary>Whether the numbers of groups and of data fields are on the wire: older readers step over those that they do not know.</summary>
    public bool IsCounted { get; }
}
