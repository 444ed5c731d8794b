using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>One output of one model and where its trees stand.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OutputRecord
{
    public long BaseRaw;
    public int ScaleBits;
    public int Model;
    public int OutputOfModel;
    public int CompleteStart;
    public int CompleteCount;
    public int CompactStart;
    public int CompactCount;
    public int DeepStart;
    public int DeepCount;
    public int WalkStart;
    public int WalkCount;
    public int IsLinear;
    public double ErrorBound;
    public double LibraryErrorBound;
}
