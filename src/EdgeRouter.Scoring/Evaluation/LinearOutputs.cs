using EdgeRouter.Core.Numerics;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Outputs of models with linear terms: the library's own arithmetic, then one rounding to fixed point. Sums beyond ±2^53 steps
/// saturate and what is no number becomes 0, so that any input has a defined score.</summary>
internal sealed unsafe class LinearOutputs
{
    private const double Limit = 9007199254740992.0;

    private readonly CompiledForest _forest;
    private readonly ExactEvaluator?[] _models;
    private readonly double[] _margins;

    /// <summary>Prepares the linear models of a forest.</summary>
    /// <param name="forest">The forest.</param>
    public LinearOutputs(CompiledForest forest)
    {
        _forest = forest;
        _models = new ExactEvaluator?[forest.Models.Length];
        int widest = 1;
        for (int m = 0; m < _models.Length; m++)
        {
            TreeEnsemble model = forest.Models[m];
            _models[m] = model.IsLinear ? new ExactEvaluator(model) : null;
            widest = Math.Max(widest, model.OutputCount);
        }

        _margins = new double[widest];
        Any = Array.Exists(_models, static model => model is not null);
    }

    /// <summary>Whether the forest has such models.</summary>
    public bool Any { get; }

    /// <summary>Writes the raw scores of the linear outputs.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="raw">Out: output o of row r is <c>raw[o * stride + r]</c>.</param>
    /// <param name="stride">Distance between outputs.</param>
    public void Score(in RowBlock rows, long* raw, int stride)
    {
        int firstOutput = 0;
        foreach (ExactEvaluator? model in _models)
        {
            int outputs = model?.Ensemble.OutputCount ?? 0;
            for (int r = 0; r < rows.Count && model is not null; r++)
            {
                ScoreRow(model, rows, r);
                for (int k = 0; k < outputs; k++)
                {
                    raw[((long)(firstOutput + k) * stride) + r] = Quantise(firstOutput + k, _margins[k]);
                }
            }

            firstOutput += model is null ? OutputsOf(firstOutput) : outputs;
        }
    }

    private void ScoreRow(ExactEvaluator model, in RowBlock rows, int row)
    {
        int features = _forest.FeatureCount;
        if (rows.Doubles != null)
        {
            model.Margins(new ReadOnlySpan<double>(rows.Doubles + ((long)row * features), features), _margins);
        }
        else
        {
            model.Margins(new ReadOnlySpan<float>(rows.Singles + ((long)row * features), features), _margins);
        }
    }

    private int OutputsOf(int firstOutput) => _forest.Models[_forest.Outputs[firstOutput].Model].OutputCount;

    private long Quantise(int output, double margin)
    {
        double scaled = Math.Round(margin * DeterministicMath.PowerOfTwo(_forest.Outputs[output].ScaleBits), MidpointRounding.ToEven);
        return double.IsNaN(scaled) ? 0 : (long)Math.Clamp(scaled, -Limit, Limit);
    }
}
