namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Which leaves a random ensemble has.</summary>
internal enum LeafKind
{
    /// <summary>Ordinary numbers.</summary>
    Normal,

    /// <summary>From 1e-30 to 1e30.</summary>
    HugeAndSmall,

    /// <summary>Half-way between two fixed-point numbers.</summary>
    Ties,

    /// <summary>−1, 0 or 1: many neighbours are the same.</summary>
    Few,

    /// <summary>As large as a fixed-point leaf can be, of one sign: positive with an even seed, negative with an odd one.</summary>
    Widest,

    /// <summary>As large as the library's type allows.</summary>
    Extreme,
}
