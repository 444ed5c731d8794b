using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>The last two levels of a tree of at most eight: three splits and four leaves in 24 bytes. 64 of them hang below a tree's top.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ShortBlock
{
    /// <summary>Bytes of a block.</summary>
    public const int SizeBytes = 24;

    /// <summary>Levels of splits.</summary>
    public const int Levels = 2;

    /// <summary>Leaves of a block.</summary>
    public const int LeafCount = 1 << Levels;

    /// <summary>Leaf of each of the eight sets of decisions (bit 0 the root, bits 1 and 2 its children), two bits each.</summary>
    public const uint LeafOfDecisions = 0b11_01_11_00_10_01_10_00;

    /// <summary>Lane of each split: the root, its children; the fourth is unused.</summary>
    public Four Lanes;

    /// <summary>RIGHT ⇔ code of the lane ≥ this.</summary>
    public Four Codes;

    /// <summary>The leaves, left to right.</summary>
    public FourNumbers Leaves;

    /// <summary>Four bytes.</summary>
    [InlineArray(LeafCount)]
    internal struct Four
    {
        public byte First;
    }

    /// <summary>Four numbers.</summary>
    [InlineArray(LeafCount)]
    internal struct FourNumbers
    {
        public int First;
    }
}
