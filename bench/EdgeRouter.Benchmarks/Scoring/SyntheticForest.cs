using System.Globalization;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>A seeded model without training, as the bytes of an XGBoost UBJSON file: complete trees, each split at one of the feature's
/// thresholds that rows can still be on both sides of. Thresholds and rows are standard normal.</summary>
public sealed class SyntheticForest
{
    private readonly SyntheticForestSpec _spec;
    private readonly float[][] _cuts;
    private readonly int[] _lowest;
    private readonly int[] _highest;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly int[] _features;
    private readonly float[] _values;
    private readonly byte[] _defaultLeft;
    private DeterministicRandom _random;

    private SyntheticForest(SyntheticForestSpec spec, ulong seed)
    {
        _spec = spec;
        _random = new DeterministicRandom(seed, 1);
        _cuts = new float[spec.FeatureCount][];
        var cutRandom = new DeterministicRandom(spec.CutSeed, 2);
        for (int f = 0; f < _cuts.Length; f++)
        {
            _cuts[f] = new float[SyntheticForestSpec.CutCount];
            for (int c = 0; c < _cuts[f].Length; c++)
            {
                _cuts[f][c] = (float)cutRandom.NextGaussian();
            }

            Array.Sort(_cuts[f]);
        }

        _lowest = new int[spec.FeatureCount];
        _highest = new int[spec.FeatureCount];
        _left = new int[spec.NodesPerTree];
        _right = new int[spec.NodesPerTree];
        _features = new int[spec.NodesPerTree];
        _values = new float[spec.NodesPerTree];
        _defaultLeft = new byte[spec.NodesPerTree];
    }

    /// <summary>Generates a model.</summary>
    /// <param name="spec">What it looks like.</param>
    /// <param name="seed">Same seed, same bytes.</param>
    public static byte[] Generate(SyntheticForestSpec spec, ulong seed) => new SyntheticForest(spec, seed).Write();

    private byte[] Write()
    {
        var file = new UbjBuffer();
        string count = Number(_spec.TreeCount);
        file.Open().Key("learner").Open();
        file.Key("feature_names").Array(0).Key("feature_types").Array(0);
        file.Key("gradient_booster").Open().Key("model").Open();
        file.Key("gbtree_model_param").Open().Key("num_parallel_tree").Text("1").Key("num_trees").Text(count).Close();
        file.Key("tree_info").Integers(new int[_spec.TreeCount]);
        file.Key("trees").Array(_spec.TreeCount);
        for (int t = 0; t < _spec.TreeCount; t++)
        {
            WriteTree(file);
        }

        file.Close().Key("name").Text("gbtree").Close();
        file.Key("learner_model_param").Open().Key("base_score").Text("5E-1").Key("num_class").Text("0")
            .Key("num_feature").Text(Number(_spec.FeatureCount)).Key("num_target").Text("1").Close();
        file.Key("objective").Open().Key("name").Text("reg:squarederror").Close().Close();
        return file.Key("version").Integers([1, 7, 4]).Close().ToArray();
    }

    private void WriteTree(UbjBuffer file)
    {
        Array.Fill(_highest, SyntheticForestSpec.CutCount);
        Split(0, _spec.Depth);
        file.Open().Key("left_children").Integers(_left).Key("right_children").Integers(_right)
            .Key("split_indices").Integers(_features).Key("split_conditions").Singles(_values).Key("default_left").Bytes(_defaultLeft)
            .Key("tree_param").Open().Key("num_nodes").Text(Number(_spec.NodesPerTree)).Key("size_leaf_vector").Text("1").Close().Close();
    }

    // Nodes in heap order. Along a way down, a feature's thresholds left to choose from are those from _lowest to before _highest.
    private void Split(int node, int levelsLeft)
    {
        if (levelsLeft == 0)
        {
            _left[node] = -1;
            _right[node] = -1;
            _features[node] = 0;
            _values[node] = (float)(_random.NextGaussian() * 0.05);
            _defaultLeft[node] = 0;
            return;
        }

        int feature = _random.NextInt32(_spec.FeatureCount);
        while (_lowest[feature] >= _highest[feature])
        {
            feature = _random.NextInt32(_spec.FeatureCount);
        }

        int lowest = _lowest[feature];
        int highest = _highest[feature];
        int cut = lowest + _random.NextInt32(highest - lowest);
        _features[node] = feature;
        _values[node] = _cuts[feature][cut];
        _defaultLeft[node] = (byte)(!_spec.HasMissing || _random.NextBool(0.5) ? 1 : 0);
        _left[node] = (2 * node) + 1;
        _right[node] = (2 * node) + 2;
        _highest[feature] = cut;
        Split(_left[node], levelsLeft - 1);
        _highest[feature] = highest;
        _lowest[feature] = cut + 1;
        Split(_right[node], levelsLeft - 1);
        _lowest[feature] = lowest;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
