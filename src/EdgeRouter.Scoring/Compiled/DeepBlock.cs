using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Three levels of a deep tree in one cache line: seven splits and eight exits. An exit is a leaf or another block.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DeepBlock
{
    /// <summary>Bytes of a block.</summary>
    public const int SizeBytes = 64;

    /// <summary>Exits of a block.</summary>
    public const int ExitCount = 8;

    /// <summary>Lane of each split: the root, its children, its grandchildren.</summary>
    public Eight Lanes;

    /// <summary>RIGHT ⇔ code of the lane ≥ this.</summary>
    public Eight Codes;

    /// <summary>Value of a leaf, or index of the next block.</summary>
    public EightNumbers Exits;

    /// <summary>Bit e: exit e is a leaf.</summary>
    public byte LeafBits;
    public Padding Reserved;

    /// <summary>Eight bytes.</summary>
    [InlineArray(ExitCount)]
    internal struct Eight
    {
        public byte First;
    }

    /// <summary>Eight numbers.</summary>
    [InlineArray(ExitCount)]
    internal struct EightNumbers
    {
        public int First;
    }

    /// <summary>Zeros up to <see cref="SizeBytes"/>.</summary>
    [InlineArray(15)]
    internal struct Padding
    {
        public byte First;
    }
}
