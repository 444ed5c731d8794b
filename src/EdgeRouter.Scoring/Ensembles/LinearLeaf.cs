namespace EdgeRouter.Scoring.Ensembles;

/// <summary>A leaf with a linear model (LightGBM <c>linear_tree</c>): <c>Constant + Σ Coefficients[i] · x[Features[i]]</c>, summed in this
/// order in double. Where an input is NaN, the leaf's plain value counts instead.</summary>
public sealed class LinearLeaf
{
    private readonly int[] _features;
    private readonly double[] _coefficients;

    internal LinearLeaf(double constant, int[] features, double[] coefficients)
    {
        Constant = constant;
        _features = features;
        _coefficients = coefficients;
    }

    /// <summary>First term.</summary>
    public double Constant { get; }

    /// <summary>Features used.</summary>
    public ReadOnlySpan<int> Features => _features;

    /// <summary>One factor per feature used.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;
}
