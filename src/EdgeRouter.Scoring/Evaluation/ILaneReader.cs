using System.Runtime.Intrinsics;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Gathers 64 bytes of a row's codes by lane, from one, two or four registers.</summary>
internal unsafe interface ILaneReader
{
    /// <summary>Gathers.</summary>
    /// <param name="row">The row's codes, 64-byte aligned.</param>
    /// <param name="lanes">Lane of each byte of the result.</param>
    static abstract Vector512<byte> Read(byte* row, Vector512<byte> lanes);
}
