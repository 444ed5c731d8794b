using System.Numerics;
using System.Runtime.CompilerServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>A tree of at most six levels padded to a complete one: 63 splits in heap order (root 1, children 2h and 2h + 1) and 64 leaves.
/// Below an early leaf the splits do not matter: all leaves there are the same.</summary>
internal static class CompleteTree
{
    /// <summary>Levels of splits.</summary>
    public const int Levels = 6;

    /// <summary>Leaves.</summary>
    public const int Leaves = 1 << Levels;

    /// <summary>Bytes of a tree's lanes and codes for the mask evaluator.</summary>
    public const int MaskBytes = 2 * Leaves;

    /// <summary>Bytes of a tree's lanes (uint16) and codes for the blend evaluators.</summary>
    public const int HeapBytes = 3 * Leaves;

    /// <summary>Bytes of a tree's leaves, byte by byte: 64 lowest bytes first.</summary>
    public const int PlaneBytes = 4 * Leaves;

    /// <summary>The splits of the top six levels by heap position (index 0 unused), and what stands below each exit, left to right.</summary>
    /// <param name="root">Root of a tree of any depth.</param>
    public static (CodedNode?[] Splits, CodedNode[] Exits) Unfold(CodedNode root)
    {
        var splits = new CodedNode?[Leaves];
        var exits = new CodedNode[Leaves];
        Unfold(root, 1, splits, exits);
        return (splits, exits);
    }

    /// <summary>The node at a heap position below a node; a leaf stands for all positions below it.</summary>
    /// <param name="node">Position 1.</param>
    /// <param name="heap">1 or more.</param>
    public static CodedNode Descend(CodedNode node, int heap)
    {
        for (int level = BitOperations.Log2((uint)heap) - 1; level >= 0 && !node.IsLeaf; level--)
        {
            node = ((heap >> level) & 1) == 0 ? node.Left! : node.Right!;
        }

        return node;
    }

    /// <summary>Bit of a heap position in the mask of a row: bits 8j to 8j + 6 are block j of the three lower levels (its root, its two
    /// children, its four grandchildren), bit 8j + 7 is split j of the three upper ones.</summary>
    /// <param name="heap">1 to 63.</param>
    public static int BitOf(int heap)
    {
        int level = BitOperations.Log2((uint)heap);
        if (level < 3)
        {
            return ((heap - 1) * 8) + 7;
        }

        int block = (heap >> (level - 3)) - 8;
        int inBlock = (1 << (level - 3)) - 1 + (heap & ((1 << (level - 3)) - 1));
        return (block * 8) + inBlock;
    }

    /// <summary>Where a level's lanes stand for blending: those that only the oldest decision tells apart are neighbours, so the path's bits
    /// are reversed within the level.</summary>
    /// <param name="heap">1 to 63.</param>
    public static int MeetingPlace(int heap)
    {
        int place = 1;
        for (int path = heap; path > 1; path >>= 1)
        {
            place = (2 * place) + (path & 1);
        }

        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unfold(CodedNode node, int heap, CodedNode?[] splits, CodedNode[] exits)
    {
        if (heap >= Leaves)
        {
            exits[heap - Leaves] = node;
            return;
        }

        splits[heap] = node.IsLeaf ? null : node;
        Unfold(node.Left ?? node, 2 * heap, splits, exits);
        Unfold(node.Right ?? node, (2 * heap) + 1, splits, exits);
    }
}
