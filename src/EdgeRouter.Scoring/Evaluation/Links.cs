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

    /// <summary>Writes the outputs of one row.</summary>
    /// <param name="ensemble">The model.</param>
    /// <param name="margins">At least <see cref="TreeEnsemble.OutputCount"/> long.</param>
    /// <param name="outputs">Out: at least <see cref="TreeEnsemble.OutputColumnCount"/> long.</param>
    public static void Apply(TreeEnsemble ensemble, ReadOnlySpan<double> margins, Span<double> outputs)
    {
        ReadOnlySpan<double> used = margins[..ensemble.OutputCount];
        switch (ensemble.Link)
        {
            case LinkKind.Softmax:
                Softmax(used, ensemble.AverageOver, outputs);
                break;
            case LinkKind.ArgMax:
                outputs[0] = IndexOfLargest(used);
                break;
            default:
                for (int k = 0; k < used.Length; k++)
                {
                    outputs[k] = Apply(ensemble.Link, ensemble.LinkScale, used[k] / ensemble.AverageOver);
                }

                break;
        }
    }

    /// <summary>Index of the largest number, the first one of equals.</summary>
    /// <param name="values">At least one.</param>
    public static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int k = 1; k < values.Length; k++)
        {
            best = values[k] > values[best] ? k : best;
        }

        return best;
    }

    private static double Apply(LinkKind kind, double scale, double margin) => kind switch
    {
        LinkKind.Logistic => Logistic(scale * margin),
        LinkKind.Exponential => Exponential(margin),
        LinkKind.Hinge => margin > 0.0 ? 1.0 : 0.0,
        LinkKind.SignedSquare => margin < 0.0 ? -margin * margin : margin * margin,
        LinkKind.SoftPlus => SoftPlus(margin),
        _ => margin,
    };

    // ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|): nothing overflows. What 1 + e rounds away, the factor e / (rounded − 1) gives back.
    private static double SoftPlus(double margin)
    {
        double e = DeterministicMath.Exp(-Math.Abs(margin));
        double sum = 1.0 + e;
        double log = sum == 1.0 ? e : DeterministicMath.Log(sum) * (e / (sum - 1.0));
        return Math.Max(margin, 0.0) + log;
    }

    private static void Softmax(ReadOnlySpan<double> margins, int averageOver, Span<double> outputs)
    {
        double largest = margins[IndexOfLargest(margins)];
        double sum = 0.0;
        for (int k = 0; k < margins.Length; k++)
        {
            outputs[k] = DeterministicMath.Exp((margins[k] - largest) / averageOver);
            sum += outputs[k];
        }

        for (int k = 0; k < margins.Length; k++)
        {
            outputs[k] /= sum;
        }
    }
}
