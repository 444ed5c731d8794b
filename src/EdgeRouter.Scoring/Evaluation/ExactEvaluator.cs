using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The source library's own arithmetic, for verification: leaves added one by one in the file's order, in float32 (XGBoost) or
/// double (LightGBM), which gives the very bits that the library gives. Decisions use the fixed-point evaluators.</summary>
/// <remarks>One instance serves one thread: it keeps the row being scored.</remarks>
public sealed class ExactEvaluator
{
    private readonly TreeEnsemble _ensemble;
    private readonly double[] _row;

    /// <summary>Wraps an ensemble.</summary>
    /// <param name="ensemble">The model.</param>
    public ExactEvaluator(TreeEnsemble ensemble)
    {
        _ensemble = ensemble;
        _row = new double[ensemble.FeatureCount];
    }

    /// <summary>The model.</summary>
    public TreeEnsemble Ensemble => _ensemble;

    /// <summary>Raw margins of one row as the library computes them: of an averaged forest the plain sum.</summary>
    /// <param name="row">Exactly <see cref="TreeEnsemble.FeatureCount"/> values; NaN = missing.</param>
    /// <param name="margins">Out: at least <see cref="TreeEnsemble.OutputCount"/> long. Of XGBoost models each is a float32 number.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Margins(ReadOnlySpan<double> row, Span<double> margins)
    {
        TakeRow(row);
        Sum(CheckMargins(margins));
    }

    /// <inheritdoc cref="Margins(ReadOnlySpan{double}, Span{double})"/>
    public void Margins(ReadOnlySpan<float> row, Span<double> margins)
    {
        TakeRow(row);
        Sum(CheckMargins(margins));
    }

    /// <summary>Writes, for each tree, the source library's number of the leaf that the row reaches.</summary>
    /// <param name="row">Exactly <see cref="TreeEnsemble.FeatureCount"/> values; NaN = missing.</param>
    /// <param name="leaves">Out: at least <see cref="TreeEnsemble.TreeCount"/> long.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void LeafNodes(ReadOnlySpan<double> row, Span<int> leaves)
    {
        TakeRow(row);
        if (leaves.Length < _ensemble.TreeCount)
        {
            throw new ArgumentException("Shorter than the number of trees.", nameof(leaves));
        }

        for (int t = 0; t < _ensemble.TreeCount; t++)
        {
            leaves[t] = _ensemble.FindLeaf(t, _row).SourceNode;
        }
    }

    private void Sum(Span<double> margins)
    {
        _ensemble.BaseMargins.CopyTo(margins);
        if (_ensemble.Linear is { } linear)
        {
            AddLinear(linear, margins);
            return;
        }

        for (int t = 0; t < _ensemble.TreeCount; t++)
        {
            TreeNode leaf = _ensemble.FindLeaf(t, _row);
            int output = _ensemble.TreeOutputs[t];
            if (output == TreeEnsemble.AllOutputs)
            {
                AddVector(leaf, margins);
                continue;
            }

            margins[output] = Add(margins[output], LeafValue(leaf));
        }
    }

    // One rounding per addition: in XGBoost both terms are float32 numbers, so their sum in double, narrowed, is the float32 sum.
    private double Add(double sum, double term) => _ensemble.Library == ModelLibrary.Xgboost ? (float)sum + (float)term : sum + term;

    private void AddVector(in TreeNode leaf, Span<double> margins)
    {
        ReadOnlySpan<double> values = _ensemble.VectorLeaves.Slice(leaf.Left * margins.Length, margins.Length);
        for (int k = 0; k < margins.Length; k++)
        {
            margins[k] = Add(margins[k], values[k]);
        }
    }

    private double LeafValue(in TreeNode leaf)
    {
        if (_ensemble.LinearLeaves.IsEmpty)
        {
            return leaf.Value;
        }

        LinearLeaf linear = _ensemble.LinearLeaves[leaf.Left];
        double sum = linear.Constant;
        for (int i = 0; i < linear.Features.Length; i++)
        {
            double x = _row[linear.Features[i]];
            if (double.IsNaN(x))
            {
                return leaf.Value;
            }

            sum += linear.Coefficients[i] * x;
        }

        return sum;
    }

    private void AddLinear(LinearBooster linear, Span<double> margins)
    {
        for (int k = 0; k < margins.Length; k++)
        {
            float sum = linear.Bias[k] + (float)margins[k];
            for (int f = 0; f < _row.Length; f++)
            {
                float x = (float)_row[f];
                sum = float.IsNaN(x) ? sum : sum + (x * linear.Weights[(f * margins.Length) + k]);
            }

            margins[k] = sum;
        }
    }

    private void TakeRow(ReadOnlySpan<double> row)
    {
        CheckRow(row.Length, nameof(row));
        for (int f = 0; f < _row.Length; f++)
        {
            _row[f] = InputRules.Canonical(_ensemble.Library, row[f]);
        }
    }

    private void TakeRow(ReadOnlySpan<float> row)
    {
        CheckRow(row.Length, nameof(row));
        for (int f = 0; f < _row.Length; f++)
        {
            _row[f] = InputRules.Canonical(_ensemble.Library, row[f]);
        }
    }

    private void CheckRow(int length, string name)
    {
        if (length != _row.Length)
        {
            throw new ArgumentException($"{length} values for {_row.Length} features.", name);
        }
    }

    private Span<double> CheckMargins(Span<double> margins) => margins.Length >= _ensemble.OutputCount
        ? margins[.._ensemble.OutputCount]
        : throw new ArgumentException("Shorter than the number of outputs.", nameof(margins));
}
