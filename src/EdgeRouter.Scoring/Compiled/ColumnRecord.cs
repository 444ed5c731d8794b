using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Up to 255 cuts of one feature. A row's code in it is the number of cuts that the input is not below: exact, whatever the cuts are.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ColumnRecord
{
    /// <summary>Code that says "above every cut"; missing inputs that go right have it.</summary>
    public const byte HighestCode = 255;

    /// <summary>Most cuts of a column.</summary>
    public const int MaxCuts = 255;

    /// <summary>Fewest steps of the search: one register of 16 cuts.</summary>
    public const int MinSteps = 4;

    /// <summary>Most steps of the search.</summary>
    public const int MaxSteps = 8;

    public int Feature;
    public int CutCount;
    public int Steps;
    public int CutStart;
    public int ZeroRank;

    /// <summary>1 where a cut is infinite in float32: the fastest search does not allow that.</summary>
    public int HasInfiniteCut;
    public LaneOfVariant Lanes;

    /// <summary>Code of 0: cuts that it is not below.</summary>
    /// <param name="cuts">The column's cuts.</param>
    public static int ZeroRankOf(ReadOnlySpan<double> cuts)
    {
        int rank = 0;
        foreach (double cut in cuts)
        {
            rank += cut <= 0.0 ? 1 : 0;
        }

        return rank;
    }

    /// <summary>What <see cref="HasInfiniteCut"/> must be.</summary>
    /// <param name="cuts">The column's cuts.</param>
    public static int InfiniteCutsOf(ReadOnlySpan<double> cuts)
    {
        foreach (double cut in cuts)
        {
            if (float.IsInfinity(EffectiveCut.ToSingle(cut)))
            {
                return 1;
            }
        }

        return 0;
    }

    /// <summary>Where the search heap of a column has a cut.</summary>
    /// <param name="cut">Index of the cut, ascending, less than 2^<paramref name="steps"/> − 1.</param>
    /// <param name="steps">Steps of the search.</param>
    public static int HeapPosition(int cut, int steps)
    {
        int aboveLeaf = BitOperations.TrailingZeroCount(cut + 1);
        return (1 << (steps - 1 - aboveLeaf)) + (cut >> (aboveLeaf + 1));
    }

    /// <summary>Steps of the search through so many cuts.</summary>
    /// <param name="cuts">1 to <see cref="MaxCuts"/>.</param>
    public static int StepsFor(int cuts)
    {
        int steps = MinSteps;
        while ((1 << steps) - 1 < cuts)
        {
            steps++;
        }

        return steps;
    }

    /// <summary>Lane of each <see cref="LaneVariant"/>, or −1.</summary>
    [InlineArray(LaneVariants.Count)]
    internal struct LaneOfVariant
    {
        public int First;
    }
}
