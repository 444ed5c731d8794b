using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Up to 128 lanes.</summary>
internal readonly unsafe struct Lanes128 : ILaneReader
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Read(byte* row, Vector512<byte> lanes) =>
        Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadAligned(row), lanes, Vector512.LoadAligned(row + 64));
}
