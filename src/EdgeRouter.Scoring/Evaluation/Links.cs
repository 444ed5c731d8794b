using EdgeRouter.Core.Numerics;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Link functions with the same bits on every machine (see <see cref="DeterministicMath"/>). Relative error at most 1e-12.</summary>
public static class Links
{
    /// <summary>1 / (1 + e^−margin), between 0 and 1.</summary>
    /// <param name="margin">Log-odds.</param>
    public static double Logistic(double margin) => DeterministicMath.Logistic(margin);

    /// <summary>e^margin.</summary>
    /// <param name="margin">Logarithm of the output.</param>
    public static double Exponential(double margin) => DeterministicMath.Exp(margin);

    /// <summary>Output of a margin.</summary>
    /// <param name="kind">Link of the model.</param>
    /// <param name="margin">Margin.</param>
    public static double Apply(LinkKind kind, double margin) => kind switch
    {
        LinkKind.Logistic => Logistic(margin),
        LinkKind.Exponential => Exponential(margin),
        LinkKind.Hinge => margin > 0.0 ? 1.0 : 0.0,
        _ => margin,
    };
}
