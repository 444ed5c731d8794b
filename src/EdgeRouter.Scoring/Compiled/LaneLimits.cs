namespace EdgeRouter.Scoring.Compiled;

/// <summary>Which tree forms the number of lanes allows.</summary>
/// <param name="LaneCount">Lanes of the forest.</param>
internal readonly record struct LaneLimits(int LaneCount)
{
    /// <summary>Most lanes that a mask can gather: a lane is named in one byte.</summary>
    public const int MaxMaskLanes = 256;

    /// <summary>Most lanes that a blend can address: 64 bytes each, named in 16 bits.</summary>
    public const int MaxHeapLanes = 1024;

    /// <summary>Bytes of a row's codes: whole registers of 64, of one, two or four registers where masks gather from them.</summary>
    public int RowBytes => LaneCount switch
    {
        <= 64 => 64,
        <= 128 => 128,
        <= MaxMaskLanes => MaxMaskLanes,
        _ => (LaneCount + 63) / 64 * 64,
    };

    /// <summary>Whether masks can be built.</summary>
    public bool HasMasks => LaneCount <= MaxMaskLanes;

    /// <summary>Whether heaps of lane addresses can be built.</summary>
    public bool HasHeaps => LaneCount <= MaxHeapLanes;
}
