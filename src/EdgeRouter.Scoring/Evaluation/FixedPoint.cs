using EdgeRouter.Core.Numerics;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>How an ensemble's floats become fixed-point integers. Every evaluator, on any machine, uses this one quantisation.</summary>
/// <remarks>The scale is the largest power of two 2^bits, bits ≤ <see cref="MaxScaleBits"/>, for which every leaf fits 32 bits signed and the
/// base margin plus the largest leaf of every tree, rounding included, stays within ±2^53. So no sum can overflow 64 bits, in any order,
/// and every sum converts to double exactly.</remarks>
public static class FixedPoint
{
    /// <summary>Finest scale: 2^-52.</summary>
    public const int MaxScaleBits = 52;

    private const double MaxSum = 9007199254740992.0;

    /// <summary>Scale of an ensemble, −100 to 52.</summary>
    /// <param name="ensemble">The model.</param>
    public static int ChooseScaleBits(TreeEnsemble ensemble)
    {
        double largestSum = Math.Abs(ensemble.BaseMargin);
        double largestLeaf = 0.0;
        for (int t = 0; t < ensemble.TreeCount; t++)
        {
            double largest = LargestLeaf(ensemble, t);
            largestLeaf = Math.Max(largestLeaf, largest);
            largestSum += largest;
        }

        // Every term may round up by half a unit.
        double room = MaxSum - ensemble.TreeCount - 1;
        int bits = MaxScaleBits;
        while (largestLeaf * DeterministicMath.PowerOfTwo(bits) > int.MaxValue || largestSum * DeterministicMath.PowerOfTwo(bits) > room)
        {
            bits--;
        }

        return bits;
    }

    /// <summary>A leaf or base margin as an integer, rounded half to even.</summary>
    /// <param name="value">Finite.</param>
    /// <param name="scaleBits">From <see cref="ChooseScaleBits"/>.</param>
    public static long Quantise(float value, int scaleBits) => (long)Math.Round(value * DeterministicMath.PowerOfTwo(scaleBits), MidpointRounding.ToEven);

    /// <summary>Largest possible distance between a fixed-point margin and the exact sum of base margin and leaves.</summary>
    /// <param name="treeCount">Trees summed.</param>
    /// <param name="scaleBits">From <see cref="ChooseScaleBits"/>.</param>
    public static double ErrorBound(int treeCount, int scaleBits) => (treeCount + 1) * 0.5 * DeterministicMath.PowerOfTwo(-scaleBits);

    private static double LargestLeaf(TreeEnsemble ensemble, int tree)
    {
        double largest = 0.0;
        foreach (TreeNode node in ensemble.Nodes[ensemble.TreeStarts[tree]..ensemble.TreeStarts[tree + 1]])
        {
            largest = node.IsLeaf ? Math.Max(largest, Math.Abs((double)node.Value)) : largest;
        }

        return largest;
    }
}
