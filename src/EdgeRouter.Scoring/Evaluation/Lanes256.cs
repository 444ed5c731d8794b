using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Up to 256 lanes.</summary>
internal readonly unsafe struct Lanes256 : ILaneReader
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Read(byte* row, Vector512<byte> lanes)
    {
        Vector512<byte> upper = Vector512.LessThan(lanes.AsSByte(), Vector512<sbyte>.Zero).AsByte();
        return Vector512.ConditionalSelect(upper, Lanes128.Read(row + 128, lanes), Lanes128.Read(row, lanes));
    }
}
