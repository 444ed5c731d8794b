namespace EdgeRouter.Scoring.Import;

/// <summary>Bounds on what a model file may ask for. They are far above any model that can be scored in microseconds, and far below what would exhaust memory.</summary>
internal static class ImportLimits
{
    /// <summary>Largest file read, in bytes (a model of 10,000 trees of depth 8 has about 300 MB as JSON).</summary>
    public const long MaxFileSizeBytes = 512L * 1024 * 1024;

    /// <summary>Deepest nesting of arrays and objects (XGBoost writes 7).</summary>
    public const int MaxNesting = 64;

    /// <summary>Longest text, in bytes.</summary>
    public const int MaxTextBytes = 64 * 1024;

    /// <summary>Most features.</summary>
    public const int MaxFeatures = 65_535;

    /// <summary>Most outputs (classes or targets).</summary>
    public const int MaxOutputs = 4096;

    /// <summary>Most trees.</summary>
    public const int MaxTrees = 100_000;

    /// <summary>Most nodes of one tree.</summary>
    public const int MaxNodesPerTree = 1 << 20;

    /// <summary>Most nodes of a model.</summary>
    public const int MaxNodes = 1 << 24;

    /// <summary>Deepest tree, in splits from root to leaf.</summary>
    public const int MaxTreeDepth = 512;

    /// <summary>Most numbers in the vector leaves of a model, and most weights of a linear one.</summary>
    public const int MaxLeafNumbers = 1 << 24;

    /// <summary>XGBoost's categories end before this: float32 holds all whole numbers up to here.</summary>
    public const int CategoryEnd = 1 << 24;

    /// <summary>Most bytes of the category sets of a model: a set takes one bit for each number up to its largest category.</summary>
    public const int MaxCategorySetBytes = 64 * 1024 * 1024;
}
