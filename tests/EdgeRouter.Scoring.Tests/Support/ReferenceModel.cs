using System.Numerics;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>A second truth: one model scored from its canonical form by rules written again from their documentation, with integers of any
/// size in place of doubles. It shares no code with the compiler, the coders or the evaluators.</summary>
internal sealed class ReferenceModel
{
    private const double Band = 1.0000000180025095e-35;
    private const int LinearBits = 30;
    private static readonly BigInteger Limit = BigInteger.One << 53;
    private readonly TreeEnsemble _model;
    private readonly TreeNode[] _nodes;
    private readonly HashSet<int>[] _sets;
    private readonly long[][] _leafRaw;
    private readonly long[] _baseRaw;

    public ReferenceModel(TreeEnsemble model)
    {
        _model = model;
        _nodes = model.Nodes.ToArray();
        _sets = new HashSet<int>[model.CategorySets.Length];
        for (int s = 0; s < _sets.Length; s++)
        {
            _sets[s] = MembersOf(model.CategorySets[s]);
        }

        ScaleBits = new int[model.OutputCount];
        _baseRaw = new long[model.OutputCount];
        _leafRaw = new long[model.OutputCount][];
        for (int k = 0; k < ScaleBits.Length; k++)
        {
            ScaleBits[k] = model.IsLinear ? LinearBits : Scale(k);
            _baseRaw[k] = (long)Dyadic.Of(model.BaseMargins[k]).TimesPowerOfTwo(ScaleBits[k]).Round();
            _leafRaw[k] = model.IsLinear ? [] : [.. _nodes.Select(node => node.IsLeaf ? (long)Dyadic.Of(ValueOf(node, k)).TimesPowerOfTwo(ScaleBits[k]).Round() : 0L)];
        }
    }

    public int OutputCount => _model.OutputCount;

    /// <summary>Bits behind the binary point of each output.</summary>
    public int[] ScaleBits { get; }

    /// <summary>Raw scores of a row.</summary>
    public long[] Score(ReadOnlySpan<double> row)
    {
        double[] clean = Clean(row);
        if (_model.IsLinear)
        {
            return [.. Linear(clean).Select(Saturate)];
        }

        var sums = new Int128[OutputCount];
        for (int k = 0; k < sums.Length; k++)
        {
            sums[k] = _baseRaw[k];
        }

        for (int t = 0; t < _model.TreeCount; t++)
        {
            int leaf = Leaf(t, clean);
            for (int k = 0; k < sums.Length; k++)
            {
                sums[k] += Feeds(t, k) ? _leafRaw[k][leaf] : 0;
            }
        }

        return [.. sums.Select(static sum => checked((long)sum))];
    }

    /// <summary>Base margin plus leaves, not rounded at all.</summary>
    public Dyadic ExactSum(int output, ReadOnlySpan<double> row)
    {
        double[] clean = Clean(row);
        Dyadic sum = Dyadic.Of(_model.BaseMargins[output]);
        for (int t = 0; t < _model.TreeCount; t++)
        {
            sum = Feeds(t, output) ? sum + Dyadic.Of(ValueOf(_nodes[Leaf(t, clean)], output)) : sum;
        }

        return sum;
    }

    /// <summary>Index of the node that a tree ends in.</summary>
    /// <param name="tree">Index of the tree.</param>
    /// <param name="clean">From <see cref="Clean"/>.</param>
    public int Leaf(int tree, double[] clean)
    {
        int at = _model.TreeStarts[tree];
        while (_nodes[at].Feature >= 0)
        {
            at = _nodes[at].Left + (GoesRight(_nodes[at], clean[_nodes[at].Feature]) ? 1 : 0);
        }

        return at;
    }

    /// <summary>Fixed-point value of a leaf.</summary>
    public long LeafRaw(int output, int node) => _leafRaw[output][node];

    /// <summary>Which way a split sends a row.</summary>
    /// <param name="node">The split.</param>
    /// <param name="x">Its input, from <see cref="Clean"/>.</param>
    public bool GoesRight(in TreeNode node, double x)
    {
        bool isXgboost = _model.Library == ModelLibrary.Xgboost;
        if (node.CategorySet >= 0)
        {
            if (double.IsNaN(x))
            {
                return node.MissingGoesRight;
            }

            double whole = Math.Truncate(x);
            bool isCategory = isXgboost ? x >= 0 && x < 1 << 24 : whole >= 0 && whole <= int.MaxValue;
            bool isMember = isCategory && _sets[node.CategorySet].Contains((int)whole);
            return isMember == isXgboost;
        }

        bool isMissing = (double.IsNaN(x) && node.Missing != MissingRule.None) || (x == 0 && node.Missing == MissingRule.Zero);
        double compared = double.IsNaN(x) ? 0 : x;
        return isMissing ? node.MissingGoesRight : compared >= node.Value;
    }

    /// <summary>A row as the library reads it.</summary>
    public double[] Clean(ReadOnlySpan<double> row)
    {
        double[] clean = row.ToArray();
        for (int f = 0; f < clean.Length; f++)
        {
            if (_model.Library == ModelLibrary.Xgboost)
            {
                clean[f] = (float)clean[f];
            }
            else if (clean[f] is >= -Band and <= Band)
            {
                clean[f] = 0;
            }
        }

        return clean;
    }

    private static HashSet<int> MembersOf(CategorySet set)
    {
        var members = new HashSet<int>();
        for (int w = 0; w < set.Words.Length; w++)
        {
            for (uint word = set.Words[w]; word != 0; word &= word - 1)
            {
                members.Add((w * 32) + BitOperations.TrailingZeroCount(word));
            }
        }

        return members;
    }

    private static long Saturate(double margin)
    {
        if (!double.IsFinite(margin))
        {
            return double.IsNaN(margin) ? 0 : (long)Limit * Math.Sign(margin);
        }

        BigInteger scaled = Dyadic.Of(margin).TimesPowerOfTwo(LinearBits).Round();
        return (long)BigInteger.Clamp(scaled, -Limit, Limit);
    }

    private bool Feeds(int tree, int output) => _model.TreeOutputs[tree] == output || _model.TreeOutputs[tree] == TreeEnsemble.AllOutputs;

    private double ValueOf(in TreeNode leaf, int output) =>
        _model.VectorLeaves.Length == 0 ? leaf.Value : _model.VectorLeaves[(leaf.Left * OutputCount) + output];

    // At most 52 bits; no leaf beyond 27 bits; base and the largest leaf of each tree, each possibly rounded up, within 2^53.
    private int Scale(int output)
    {
        Dyadic largest = Dyadic.Zero;
        Dyadic sum = Dyadic.Of(_model.BaseMargins[output]).Abs();
        int trees = 0;
        for (int t = 0; t < _model.TreeCount; t++)
        {
            if (Feeds(t, output))
            {
                Dyadic ofTree = _nodes[_model.TreeStarts[t].._model.TreeStarts[t + 1]].Where(static node => node.IsLeaf).Max(node => Dyadic.Of(ValueOf(node, output)).Abs());
                largest = ofTree > largest ? ofTree : largest;
                sum += ofTree;
                trees++;
            }
        }

        var leafLimit = new Dyadic((1 << 27) - 1, 0);
        var sumLimit = new Dyadic(Limit - trees - 1, 0);
        int bits = 52;
        while (largest.TimesPowerOfTwo(bits) > leafLimit || sum.TimesPowerOfTwo(bits) > sumLimit)
        {
            bits--;
        }

        return bits;
    }

    private double[] Linear(double[] clean)
    {
        double[] sums = _model.BaseMargins.ToArray();
        if (_model.Linear is { } booster)
        {
            for (int k = 0; k < sums.Length; k++)
            {
                float sum = booster.Bias[k] + (float)sums[k];
                for (int f = 0; f < clean.Length; f++)
                {
                    sum += double.IsNaN(clean[f]) ? 0f : (float)clean[f] * booster.Weights[(f * sums.Length) + k];
                }

                sums[k] = sum;
            }

            return sums;
        }

        for (int t = 0; t < _model.TreeCount; t++)
        {
            TreeNode leaf = _nodes[Leaf(t, clean)];
            LinearLeaf line = _model.LinearLeaves[leaf.Left];
            double sum = line.Constant;
            bool isWhole = true;
            for (int i = 0; i < line.Features.Length; i++)
            {
                double x = clean[line.Features[i]];
                isWhole &= !double.IsNaN(x);
                sum += line.Coefficients[i] * x;
            }

            sums[_model.TreeOutputs[t]] += isWhole ? sum : leaf.Value;
        }

        return sums;
    }
}
