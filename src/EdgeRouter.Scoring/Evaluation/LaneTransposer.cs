using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Turns lane-major codes of 16 rows row-major.</summary>
internal static unsafe class LaneTransposer
{
    private const int Lanes = 64;
    private const int Rows = Avx512Coder.Rows;

    /// <summary>Transposes 64 lanes.</summary>
    /// <param name="lanes">64 lanes of 16 codes each, 64-byte aligned.</param>
    /// <param name="scratch">2 KB, 64-byte aligned.</param>
    /// <param name="rows">Out: the codes of row r begin at <c>rows + r * stride</c>; 64-byte aligned.</param>
    /// <param name="stride">Distance between rows, a multiple of 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* lanes, byte* scratch, byte* rows, nint stride)
    {
        // Each register holds four lanes; afterwards its 32-bit element r holds the four codes of row r.
        Vector512<byte> order = Order;
        float** sources = stackalloc float*[Rows];
        var quads = (Vector512<byte>*)scratch;
        for (int j = 0; j < Rows; j++)
        {
            quads[j] = Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(lanes + (j * Lanes)), order);
            sources[j] = (float*)(quads + j);
        }

        Transpose512.Run(sources, scratch + (Rows * Lanes), rows, stride);
    }

    private static Vector512<byte> Order => Vector512.Create(
        (byte)0, 16, 32, 48, 1, 17, 33, 49, 2, 18, 34, 50, 3, 19, 35, 51,
        4, 20, 36, 52, 5, 21, 37, 53, 6, 22, 38, 54, 7, 23, 39, 55,
        8, 24, 40, 56, 9, 25, 41, 57, 10, 26, 42, 58, 11, 27, 43, 59,
        12, 28, 44, 60, 13, 29, 45, 61, 14, 30, 46, 62, 15, 31, 47, 63);
}
