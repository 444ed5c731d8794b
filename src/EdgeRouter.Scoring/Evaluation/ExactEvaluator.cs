using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The source library's own arithmetic, for verification only: float32 leaves added one by one in tree order to the base margin,
/// which gives the very bits that XGBoost gives. Decisions use the fixed-point evaluators.</summary>
public sealed class ExactEvaluator
{
    private readonly TreeEnsemble _ensemble;

    /// <summary>Wraps an ensemble.</summary>
    /// <param name="ensemble">The model.</param>
    public ExactEvaluator(TreeEnsemble ensemble)
    {
        _ensemble = ensemble;
    }

    /// <summary>The model.</summary>
    public TreeEnsemble Ensemble => _ensemble;

    /// <summary>Margin of one row as the library computes it.</summary>
    /// <param name="row">Exactly <see cref="TreeEnsemble.FeatureCount"/> floats; NaN = missing.</param>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public float Margin(ReadOnlySpan<float> row)
    {
        CheckRow(row);
        float sum = _ensemble.BaseMargin;
        for (int t = 0; t < _ensemble.TreeCount; t++)
        {
            sum += FindLeaf(row, t).Value;
        }

        return sum;
    }

    /// <summary>Output of a margin with the library's float32 link. It calls libm: the last bit may differ between machines.</summary>
    /// <param name="margin">From <see cref="Margin"/>.</param>
    public float Output(float margin) => _ensemble.Link switch
    {
        LinkKind.Logistic => 1f / (MathF.Exp(Math.Min(-margin, 88.7f)) + 1f + 1e-16f),
        LinkKind.Exponential => MathF.Exp(margin),
        LinkKind.Hinge => margin > 0f ? 1f : 0f,
        _ => margin,
    };

    /// <summary>Writes, for each tree, the source file's number of the leaf that the row reaches.</summary>
    /// <param name="row">Exactly <see cref="TreeEnsemble.FeatureCount"/> floats; NaN = missing.</param>
    /// <param name="leaves">Out: at least <see cref="TreeEnsemble.TreeCount"/> long.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void LeafNodes(ReadOnlySpan<float> row, Span<int> leaves)
    {
        CheckRow(row);
        if (leaves.Length < _ensemble.TreeCount)
        {
            throw new ArgumentException("Shorter than the number of trees.", nameof(leaves));
        }

        for (int t = 0; t < _ensemble.TreeCount; t++)
        {
            leaves[t] = FindLeaf(row, t).SourceNode;
        }
    }

    private TreeNode FindLeaf(ReadOnlySpan<float> row, int tree)
    {
        ReadOnlySpan<TreeNode> nodes = _ensemble.Nodes;
        TreeNode node = nodes[_ensemble.TreeStarts[tree]];
        while (!node.IsLeaf)
        {
            float x = row[node.Feature];
            bool right = float.IsNaN(x) ? node.MissingGoesRight : x >= node.Value;
            node = nodes[right ? node.Right : node.Left];
        }

        return node;
    }

    private void CheckRow(ReadOnlySpan<float> row)
    {
        if (row.Length != _ensemble.FeatureCount)
        {
            throw new ArgumentException($"{row.Length} values for {_ensemble.FeatureCount} features.", nameof(row));
        }
    }
}
