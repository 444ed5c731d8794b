namespace EdgeRouter.Scoring.Ensembles;

/// <summary>An XGBoost <c>gblinear</c> model: no trees, one weight per feature and output.</summary>
public sealed class LinearBooster
{
    private readonly float[] _weights;
    private readonly float[] _bias;

    internal LinearBooster(float[] weights, float[] bias)
    {
        _weights = weights;
        _bias = bias;
    }

    /// <summary>Feature-major: <c>Weights[feature * outputs + output]</c>.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>One per output.</summary>
    public ReadOnlySpan<float> Bias => _bias;
}
