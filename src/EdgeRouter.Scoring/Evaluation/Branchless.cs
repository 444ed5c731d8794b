using System.Runtime.CompilerServices;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Comparisons as numbers.</summary>
internal static unsafe class Branchless
{
    /// <summary>1 for true, 0 for false, without a jump: branches that depend on the data would be mispredicted.</summary>
    /// <param name="value">A comparison.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToInt(bool value) => *(byte*)&value;
}
