namespace EdgeRouter.Scoring.Compiled;

/// <summary>A node of a pruned tree in terms of codes, while a forest is compiled.</summary>
internal sealed class CodedNode
{
    private CodedNode(int lane, int code, CodedNode? left, CodedNode? right, int leaf)
    {
        Lane = lane;
        Code = code;
        Left = left;
        Right = right;
        Leaf = leaf;
        Depth = left is null ? 0 : 1 + Math.Max(left.Depth, right!.Depth);
        LeafCount = left is null ? 1 : left.LeafCount + right!.LeafCount;
    }

    /// <summary>Lane that a split reads.</summary>
    public int Lane { get; }

    /// <summary>RIGHT ⇔ code of the lane ≥ this, 1 to 255.</summary>
    public int Code { get; }

    /// <summary>Left child, null at a leaf.</summary>
    public CodedNode? Left { get; }

    /// <summary>Right child, null at a leaf.</summary>
    public CodedNode? Right { get; }

    /// <summary>Fixed-point value of a leaf.</summary>
    public int Leaf { get; }

    /// <summary>Splits on the longest way down.</summary>
    public int Depth { get; }

    /// <summary>Leaves below, itself included.</summary>
    public int LeafCount { get; }

    /// <summary>Whether it has no children.</summary>
    public bool IsLeaf => Left is null;

    /// <summary>A leaf.</summary>
    /// <param name="value">Fixed-point value.</param>
    public static CodedNode OfLeaf(int value) => new(0, 0, null, null, value);

    /// <summary>A split.</summary>
    /// <param name="lane">Lane that it reads.</param>
    /// <param name="code">RIGHT ⇔ code of the lane ≥ this.</param>
    /// <param name="left">Left child.</param>
    /// <param name="right">Right child.</param>
    public static CodedNode OfSplit(int lane, int code, CodedNode left, CodedNode right) => new(lane, code, left, right, 0);
}
