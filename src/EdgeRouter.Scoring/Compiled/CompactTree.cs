namespace EdgeRouter.Scoring.Compiled;

/// <summary>A tree of at most 64 leaves and any depth: one bit per split in the mask of a row, and a table of children by which the exit is
/// found. Entry 2n + bit of the table is a split, or <see cref="LeafFlag"/> with a leaf.</summary>
internal static class CompactTree
{
    /// <summary>Most leaves.</summary>
    public const int MaxLeaves = 64;

    /// <summary>Bytes of lanes, codes and children.</summary>
    public const int MaskBytes = 4 * MaxLeaves;

    /// <summary>Where the children begin.</summary>
    public const int ChildrenStart = 2 * MaxLeaves;

    /// <summary>Marks a child that is a leaf.</summary>
    public const int LeafFlag = 0x80;

    /// <summary>Writes a tree.</summary>
    /// <param name="root">At most <see cref="MaxLeaves"/> leaves.</param>
    /// <param name="mask">Out: <see cref="MaskBytes"/> bytes, zeroed before.</param>
    /// <param name="leaves">Out: <see cref="MaxLeaves"/> numbers, zeroed before.</param>
    public static void Write(CodedNode root, Span<byte> mask, Span<int> leaves)
    {
        int splits = 0;
        int leafCount = 0;
        Place(root, mask, leaves, ref splits, ref leafCount);
    }

    private static int Place(CodedNode node, Span<byte> mask, Span<int> leaves, ref int splits, ref int leafCount)
    {
        if (node.IsLeaf)
        {
            leaves[leafCount] = node.Leaf;
            return LeafFlag | leafCount++;
        }

        int index = splits++;
        mask[index] = (byte)node.Lane;
        mask[MaxLeaves + index] = (byte)node.Code;
        mask[ChildrenStart + (2 * index)] = (byte)Place(node.Left!, mask, leaves, ref splits, ref leafCount);
        mask[ChildrenStart + (2 * index) + 1] = (byte)Place(node.Right!, mask, leaves, ref splits, ref leafCount);
        return index;
    }
}
