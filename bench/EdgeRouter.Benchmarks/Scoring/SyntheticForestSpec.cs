namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>What a generated model looks like.</summary>
/// <param name="FeatureCount">Features of a row.</param>
/// <param name="TreeCount">Trees.</param>
/// <param name="Depth">Levels of splits; every tree is complete.</param>
/// <param name="HasMissing">Whether splits send missing inputs both ways (a feature then takes two lanes) or all of them left.</param>
/// <param name="CutSeed">Models of the same number split at the same thresholds, as models trained on the same rows do.</param>
public sealed record SyntheticForestSpec(int FeatureCount, int TreeCount, int Depth, bool HasMissing = true, ulong CutSeed = 1)
{
    /// <summary>Thresholds that a feature has to choose from, as of histogram training.</summary>
    public const int CutCount = 255;

    /// <summary>Nodes of a tree.</summary>
    public int NodesPerTree => (1 << (Depth + 1)) - 1;
}
