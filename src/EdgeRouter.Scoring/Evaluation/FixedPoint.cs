using EdgeRouter.Core.Numerics;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>How an ensemble's leaves become fixed-point integers. Every evaluator, on any machine, uses this one quantisation.</summary>
/// <remarks>Each output has its own scale: the largest power of two 2^bits, bits ≤ <see cref="MaxScaleBits"/>, for which every leaf stays
/// within ±<see cref="MaxLeaf"/> and the base margin plus the largest leaf of every tree, rounding included, within ±2^53. So
/// <see cref="TreesPerInt32Sum"/> leaves always fit a 32-bit sum, no sum can overflow 64 bits, in any order, and every sum converts to double exactly.</remarks>
public static class FixedPoint
{
    /// <summary>Finest scale: 2^-52.</summary>
    public const int MaxScaleBits = 52;

    /// <summary>Largest leaf: 27 bits, so that 16 of them add up within 32 bits signed.</summary>
    public const int MaxLeaf = (1 << 27) - 1;

    /// <summary>Leaves that can be summed in 32 bits before the sum must be widened.</summary>
    public const int TreesPerInt32Sum = 16;

    private const double MaxSum = 9007199254740992.0;

    /// <summary>Scale of one output, −998 to 52.</summary>
    /// <param name="baseMargin">Margin before the first tree.</param>
    /// <param name="largestLeaves">Largest |leaf| of each tree of the output.</param>
    public static int ChooseScaleBits(double baseMargin, ReadOnlySpan<double> largestLeaves)
    {
        double largestLeaf = 0.0;
        foreach (double leaf in largestLeaves)
        {
            largestLeaf = Math.Max(largestLeaf, leaf);
        }

        // Every term may round up by half a unit.
        double room = MaxSum - largestLeaves.Length - 1;
        int bits = MaxScaleBits;
        while (Math.Abs(baseMargin) * DeterministicMath.PowerOfTwo(bits) > room
            || largestLeaf * DeterministicMath.PowerOfTwo(bits) > MaxLeaf
            || ScaledSum(baseMargin, largestLeaves, bits) > room)
        {
            bits--;
        }

        return bits;
    }

    /// <summary>A leaf or base margin as an integer, rounded half to even.</summary>
    /// <param name="value">Finite.</param>
    /// <param name="scaleBits">From <see cref="ChooseScaleBits"/>.</param>
    public static long Quantise(double value, int scaleBits) => (long)Math.Round(value * DeterministicMath.PowerOfTwo(scaleBits), MidpointRounding.ToEven);

    /// <summary>Largest possible distance between a fixed-point margin and the exact sum of base margin and leaves.</summary>
    /// <param name="treeCount">Trees summed.</param>
    /// <param name="scaleBits">From <see cref="ChooseScaleBits"/>.</param>
    public static double ErrorBound(int treeCount, int scaleBits) => (treeCount + 1) * 0.5 * DeterministicMath.PowerOfTwo(-scaleBits);

    /// <summary>Largest possible distance between the exact sum and what the source library's own rounding makes of it: half a unit in the last
    /// place of the largest partial sum for each addition. Infinite where the library's own sum may overflow.</summary>
    /// <param name="library">The library.</param>
    /// <param name="baseMargin">Margin before the first tree.</param>
    /// <param name="largestLeaves">Largest |leaf| of each tree of the output.</param>
    public static double LibraryErrorBound(ModelLibrary library, double baseMargin, ReadOnlySpan<double> largestLeaves)
    {
        double halfUlp = library == ModelLibrary.Xgboost ? DeterministicMath.PowerOfTwo(-24) : DeterministicMath.PowerOfTwo(-53);
        double partial = Math.Abs(baseMargin);
        double bound = 0.0;
        foreach (double leaf in largestLeaves)
        {
            partial += leaf;
            bound += (partial + bound) * halfUlp;
        }

        return library == ModelLibrary.Xgboost && partial + bound > float.MaxValue ? double.PositiveInfinity : bound;
    }

    // Scaled before summing: of leaves near the end of double's range the plain sum would overflow.
    private static double ScaledSum(double baseMargin, ReadOnlySpan<double> largestLeaves, int bits)
    {
        double scale = DeterministicMath.PowerOfTwo(bits);
        double sum = Math.Abs(baseMargin) * scale;
        foreach (double leaf in largestLeaves)
        {
            sum += leaf * scale;
        }

        return sum;
    }
}
