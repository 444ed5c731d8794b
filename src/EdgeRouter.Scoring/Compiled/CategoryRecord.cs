using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>The categorical lanes of one feature. Categories that go the same way at every split share a class; a class has one code (0 left,
/// 1 right) per lane.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CategoryRecord
{
    public int Feature;

    /// <summary>First of the feature's lanes; they are contiguous.</summary>
    public int LaneStart;
    public int LaneCount;

    /// <summary>Categories 0 to this − 1 have a class of their own in the table; all others are <see cref="OtherClass"/>.</summary>
    public int CategoryCount;
    public int ClassStart;
    public int ClassCount;
    public int OtherClass;
    public int MissingClass;
    public long CodeStart;
}
