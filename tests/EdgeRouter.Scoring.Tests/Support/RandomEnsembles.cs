using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Seeded random ensembles of every kind that an importer could hand over.</summary>
internal sealed class RandomEnsembles
{
    private const double Band = 1.0000000180025095e-35;
    private const int WideFrom = 100;
    private readonly EnsembleRecipe _recipe;
    private readonly Bits _bits;
    private readonly double[][] _cuts;
    private readonly CategorySet[] _sets;
    private readonly List<TreeNode> _nodes = [];
    private readonly List<double> _vectors = [];
    private readonly List<LinearLeaf> _lines = [];
    private int _splits;

    private RandomEnsembles(EnsembleRecipe recipe)
    {
        _recipe = recipe;
        _bits = new Bits(recipe.Seed);
        _cuts = new double[recipe.Features][];
        for (int f = 0; f < _cuts.Length; f++)
        {
            _cuts[f] = [.. Enumerable.Range(0, recipe.CutsPerFeature).Select(i => Cut(f, i)).Order()];
        }

        _sets = recipe.CategoricalPercent == 0 ? [] : [.. Enumerable.Range(0, 12).Select(Set)];
    }

    public static TreeEnsemble Make(EnsembleRecipe recipe) => new RandomEnsembles(recipe).Make();

    private TreeEnsemble Make()
    {
        var starts = new List<int> { 0 };
        var outputs = new List<int>();
        for (int t = 0; t < _recipe.Trees && !_recipe.IsLinearBooster; t++)
        {
            AddTree(Grow());
            starts.Add(_nodes.Count);
            outputs.Add(_recipe.HasVectorLeaves ? TreeEnsemble.AllOutputs : t % _recipe.Outputs);
        }

        return new TreeEnsemble(new EnsembleContent
        {
            Library = _recipe.Library,
            Objective = "custom",
            FeatureNames = [.. Enumerable.Range(0, _recipe.Features).Select(static f => $"f{f}")],
            BaseMargins = [.. Enumerable.Range(0, _recipe.Outputs).Select(_ => _recipe.Library == ModelLibrary.Xgboost ? (double)(float)Number() : 0.0)],
            Link = LinkKind.Identity,
            TreeStarts = [.. starts],
            TreeOutputs = [.. outputs],
            Nodes = [.. _nodes],
            CategorySets = _sets,
            VectorLeaves = [.. _vectors],
            LinearLeaves = [.. _lines],
            Linear = _recipe.IsLinearBooster ? new LinearBooster(Singles(_recipe.Features * _recipe.Outputs), Singles(_recipe.Outputs)) : null,
        });
    }

    private float[] Singles(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)Number())];

    private double Number() => (_bits.Unit() - 0.5) * 8.0;

    private Sprout Grow()
    {
        TreeForm form = _recipe.Form == TreeForm.Mixed ? (TreeForm)(1 + _bits.Below(3)) : _recipe.Form;
        bool any = _recipe.Form == TreeForm.Mixed;
        switch (form)
        {
            case TreeForm.Complete:
                return Complete(any ? _bits.Below(10) : _recipe.Size);
            case TreeForm.LeafWise:
                return LeafWise(any ? 1 + _bits.Below(_bits.Below(2) == 0 ? 70 : 300) : _recipe.Size);
            default:
                return Chain(any ? 1 + _bits.Below(63) : _recipe.Size);
        }
    }

    private static Sprout Complete(int depth)
    {
        var sprout = new Sprout();
        if (depth > 0)
        {
            sprout.Split(Complete(depth - 1), Complete(depth - 1));
        }

        return sprout;
    }

    private Sprout LeafWise(int leaves)
    {
        var root = new Sprout();
        var open = new List<Sprout> { root };
        while (open.Count < leaves)
        {
            int chosen = _bits.Below(open.Count);
            Sprout sprout = open[chosen];
            sprout.Split(new Sprout(), new Sprout());
            open[chosen] = sprout.Left!;
            open.Add(sprout.Right!);
        }

        return root;
    }

    private Sprout Chain(int splits)
    {
        var below = new Sprout();
        for (int i = 0; i < splits; i++)
        {
            var above = new Sprout();
            bool left = _bits.Below(2) == 0;
            above.Split(left ? below : new Sprout(), left ? new Sprout() : below);
            below = above;
        }

        return below;
    }

    // Breadth first, siblings side by side. The cuts that are left to a node of each feature come along, so that most splits can go both ways.
    private void AddTree(Sprout root)
    {
        int next = _nodes.Count + 1;
        var queue = new Queue<(Sprout Sprout, Range[] Open)>();
        queue.Enqueue((root, [.. _cuts.Select(static cuts => ..cuts.Length)]));
        while (queue.TryDequeue(out (Sprout Sprout, Range[] Open) at))
        {
            if (at.Sprout.Left is null)
            {
                _nodes.Add(LeafNode());
                continue;
            }

            (TreeNode node, int cut) = SplitNode(next, at.Open);
            _nodes.Add(node);
            next += 2;
            queue.Enqueue((at.Sprout.Left, With(at.Open, node.Feature, at.Open[node.Feature].Start..cut)));
            queue.Enqueue((at.Sprout.Right!, With(at.Open, node.Feature, (cut + 1)..at.Open[node.Feature].End)));
        }
    }

    private static Range[] With(Range[] open, int feature, Range range)
    {
        if (open.Length >= WideFrom || range.Start.Value >= range.End.Value)
        {
            return open;
        }

        Range[] changed = [.. open];
        changed[feature] = range;
        return changed;
    }

    private (TreeNode Node, int Cut) SplitNode(int left, Range[] open)
    {
        // Wide rows: every feature gets a split in its turn.
        int feature = _recipe.Features >= WideFrom ? _splits % _recipe.Features : _bits.Below(_recipe.Features);
        _splits++;
        bool missingRight = _recipe.MissingGoesRight ?? _bits.Below(2) == 0;
        if (_bits.Below(100) < _recipe.CategoricalPercent)
        {
            return (TreeNode.CategoricalSplit(feature, _bits.Below(_sets.Length), left, missingRight, _nodes.Count), open[feature].End.Value);
        }

        MissingRule rule = _recipe.Missing ?? (_recipe.Library == ModelLibrary.Xgboost ? MissingRule.NaN : (MissingRule)_bits.Below(3));
        Range range = _bits.Below(8) == 0 ? ..(_cuts[feature].Length) : open[feature];
        int cut = range.Start.Value + _bits.Below(range.End.Value - range.Start.Value);
        return (TreeNode.NumericSplit(feature, _cuts[feature][cut], left, rule, missingRight, _nodes.Count), cut);
    }

    private TreeNode LeafNode()
    {
        if (_recipe.HasVectorLeaves)
        {
            for (int k = 0; k < _recipe.Outputs; k++)
            {
                _vectors.Add(Leaf());
            }

            return TreeNode.LeafNode(0.0, _nodes.Count, (_vectors.Count / _recipe.Outputs) - 1);
        }

        if (!_recipe.HasLinearLeaves)
        {
            return TreeNode.LeafNode(Leaf(), _nodes.Count);
        }

        int[] features = [.. Enumerable.Range(0, _bits.Below(4)).Select(_ => _bits.Below(_recipe.Features))];
        _lines.Add(new LinearLeaf(Number(), features, [.. features.Select(_ => Number())]));
        return TreeNode.LeafNode(Leaf(), _nodes.Count, _lines.Count - 1);
    }

    private double Leaf()
    {
        double value = _recipe.Leaves switch
        {
            LeafKind.HugeAndSmall => Number() * Math.Pow(10.0, _bits.Below(60) - 30),
            LeafKind.Ties => _bits.Below(8) == 0 ? (1 << 27) - 1 : _bits.Below(2000) - 1000 + 0.5,
            LeafKind.Few => _bits.Below(3) - 1,
            LeafKind.Widest => (_recipe.Seed % 2 == 0 ? 1 : -1) * ((1 << 27) - 1 - _bits.Below(3)),
            LeafKind.Extreme when _bits.Below(2) == 0 => (_bits.Below(2) == 0 ? 1 : -1) * (_recipe.Library == ModelLibrary.Xgboost ? float.MaxValue : double.MaxValue),
            _ => Number(),
        };
        return _recipe.Library == ModelLibrary.Xgboost ? (float)value : value;
    }

    private double Cut(int feature, int index)
    {
        double value = _recipe.Cuts switch
        {
            CutKind.Special => Special(index),
            CutKind.Band => Neighbour((_bits.Below(2) == 0 ? Band : -Band) * (_bits.Below(3) == 0 ? _bits.Unit() : 1.0)),
            CutKind.Dense => Dense(index),
            CutKind.SomeInfinite when feature % 2 == 1 && index < 2 => index == 0 ? double.PositiveInfinity : double.NegativeInfinity,
            _ => Number(),
        };
        return _recipe.Library == ModelLibrary.Xgboost ? (float)value : value;
    }

    private double Neighbour(double value) => _bits.Below(3) switch
    {
        0 => Math.BitIncrement(value),
        1 => Math.BitDecrement(value),
        _ => value,
    };

    private double Dense(int index) => _recipe.Library == ModelLibrary.Xgboost
        ? BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(1f) + index)
        : BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1.0) + index);

    private double Special(int index) => (index % 16) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => 0.0,
        4 => -0.0,
        5 => float.Epsilon,
        6 => -float.Epsilon,
        7 => float.MaxValue,
        8 => -float.MaxValue,
        9 => double.Epsilon,
        10 => double.MaxValue,
        11 => -1.17549435e-38,
        _ => Number(),
    };

    private CategorySet Set(int kind)
    {
        int words = (_recipe.LargestCategory / 32) + 1;
        var bits = new uint[kind switch { 0 => 0, 1 => 3, _ => words }];
        for (int c = 0; c <= _recipe.LargestCategory && bits.Length == words; c++)
        {
            bool isMember = kind switch
            {
                0 or 1 => false,
                2 => true,
                3 => c == _recipe.LargestCategory,
                4 => c == 0,
                5 => c != 0,
                < 9 => _bits.Below(8) == 0,
                _ => _bits.Below(2) == 0,
            };
            bits[c / 32] |= isMember ? 1u << (c % 32) : 0u;
        }

        return new CategorySet(bits, _recipe.Library == ModelLibrary.Xgboost);
    }

    private sealed class Sprout
    {
        public Sprout? Left { get; private set; }

        public Sprout? Right { get; private set; }

        public void Split(Sprout left, Sprout right) => (Left, Right) = (left, right);
    }
}
