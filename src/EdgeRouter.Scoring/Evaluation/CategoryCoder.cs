using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Codes the categorical lanes: one table look-up per feature gives a row the codes of all splits on it.</summary>
internal static unsafe class CategoryCoder
{
    /// <summary>Codes one row.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="row">The row.</param>
    /// <param name="codes">Out: the row's codes, of which the categorical ones are written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CodeRow(ForestView view, float* row, byte* codes)
    {
        for (int i = 0; i < view.Categories.Length; i++)
        {
            Copy(view, view.Categories.Pointer + i, row[view.Categories.Pointer[i].Feature], codes);
        }
    }

    /// <inheritdoc cref="CodeRow(ForestView, float*, byte*)"/>
    public static void CodeRow(ForestView view, double* row, byte* codes)
    {
        for (int i = 0; i < view.Categories.Length; i++)
        {
            Copy(view, view.Categories.Pointer + i, row[view.Categories.Pointer[i].Feature], codes);
        }
    }

    /// <summary>Codes float32 rows lane-major.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="codes">Out: 64 bytes per lane, of which the categorical lanes are written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CodeLanes(ForestView view, in RowBlock rows, byte* codes)
    {
        for (int i = 0; i < view.Categories.Length; i++)
        {
            CategoryRecord* record = view.Categories.Pointer + i;
            for (int r = 0; r < rows.Count; r++)
            {
                byte* source = CodesOf(view, record, rows.Singles[((nint)r * view.FeatureCount) + record->Feature]);
                byte* target = codes + ((nint)record->LaneStart * RowBlock.MaxRows) + r;
                for (int lane = 0; lane < record->LaneCount; lane++, target += RowBlock.MaxRows)
                {
                    *target = source[lane];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ClassOf(ForestView view, CategoryRecord* record, double x)
    {
        if (double.IsNaN(x))
        {
            return record->MissingClass;
        }

        int category = InputRules.CategoryOf(view.Library, x);
        return (uint)category < (uint)record->CategoryCount
            ? view.CategoryClasses.Pointer[record->ClassStart + category]
            : record->OtherClass;
    }

    private static void Copy(ForestView view, CategoryRecord* record, double x, byte* codes) =>
        Unsafe.CopyBlockUnaligned(codes + record->LaneStart, CodesOf(view, record, x), (uint)record->LaneCount);

    private static byte* CodesOf(ForestView view, CategoryRecord* record, double x) =>
        view.CategoryCodes.Pointer + record->CodeStart + ((long)ClassOf(view, record, x) * record->LaneCount);
}
