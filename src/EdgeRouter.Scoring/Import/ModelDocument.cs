namespace EdgeRouter.Scoring.Import;

/// <summary>An XGBoost model as its file holds it, whichever container it came in. Nothing in it has been checked.</summary>
internal sealed class ModelDocument
{
    /// <summary><c>gbtree</c>, <c>dart</c> or <c>gblinear</c>.</summary>
    public string Booster { get; set; } = string.Empty;

    /// <summary>Objective, for example <c>binary:logistic</c>.</summary>
    public string Objective { get; set; } = string.Empty;

    /// <summary>Base score in output space: <c>5E-1</c>, or <c>[5E-1]</c> from 3.1 on.</summary>
    public string BaseScore { get; set; } = string.Empty;

    /// <summary>Number of classes, 0 unless multi-class.</summary>
    public string ClassCount { get; set; } = "0";

    /// <summary>Number of targets.</summary>
    public string TargetCount { get; set; } = "1";

    /// <summary>Number of features.</summary>
    public string FeatureCount { get; set; } = string.Empty;

    /// <summary>Trees of one round and output.</summary>
    public string ParallelTreeCount { get; set; } = "1";

    /// <summary>Last round to use by early stopping (0-based), empty if not written.</summary>
    public string BestIteration { get; set; } = string.Empty;

    /// <summary>Feature names, or empty.</summary>
    public string[] FeatureNames { get; set; } = [];

    /// <summary>The trees; null when the file has none (gblinear).</summary>
    public List<TreeDocument>? Trees { get; set; }

    /// <summary>Output of each tree.</summary>
    public int[] TreeOutputs { get; set; } = [];

    /// <summary>Factor of each tree (dart); null if the file has none.</summary>
    public float[]? TreeWeights { get; set; }

    /// <summary>First tree of each round, and behind the last the number of trees; empty before 2.0.</summary>
    public int[] RoundStarts { get; set; } = [];

    /// <summary>Weights of a gblinear model, feature-major, with the bias of each output as the last row; null without such.</summary>
    public float[]? LinearWeights { get; set; }
}
