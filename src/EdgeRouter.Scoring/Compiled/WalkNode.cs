using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Eight bytes that one step of a walk reads: RIGHT ⇔ code of <see cref="Lane"/> ≥ <see cref="Code"/>. A leaf points at itself and
/// asks for a code that no lane has.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WalkNode
{
    /// <summary><see cref="Code"/> of a leaf.</summary>
    public const ushort LeafCode = 256;

    public ushort Lane;
    public ushort Code;
    public int Left;
}
