using System.Runtime.CompilerServices;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Codes a block of rows with AVX-512, row-major or lane-major.</summary>
internal sealed unsafe class Avx512Codes
{
    private const int Tile = Avx512Coder.Rows;

    /// <summary>Fewer rows than this are coded one by one.</summary>
    private const int FewestForTile = 3;

    private const int ScratchBytes = 2048;

    private readonly ForestView _view;
    private readonly RowTransposer[] _transposers;
    private readonly NativeArray<byte> _memory;
    private readonly byte* _tiles;
    private readonly byte* _scratch;

    /// <summary>Prepares to code.</summary>
    /// <param name="view">The forest.</param>
    public Avx512Codes(ForestView view)
    {
        _view = view;
        _transposers = new RowTransposer[RowBlock.MaxRows / Tile];
        for (int i = 0; i < _transposers.Length; i++)
        {
            _transposers[i] = new RowTransposer(view.FeatureCount);
        }

        int bytes = RowBlock.MaxRows * view.RowBytes;
        _memory = new NativeRegion((3L * bytes) + ScratchBytes).Allocate<byte>((3 * bytes) + ScratchBytes);
        RowMajor = (byte*)_memory.Address;
        LaneMajor = RowMajor + bytes;
        _tiles = LaneMajor + bytes;
        _scratch = _tiles + bytes;
    }

    /// <summary>Row r's code of lane l is <c>RowMajor[r * RowBytes + l]</c>; 64-byte aligned.</summary>
    public byte* RowMajor { get; }

    /// <summary>Row r's code of lane l is <c>LaneMajor[l * 64 + r]</c>; 64-byte aligned.</summary>
    public byte* LaneMajor { get; }

    /// <summary>Codes row-major.</summary>
    /// <param name="rows">The rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CodeRowMajor(in RowBlock rows)
    {
        if (rows.Doubles != null)
        {
            PortableCoder.Code(_view, rows, RowMajor);
            return;
        }

        if (rows.Count < FewestForTile)
        {
            for (int r = 0; r < rows.Count; r++)
            {
                Avx512Coder.CodeRow(_view, rows.Singles + ((nint)r * _view.FeatureCount), RowMajor + ((nint)r * _view.RowBytes));
            }
        }
        else
        {
            CodeColumns(rows, _tiles, Tile);
            TurnTiles(rows.Count);
        }

        for (int r = 0; r < rows.Count && _view.Categories.Length > 0; r++)
        {
            CategoryCoder.CodeRow(_view, rows.Singles + ((nint)r * _view.FeatureCount), RowMajor + ((nint)r * _view.RowBytes));
        }
    }

    /// <summary>Codes lane-major.</summary>
    /// <param name="rows">The rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CodeLaneMajor(in RowBlock rows)
    {
        if (rows.Doubles != null)
        {
            CodeLanesFromRows(rows);
            return;
        }

        CodeColumns(rows, LaneMajor, RowBlock.MaxRows);
        CategoryCoder.CodeLanes(_view, rows, LaneMajor);
    }

    // A column's cuts fill a quarter of the nearest cache with some others: all tiles search it before the next one is touched.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CodeColumns(in RowBlock rows, byte* codes, nint laneStride)
    {
        int tiles = (rows.Count + Tile - 1) / Tile;
        for (int tile = 0; tile < tiles; tile++)
        {
            _transposers[tile].Run(rows.Singles + ((nint)tile * Tile * _view.FeatureCount), Math.Min(Tile, rows.Count - (tile * Tile)));
        }

        nint tileStride = laneStride == Tile ? (nint)Tile * _view.RowBytes : Tile;
        ColumnRecord* column = _view.Columns.Pointer;
        for (ColumnRecord* end = column + _view.Columns.Length; column < end;)
        {
            bool together = AreAlike(column, end);
            for (int tile = 0; tile < tiles; tile++)
            {
                if (together)
                {
                    Avx512Coder.CodeColumns(_view, column, _transposers[tile].Features, codes + (tile * tileStride), laneStride);
                }
                else
                {
                    Avx512Coder.CodeColumn(_view, column, _transposers[tile].Features, codes + (tile * tileStride), laneStride);
                }
            }

            column += together ? Avx512Coder.Together : 1;
        }
    }

    // Columns without infinite cuts come first, then by steps: what holds for the first and the last of them holds for all.
    private static bool AreAlike(ColumnRecord* column, ColumnRecord* end)
    {
        ColumnRecord* last = column + Avx512Coder.Together - 1;
        return last < end && last->HasInfiniteCut == 0 && last->Steps == column->Steps;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TurnTiles(int rowCount)
    {
        int stride = _view.RowBytes;
        for (int first = 0; first < rowCount; first += Tile)
        {
            for (int lane = 0; lane < stride; lane += 64)
            {
                LaneTransposer.Run(_tiles + ((nint)first * stride) + (lane * Tile), _scratch, RowMajor + ((nint)first * stride) + lane, stride);
            }
        }
    }

    // Doubles are a way in for files, not for the router: rows are coded one by one and turned.
    private void CodeLanesFromRows(in RowBlock rows)
    {
        PortableCoder.Code(_view, rows, RowMajor);
        for (int r = 0; r < rows.Count; r++)
        {
            byte* row = RowMajor + ((nint)r * _view.RowBytes);
            for (int lane = 0; lane < _view.LaneCount; lane++)
            {
                LaneMajor[((nint)lane * RowBlock.MaxRows) + r] = row[lane];
            }
        }
    }
}
