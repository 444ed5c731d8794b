using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Transposes 16 × 16 values of 32 bits.</summary>
internal static unsafe class Transpose512
{
    /// <summary>Writes column i of the source as row i of the target.</summary>
    /// <param name="rows">16 addresses of 16 values each.</param>
    /// <param name="scratch">1 KB, 64-byte aligned.</param>
    /// <param name="target">First row of the target; 64-byte aligned.</param>
    /// <param name="targetStride">Bytes from one row of the target to the next; a multiple of 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float** rows, byte* scratch, byte* target, nint targetStride)
    {
        var quads = (Vector512<float>*)scratch;
        for (int i = 0; i < 4; i++)
        {
            Quad(rows + (4 * i), quads + (4 * i));
        }

        for (int i = 0; i < 4; i++)
        {
            Lanes(quads + i, target + (i * targetStride), 4 * targetStride);
        }
    }

    // Four rows: afterwards 128-bit lane j of vector i holds column 4j + i of the four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quad(float** rows, Vector512<float>* quads)
    {
        Vector512<float> a = Vector512.Load(rows[0]);
        Vector512<float> b = Vector512.Load(rows[1]);
        Vector512<float> c = Vector512.Load(rows[2]);
        Vector512<float> d = Vector512.Load(rows[3]);
        Vector512<double> abLow = Avx512F.UnpackLow(a, b).AsDouble();
        Vector512<double> abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cdLow = Avx512F.UnpackLow(c, d).AsDouble();
        Vector512<double> cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        quads[0] = Avx512F.UnpackLow(abLow, cdLow).AsSingle();
        quads[1] = Avx512F.UnpackHigh(abLow, cdLow).AsSingle();
        quads[2] = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
        quads[3] = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
    }

    // Lane j of the four vectors together is column 4j + i of all 16 rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lanes(Vector512<float>* quads, byte* target, nint stride)
    {
        const byte EvenLanes = 0b10_00_10_00;
        const byte OddLanes = 0b11_01_11_01;
        Vector512<float> even01 = Avx512F.Shuffle4x128(quads[0], quads[4], EvenLanes);
        Vector512<float> odd01 = Avx512F.Shuffle4x128(quads[0], quads[4], OddLanes);
        Vector512<float> even23 = Avx512F.Shuffle4x128(quads[8], quads[12], EvenLanes);
        Vector512<float> odd23 = Avx512F.Shuffle4x128(quads[8], quads[12], OddLanes);
        Avx512F.Shuffle4x128(even01, even23, EvenLanes).StoreAligned((float*)target);
        Avx512F.Shuffle4x128(odd01, odd23, EvenLanes).StoreAligned((float*)(target + stride));
        Avx512F.Shuffle4x128(even01, even23, OddLanes).StoreAligned((float*)(target + (2 * stride)));
        Avx512F.Shuffle4x128(odd01, odd23, OddLanes).StoreAligned((float*)(target + (3 * stride)));
    }
}
