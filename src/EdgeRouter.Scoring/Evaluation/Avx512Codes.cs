using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Codes a block of rows with AVX-512, row-major or lane-major.</summary>
internal sealed unsafe class Avx512Codes
{
    private const int Tile = Avx512Coder.Rows;

    /// <summary>Fewer rows than this are coded one by one.</summary>
    private const int FewestForTile = 3;

    private readonly ForestView _view;
    private readonly RowTransposer _transposer;
    private readonly NativeArray<byte> _memory;
    private readonly byte* _tile;

    /// <summary>Prepares to code.</summary>
    /// <param name="view">The forest.</param>
    public Avx512Codes(ForestView view)
    {
        _view = view;
        _transposer = new RowTransposer(view.FeatureCount);
        int bytes = RowBlock.MaxRows * view.RowBytes;
        var region = new NativeRegion(2L * (bytes + (Tile * view.RowBytes)));
        _memory = region.Allocate<byte>(bytes + (Tile * view.RowBytes));
        RowMajor = (byte*)_memory.Address;
        _tile = RowMajor + bytes;
        LaneMajor = (byte*)region.Allocate<byte>(bytes).Address;
    }

    /// <summary>Row r's code of lane l is <c>RowMajor[r * RowBytes + l]</c>; 64-byte aligned.</summary>
    public byte* RowMajor { get; }

    /// <summary>Row r's code of lane l is <c>LaneMajor[l * 64 + r]</c>; 64-byte aligned.</summary>
    public byte* LaneMajor { get; }

    /// <summary>Codes row-major.</summary>
    /// <param name="rows">The rows.</param>
    public void CodeRowMajor(in RowBlock rows)
    {
        if (rows.Doubles != null || rows.Count < FewestForTile)
        {
            PortableCoder.Code(_view, rows, RowMajor);
            return;
        }

        int stride = _view.RowBytes;
        for (int first = 0; first < rows.Count; first += Tile)
        {
            int count = Math.Min(Tile, rows.Count - first);
            float* source = rows.Singles + ((nint)first * _view.FeatureCount);
            _transposer.Run(source, count);
            Avx512Coder.Code(_view, _transposer.Features, _tile, Tile);
            byte* target = RowMajor + ((nint)first * stride);
            for (int lane = 0; lane < stride; lane += 64)
            {
                LaneTransposer.Run(_tile + (lane * Tile), target + lane, stride);
            }

            for (int r = 0; r < count && _view.Categories.Length > 0; r++)
            {
                CategoryCoder.CodeRow(_view, source + ((nint)r * _view.FeatureCount), target + ((nint)r * stride));
            }
        }
    }

    /// <summary>Codes lane-major.</summary>
    /// <param name="rows">The rows.</param>
    public void CodeLaneMajor(in RowBlock rows)
    {
        if (rows.Doubles != null)
        {
            CodeLanesFromRows(rows);
            return;
        }

        for (int first = 0; first < rows.Count; first += Tile)
        {
            int count = Math.Min(Tile, rows.Count - first);
            float* source = rows.Singles + ((nint)first * _view.FeatureCount);
            _transposer.Run(source, count);
            Avx512Coder.Code(_view, _transposer.Features, LaneMajor + first, RowBlock.MaxRows);
        }

        CategoryCoder.CodeLanes(_view, rows, LaneMajor);
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
