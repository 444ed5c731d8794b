namespace EdgeRouter.Scoring.Compiled;

/// <summary>How a lane codes a missing input. Splits of one column that treat missing inputs differently read different lanes, so that
/// missing inputs cost nothing when a tree is walked.</summary>
internal enum LaneVariant
{
    /// <summary>NaN is read as 0.</summary>
    NaNIsZero = 0,

    /// <summary>NaN has code 0 and goes left.</summary>
    NaNLeft = 1,

    /// <summary>NaN has code 255 and goes right.</summary>
    NaNRight = 2,

    /// <summary>0 and NaN have code 0 and go left.</summary>
    ZeroLeft = 3,

    /// <summary>0 and NaN have code 255 and go right.</summary>
    ZeroRight = 4,
}
