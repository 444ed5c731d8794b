using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>16 bytes that one step of a walk reads. A leaf points at itself: its threshold is NaN, so nothing ever goes right.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ForestNode
{
    public float Threshold;
    public int Feature;
    public int Left;
    public int MissingRight;
}
