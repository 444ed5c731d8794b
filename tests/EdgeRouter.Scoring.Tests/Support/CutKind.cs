namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Which thresholds a random ensemble has.</summary>
internal enum CutKind
{
    /// <summary>Ordinary numbers.</summary>
    Normal,

    /// <summary>NaN, infinities, zeros, denormals, the largest numbers, among ordinary ones.</summary>
    Special,

    /// <summary>In and around ±1e-35, where LightGBM reads 0.</summary>
    Band,

    /// <summary>Ordinary numbers, and infinities in every other feature.</summary>
    SomeInfinite,

    /// <summary>Neighbours: the next number is the next threshold.</summary>
    Dense,
}
