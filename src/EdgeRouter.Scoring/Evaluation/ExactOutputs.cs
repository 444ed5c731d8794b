using EdgeRouter.Core.Os;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Outputs of raw margins with the source library's own link functions: float32 for XGBoost, double for LightGBM. They call libm,
/// so the last bit may differ between machines; decisions use <see cref="Links"/>.</summary>
public static class ExactOutputs
{
    private const float XgboostLogisticLimit = 88.7f;
    private const float XgboostLogisticGuard = 1e-16f;

    /// <summary>Writes the outputs of one row.</summary>
    /// <param name="ensemble">The model.</param>
    /// <param name="margins">From <see cref="ExactEvaluator"/>, at least <see cref="TreeEnsemble.OutputCount"/> long.</param>
    /// <param name="outputs">Out: at least <see cref="TreeEnsemble.OutputColumnCount"/> long.</param>
    public static void Apply(TreeEnsemble ensemble, ReadOnlySpan<double> margins, Span<double> outputs)
    {
        ReadOnlySpan<double> used = margins[..ensemble.OutputCount];
        switch (ensemble.Link)
        {
            case LinkKind.Softmax when ensemble.Library == ModelLibrary.Xgboost:
                SoftmaxSingle(used, outputs);
                break;
            case LinkKind.Softmax:
                SoftmaxDouble(used, ensemble.AverageOver, outputs);
                break;
            case LinkKind.ArgMax:
                outputs[0] = Links.IndexOfLargest(used);
                break;
            default:
                for (int k = 0; k < used.Length; k++)
                {
                    outputs[k] = ensemble.Library == ModelLibrary.Xgboost ? Single(ensemble, (float)used[k]) : Double(ensemble, used[k] / ensemble.AverageOver);
                }

                break;
        }
    }

    private static float Single(TreeEnsemble ensemble, float margin) => ensemble.Link switch
    {
        LinkKind.Logistic => 1f / (MathF.Exp(Math.Min(-margin, XgboostLogisticLimit)) + 1f + XgboostLogisticGuard),
        LinkKind.Exponential => MathF.Exp(margin),
        LinkKind.Hinge => margin > 0f ? 1f : 0f,
        _ => margin,
    };

    private static double Double(TreeEnsemble ensemble, double margin) => ensemble.Link switch
    {
        LinkKind.Logistic => 1.0 / (1.0 + Math.Exp(-ensemble.LinkScale * margin)),
        LinkKind.Exponential => Math.Exp(margin),
        LinkKind.SignedSquare => margin < 0.0 ? -margin * margin : margin * margin,
        LinkKind.SoftPlus => MathLibrary.LogOnePlus(Math.Exp(margin)),
        _ => margin,
    };

    private static void SoftmaxSingle(ReadOnlySpan<double> margins, Span<double> outputs)
    {
        float largest = (float)margins[Links.IndexOfLargest(margins)];
        double sum = 0.0;
        for (int k = 0; k < margins.Length; k++)
        {
            outputs[k] = MathF.Exp((float)margins[k] - largest);
            sum += outputs[k];
        }

        for (int k = 0; k < margins.Length; k++)
        {
            outputs[k] = (float)outputs[k] / (float)sum;
        }
    }

    private static void SoftmaxDouble(ReadOnlySpan<double> margins, int averageOver, Span<double> outputs)
    {
        double largest = margins[Links.IndexOfLargest(margins)] / averageOver;
        double sum = 0.0;
        for (int k = 0; k < margins.Length; k++)
        {
            outputs[k] = Math.Exp((margins[k] / averageOver) - largest);
            sum += outputs[k];
        }

        for (int k = 0; k < margins.Length; k++)
        {
            outputs[k] /= sum;
        }
    }
}
