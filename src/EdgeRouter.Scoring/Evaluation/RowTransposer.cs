using System.Runtime.CompilerServices;
using EdgeRouter.Core.Memory;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Turns 16 rows of float32 inputs feature-major. It never reads beyond the rows given.</summary>
internal sealed unsafe class RowTransposer
{
    private const int Rows = Avx512Coder.Rows;
    private const int Block = 16;
    private readonly int _features;
    private readonly NativeArray<float> _memory;
    private readonly float* _narrowRows;
    private readonly byte* _scratch;

    /// <summary>Prepares for rows of a length.</summary>
    /// <param name="features">Features of a row.</param>
    public RowTransposer(int features)
    {
        _features = features;
        int padded = (features + Block - 1) / Block * Block;
        int numbers = (padded * Rows) + (2 * Rows * Block);
        _memory = new NativeRegion((long)numbers * sizeof(float)).Allocate<float>(numbers);
        Features = (float*)_memory.Address;
        _narrowRows = Features + (padded * Rows);
        _scratch = (byte*)(_narrowRows + (Rows * Block));
    }

    /// <summary>The result: 16 values per feature, 64-byte aligned.</summary>
    public float* Features { get; }

    /// <summary>Transposes rows; places behind <paramref name="count"/> repeat the last row.</summary>
    /// <param name="rows">Row-major.</param>
    /// <param name="count">1 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(float* rows, int count)
    {
        float** addresses = stackalloc float*[Rows];
        if (_features < Block)
        {
            CopyNarrowRows(rows, count, addresses);
            Transpose512.Run(addresses, _scratch, (byte*)Features, Rows * sizeof(float));
            return;
        }

        for (int feature = 0; feature < _features; feature += Block)
        {
            // The last block reaches back, so that it ends with the row.
            int start = Math.Min(feature, _features - Block);
            for (int r = 0; r < Rows; r++)
            {
                addresses[r] = rows + ((nint)Math.Min(r, count - 1) * _features) + start;
            }

            Transpose512.Run(addresses, _scratch, (byte*)(Features + (start * Rows)), Rows * sizeof(float));
        }
    }

    private void CopyNarrowRows(float* rows, int count, float** addresses)
    {
        for (int r = 0; r < Rows; r++)
        {
            addresses[r] = _narrowRows + (r * Block);
            new ReadOnlySpan<float>(rows + ((nint)Math.Min(r, count - 1) * _features), _features).CopyTo(new Span<float>(addresses[r], Block));
        }
    }
}
