using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Short forms for models of one output.</summary>
internal static class ExactScores
{
    public static double Margin(this ExactEvaluator exact, ReadOnlySpan<float> row)
    {
        double margin = 0.0;
        exact.Margins(row, new Span<double>(ref margin));
        return margin;
    }

    public static double Output(this ExactEvaluator exact, double margin)
    {
        double output = 0.0;
        ExactOutputs.Apply(exact.Ensemble, [margin], new Span<double>(ref output));
        return output;
    }

    public static double LinkOf(TreeEnsemble ensemble, double margin)
    {
        double output = 0.0;
        Links.Apply(ensemble, [margin], new Span<double>(ref output));
        return output;
    }

    public static double[] Widen(ReadOnlySpan<float> row)
    {
        var wide = new double[row.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = row[i];
        }

        return wide;
    }
}
