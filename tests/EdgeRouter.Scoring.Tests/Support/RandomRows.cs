using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Rows that sit on the edges of some models: at, just below and just above their thresholds, in and out of their category sets,
/// and every number that is a special case somewhere.</summary>
internal sealed class RandomRows
{
    private const double Band = 1.0000000180025095e-35;

    private static readonly double[] Specials =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, Band, -Band, Math.BitIncrement(Band), Math.BitDecrement(-Band),
        Math.BitDecrement(Band), (double)MathF.BitIncrement(1e-35f), -(double)MathF.BitIncrement(1e-35f), (double)MathF.BitDecrement(1e-35f), float.Epsilon,
        -float.Epsilon, double.Epsilon, -double.Epsilon, 1e-40, float.MaxValue, -float.MaxValue, double.MaxValue, double.MinValue, 1e300,
    ];

    private static readonly double[] OddCategories =
        [-1.0, -0.5, -0.999, 0.5, 1.999, 31.0, 32.0, 33.5, 16777215.0, 16777216.0, 16777217.0, 2147483647.0, 2147483648.0, 4294967296.0, 1e20];

    private readonly Bits _bits;
    private readonly List<double>[] _cuts;
    private readonly int[] _categories;

    public RandomRows(IReadOnlyList<TreeEnsemble> models, ulong seed)
    {
        _bits = new Bits(seed);
        _cuts = new List<double>[models[0].FeatureCount];
        _categories = new int[_cuts.Length];
        foreach (TreeEnsemble model in models)
        {
            foreach (TreeNode node in model.Nodes)
            {
                Note(model, node);
            }
        }
    }

    /// <summary>Rows of doubles.</summary>
    public double[] Doubles(int rows) => [.. Enumerable.Range(0, rows * _cuts.Length).Select(i => Next(i % _cuts.Length, isSingle: false))];

    /// <summary>Rows of float32.</summary>
    public float[] Singles(int rows) => [.. Enumerable.Range(0, rows * _cuts.Length).Select(i => (float)Next(i % _cuts.Length, isSingle: true))];

    private void Note(TreeEnsemble model, in TreeNode node)
    {
        if (node.IsLeaf)
        {
            return;
        }

        if (node.IsCategorical)
        {
            _categories[node.Feature] = Math.Max(_categories[node.Feature], (model.CategorySets[node.CategorySet].Words.Length * 32) + 8);
            return;
        }

        (_cuts[node.Feature] ??= []).Add(node.Value);
    }

    private double Next(int feature, bool isSingle)
    {
        int kind = _bits.Below(16);
        if (kind == 0)
        {
            return Specials[_bits.Below(Specials.Length)];
        }

        if (kind == 1)
        {
            return double.NaN;
        }

        if (_categories[feature] > 0 && kind < 12)
        {
            return kind == 2 ? OddCategories[_bits.Below(OddCategories.Length)] : _bits.Below(_categories[feature]) + (kind == 3 ? 0.25 : 0.0);
        }

        if (_cuts[feature] is { } cuts && kind < 14)
        {
            double cut = cuts[_bits.Below(cuts.Count)];
            return isSingle ? Beside((float)cut) : Beside(cut);
        }

        return (_bits.Unit() - 0.5) * 10.0;
    }

    private double Beside(double cut) => _bits.Below(4) switch
    {
        0 => Math.BitIncrement(cut),
        1 => Math.BitDecrement(cut),
        2 => Math.BitDecrement((float)cut),
        _ => cut,
    };

    private double Beside(float cut) => _bits.Below(3) switch
    {
        0 => MathF.BitIncrement(cut),
        1 => MathF.BitDecrement(cut),
        _ => cut,
    };
}
