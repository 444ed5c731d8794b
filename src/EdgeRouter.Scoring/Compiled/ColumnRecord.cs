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

    /// <summary>Lane of each <see cref="LaneVariant"/>, or −1.</summary>
    [InlineArray(LaneVariants.Count)]
    internal struct LaneOfVariant
    {
        public int First;
    }
}
