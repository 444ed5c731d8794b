using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Codes rows without vector instructions, row-major: row r's code of lane l is <c>codes[r * RowBytes + l]</c>.</summary>
internal static unsafe class PortableCoder
{
    /// <summary>Codes a block of rows.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="codes">Out: <see cref="ForestView.RowBytes"/> bytes per row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Code(ForestView view, in RowBlock rows, byte* codes)
    {
        int features = view.FeatureCount;
        for (int r = 0; r < rows.Count; r++, codes += view.RowBytes)
        {
            if (rows.Doubles != null)
            {
                CodeRow(view, rows.Doubles + ((long)r * features), codes);
            }
            else
            {
                CodeRow(view, rows.Singles + ((long)r * features), codes);
            }
        }
    }

    /// <summary>Codes one row.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="row">The row.</param>
    /// <param name="codes">Out: <see cref="ForestView.RowBytes"/> bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CodeRow(ForestView view, float* row, byte* codes)
    {
        float* cuts = view.SingleCuts.Pointer;
        ColumnRecord* columns = view.Columns.Pointer;
        for (int c = 0; c < view.Columns.Length; c++)
        {
            ColumnRecord* column = columns + c;
            float x = row[column->Feature];
            Store(column, Rank(x, cuts + column->CutStart, column->Steps), float.IsNaN(x), MathF.Abs(x) <= (float)InputRules.ZeroBand, codes);
        }

        CategoryCoder.CodeRow(view, row, codes);
    }

    /// <summary>Number of cuts that an input is not below; 0 for NaN.</summary>
    /// <param name="x">The input.</param>
    /// <param name="heap">Search heap of the column.</param>
    /// <param name="steps">Its depth.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rank(float x, float* heap, int steps)
    {
        int position = 1;
        for (int step = steps; step > 0; step--)
        {
            position = (2 * position) + Branchless.ToInt(x >= heap[position]);
        }

        return position - (1 << steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CodeRow(ForestView view, double* row, byte* codes)
    {
        double* cuts = view.DoubleCuts.Pointer;
        ColumnRecord* columns = view.Columns.Pointer;
        for (int c = 0; c < view.Columns.Length; c++)
        {
            ColumnRecord* column = columns + c;
            double x = row[column->Feature];
            double* heap = cuts + column->CutStart;
            int position = 1;
            for (int step = column->Steps; step > 0; step--)
            {
                position = (2 * position) + Branchless.ToInt(x >= heap[position]);
            }

            Store(column, position - (1 << column->Steps), double.IsNaN(x), Math.Abs(x) <= InputRules.ZeroBand, codes);
        }

        CategoryCoder.CodeRow(view, row, codes);
    }

    /// <summary>Writes a column's code into its lanes.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rank">Number of cuts that the input is not below.</param>
    /// <param name="isNaN">Whether the input is NaN.</param>
    /// <param name="isZero">Whether the input counts as 0.</param>
    /// <param name="codes">Out: the row's codes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ColumnRecord* column, int rank, bool isNaN, bool isZero, byte* codes)
    {
        Put(codes, column->Lanes[(int)LaneVariant.NaNIsZero], isNaN ? column->ZeroRank : rank);
        Put(codes, column->Lanes[(int)LaneVariant.NaNLeft], rank);
        Put(codes, column->Lanes[(int)LaneVariant.NaNRight], isNaN ? ColumnRecord.HighestCode : rank);
        Put(codes, column->Lanes[(int)LaneVariant.ZeroLeft], isNaN || isZero ? 0 : rank);
        Put(codes, column->Lanes[(int)LaneVariant.ZeroRight], isNaN || isZero ? ColumnRecord.HighestCode : rank);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(byte* codes, int lane, int code)
    {
        if (lane >= 0)
        {
            codes[lane] = (byte)code;
        }
    }
}
