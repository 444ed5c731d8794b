using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>The tables of the trees, one form for each way of evaluating.</summary>
internal sealed class TreeTables
{
    private readonly SectionBuffer _completeMasks = new(ForestSection.CompleteMasks, CompleteTree.MaskBytes);
    private readonly SectionBuffer _completeHeaps = new(ForestSection.CompleteHeaps, CompleteTree.HeapBytes);
    private readonly SectionBuffer _completeLeaves = new(ForestSection.CompleteLeaves, sizeof(int));
    private readonly SectionBuffer _completePlanes = new(ForestSection.CompletePlanes, CompleteTree.PlaneBytes);
    private readonly SectionBuffer _compactMasks = new(ForestSection.CompactMasks, CompactTree.MaskBytes);
    private readonly SectionBuffer _compactLeaves = new(ForestSection.CompactLeaves, sizeof(int));
    private readonly SectionBuffer _compactSteps = new(ForestSection.CompactSteps, sizeof(int));
    private readonly SectionBuffer _deepMasks = new(ForestSection.DeepMasks, CompleteTree.MaskBytes);
    private readonly SectionBuffer _deepBlocks = new(ForestSection.DeepBlocks, DeepBlock.SizeBytes);
    private readonly SectionBuffer _deepStarts = new(ForestSection.DeepStarts, sizeof(int));
    private readonly SectionBuffer _walkTrees = new(ForestSection.WalkTrees, Unsafe.SizeOf<WalkTree>());
    private readonly SectionBuffer _walkNodes = new(ForestSection.WalkNodes, Unsafe.SizeOf<WalkNode>());
    private readonly SectionBuffer _walkLeaves = new(ForestSection.WalkLeaves, sizeof(int));

    /// <summary>All tables.</summary>
    public IEnumerable<SectionBuffer> All =>
    [
        _completeMasks, _completeHeaps, _completeLeaves, _completePlanes, _compactMasks, _compactLeaves, _compactSteps,
        _deepMasks, _deepBlocks, _deepStarts, _walkTrees, _walkNodes, _walkLeaves,
    ];

    /// <summary>Complete trees so far.</summary>
    public int CompleteCount => _completeLeaves.Count / CompleteTree.Leaves;

    /// <summary>Compact trees so far.</summary>
    public int CompactCount => _compactSteps.Count;

    /// <summary>Deep trees so far.</summary>
    public int DeepCount => _deepStarts.Count;

    /// <summary>Trees so far.</summary>
    public int WalkCount => _walkTrees.Count;

    /// <summary>Adds a tree of at most six levels.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="limits">What the forest's lanes allow.</param>
    public void AddComplete(CodedNode root, LaneLimits limits)
    {
        (CodedNode?[] splits, CodedNode[] exits) = CompleteTree.Unfold(root);
        if (limits.HasMasks)
        {
            WriteMask(splits, _completeMasks.Append<byte>(CompleteTree.MaskBytes));
        }

        if (limits.HasHeaps)
        {
            WriteHeap(splits, _completeHeaps.Append<byte>(CompleteTree.HeapBytes));
        }

        Span<int> leaves = _completeLeaves.Append<int>(CompleteTree.Leaves);
        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i] = exits[i].Leaf;
        }

        WritePlanes(leaves, _completePlanes.Append<byte>(CompleteTree.PlaneBytes));

        AddWalk(root);
    }

    /// <summary>Adds a tree of at most 64 leaves.</summary>
    /// <param name="root">Its root.</param>
    public void AddCompact(CodedNode root)
    {
        CompactTree.Write(root, _compactMasks.Append<byte>(CompactTree.MaskBytes), _compactLeaves.Append<int>(CompleteTree.Leaves));
        _compactSteps.Add(root.Depth);
        AddWalk(root);
    }

    /// <summary>Adds a tree of any size whose top six levels are evaluated at once.</summary>
    /// <param name="root">Its root.</param>
    public void AddDeep(CodedNode root)
    {
        (CodedNode?[] splits, CodedNode[] exits) = CompleteTree.Unfold(root);
        WriteMask(splits, _deepMasks.Append<byte>(CompleteTree.MaskBytes));
        int first = _deepBlocks.Count;
        _deepStarts.Add(first);
        _deepBlocks.Append<DeepBlock>(exits.Length);
        for (int e = 0; e < exits.Length; e++)
        {
            WriteBlock(exits[e], first + e);
        }

        AddWalk(root);
    }

    /// <summary>Adds a tree for walking only: breadth first, siblings side by side.</summary>
    /// <param name="root">Its root.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddWalk(CodedNode root)
    {
        int first = _walkNodes.Count;
        _walkTrees.Add(new WalkTree { Root = first, Steps = root.Depth });
        var order = new CodedNode[(2 * root.LeafCount) - 1];
        Span<WalkNode> nodes = _walkNodes.Append<WalkNode>(order.Length);
        Span<int> leaves = _walkLeaves.Append<int>(order.Length);
        order[0] = root;
        int next = 1;
        for (int i = 0; i < order.Length; i++)
        {
            CodedNode node = order[i];
            leaves[i] = node.Leaf;
            if (node.IsLeaf)
            {
                nodes[i] = new WalkNode { Code = WalkNode.LeafCode, Left = first + i };
                continue;
            }

            nodes[i] = new WalkNode { Lane = (ushort)node.Lane, Code = (ushort)node.Code, Left = first + next };
            order[next++] = node.Left!;
            order[next++] = node.Right!;
        }
    }

    // Buffers may move while blocks below are added: a block is written once its exits are known.
    private void WriteBlock(CodedNode node, int index)
    {
        var block = default(DeepBlock);
        for (int position = 1; position < 2 * DeepBlock.ExitCount; position++)
        {
            CodedNode here = CompleteTree.Descend(node, position);
            if (position < DeepBlock.ExitCount)
            {
                block.Lanes[position - 1] = (byte)here.Lane;
                block.Codes[position - 1] = (byte)here.Code;
                continue;
            }

            int exit = position - DeepBlock.ExitCount;
            block.LeafBits |= (byte)(here.IsLeaf ? 1 << exit : 0);
            block.Exits[exit] = here.IsLeaf ? here.Leaf : AddBlock(here);
        }

        MemoryMarshal.Cast<byte, DeepBlock>(_deepBlocks.Written)[index] = block;
    }

    private int AddBlock(CodedNode node)
    {
        int index = _deepBlocks.Count;
        _deepBlocks.Append<DeepBlock>(1);
        WriteBlock(node, index);
        return index;
    }

    // A model is compiled once: there is no second call that a better tier would serve.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WritePlanes(ReadOnlySpan<int> leaves, Span<byte> planes)
    {
        for (int i = 0; i < leaves.Length; i++)
        {
            int leaf = leaves[i];
            planes[i] = (byte)leaf;
            planes[CompleteTree.Leaves + i] = (byte)(leaf >> 8);
            planes[(2 * CompleteTree.Leaves) + i] = (byte)(leaf >> 16);
            planes[(3 * CompleteTree.Leaves) + i] = (byte)(leaf >> 24);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteMask(CodedNode?[] splits, Span<byte> mask)
    {
        for (int h = 1; h < splits.Length; h++)
        {
            if (splits[h] is { } split)
            {
                int bit = CompleteTree.BitOf(h);
                mask[bit] = (byte)split.Lane;
                mask[CompleteTree.Leaves + bit] = (byte)split.Code;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteHeap(CodedNode?[] splits, Span<byte> heap)
    {
        Span<ushort> lanes = MemoryMarshal.Cast<byte, ushort>(heap[..(2 * CompleteTree.Leaves)]);
        for (int h = 1; h < splits.Length; h++)
        {
            if (splits[h] is { } split)
            {
                lanes[CompleteTree.MeetingPlace(h)] = (ushort)(split.Lane * CompleteTree.Leaves);
                heap[(2 * CompleteTree.Leaves) + h] = (byte)split.Code;
            }
        }
    }
}
