using EdgeRouter.Core.Randomness;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Tools.Bench;

/// <summary>Synthetic rows for a model: values near its own thresholds, so that every split goes either way, categories in and beside its
/// sets, and some missing values. The same seed gives the same rows.</summary>
internal sealed class ThresholdRows
{
    /// <summary>Share of missing values.</summary>
    public const double MissingShare = 0.05;

    private const double WidthOfRange = 0.05;
    private const double WidthOfOne = 0.1;
    private const int CategoriesBeside = 2;

    private readonly List<double>[] _thresholds;
    private readonly double[] _widths;
    private readonly int[] _categoryCounts;

    /// <summary>Collects the thresholds.</summary>
    /// <param name="forest">The models.</param>
    public ThresholdRows(CompiledForest forest)
    {
        _thresholds = [.. Enumerable.Range(0, forest.FeatureCount).Select(static _ => new List<double>())];
        _categoryCounts = new int[forest.FeatureCount];
        foreach (TreeEnsemble model in forest.Models)
        {
            foreach (TreeNode node in model.Nodes)
            {
                Collect(model, node);
            }
        }

        _widths = [.. _thresholds.Select(WidthOf)];
    }

    /// <summary>Draws rows.</summary>
    /// <param name="rows">Out: row-major, whole rows.</param>
    /// <param name="seed">Any number.</param>
    public void Fill(Span<float> rows, ulong seed)
    {
        var random = new DeterministicRandom(seed);
        for (int i = 0; i < rows.Length; i++)
        {
            int feature = i % _thresholds.Length;
            rows[i] = random.NextBool(MissingShare) ? float.NaN : Draw(feature, ref random);
        }
    }

    private void Collect(TreeEnsemble model, in TreeNode node)
    {
        if (node.IsLeaf)
        {
            return;
        }

        if (node.IsCategorical)
        {
            int categories = (model.CategorySets[node.CategorySet].Words.Length * 32) + CategoriesBeside;
            _categoryCounts[node.Feature] = Math.Max(_categoryCounts[node.Feature], categories);
        }
        else if (double.IsFinite(node.Value))
        {
            _thresholds[node.Feature].Add(node.Value);
        }
    }

    private static double WidthOf(List<double> thresholds)
    {
        if (thresholds.Count == 0)
        {
            return 0.0;
        }

        double range = thresholds.Max() - thresholds.Min();
        return range > 0 ? range * WidthOfRange : Math.Max(Math.Abs(thresholds[0]), 1.0) * WidthOfOne;
    }

    private float Draw(int feature, ref DeterministicRandom random)
    {
        if (_categoryCounts[feature] > 0)
        {
            return random.NextInt32(_categoryCounts[feature]);
        }

        List<double> thresholds = _thresholds[feature];
        if (thresholds.Count == 0)
        {
            return (float)random.NextGaussian();
        }

        return (float)(thresholds[random.NextInt32(thresholds.Count)] + (_widths[feature] * random.NextGaussian()));
    }
}
