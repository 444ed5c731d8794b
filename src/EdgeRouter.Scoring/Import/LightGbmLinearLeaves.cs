using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>The linear models in the leaves of one tree: constants, and the lists of features and factors of all leaves one after the other.</summary>
internal sealed class LightGbmLinearLeaves
{
    private readonly LightGbmSection _fields;
    private readonly int _featureCount;
    private LinearLeaf[] _leaves = [];

    /// <summary>Prepares to read trees.</summary>
    /// <param name="fields">Where the values of a tree stand.</param>
    /// <param name="featureCount">Features of the model.</param>
    public LightGbmLinearLeaves(LightGbmSection fields, int featureCount)
    {
        _fields = fields;
        _featureCount = featureCount;
    }

    /// <summary>Reads the models of the current tree, if it has any.</summary>
    /// <param name="leafCount">Its leaves; their values have been read.</param>
    public void Read(int leafCount)
    {
        _leaves = [];
        if (!_fields.Has(LightGbmKey.IsLinear))
        {
            return;
        }

        LightGbmNumbers flag = _fields.Open(LightGbmKey.IsLinear);
        int isLinear = flag.ReadInt();
        if (isLinear is not (0 or 1))
        {
            throw _fields.Refuse(LightGbmKey.IsLinear, $"{isLinear} is not 0 or 1");
        }

        if (isLinear == 1)
        {
            ReadLists(leafCount);
        }
    }

    /// <summary>The model of a leaf, or null in a plain tree.</summary>
    /// <param name="leaf">Index of the leaf.</param>
    public LinearLeaf? LeafOf(int leaf) => _leaves.Length == 0 ? null : _leaves[leaf];

    private void ReadLists(int leafCount)
    {
        double[] constants = ReadFinite(LightGbmKey.LeafConstant, leafCount);
        int[] counts = ReadInts(LightGbmKey.LinearCounts, leafCount);
        int total = Total(counts);
        int[] features = total > 0 ? ReadInts(LightGbmKey.LinearFeatures, total) : [];
        double[] factors = total > 0 ? ReadFinite(LightGbmKey.LinearCoefficients, total) : [];
        CheckFeatures(features);
        _leaves = new LinearLeaf[leafCount];
        int at = 0;
        for (int i = 0; i < leafCount; i++)
        {
            Range mine = at..(at + counts[i]);
            _leaves[i] = new LinearLeaf(constants[i], features[mine], factors[mine]);
            at += counts[i];
        }
    }

    private int Total(int[] counts)
    {
        long total = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            total += counts[i] >= 0 ? counts[i] : throw _fields.Refuse(LightGbmKey.LinearCounts, $"{counts[i]} features in leaf {i}");
        }

        return total <= int.MaxValue ? (int)total : throw _fields.Refuse(LightGbmKey.LinearCounts, $"{total} features in all");
    }

    private void CheckFeatures(int[] features)
    {
        foreach (int feature in features)
        {
            if ((uint)feature >= (uint)_featureCount)
            {
                throw _fields.Refuse(LightGbmKey.LinearFeatures, $"feature {feature} of {_featureCount}");
            }
        }
    }

    private int[] ReadInts(int key, int count)
    {
        LightGbmNumbers value = _fields.Open(key);
        value.CheckRoom(count);
        var numbers = new int[count];
        value.Fill(numbers);
        return numbers;
    }

    private double[] ReadFinite(int key, int count)
    {
        LightGbmNumbers value = _fields.Open(key);
        value.CheckRoom(count);
        var numbers = new double[count];
        value.Fill(numbers);
        int bad = Array.FindIndex(numbers, static n => !double.IsFinite(n));
        return bad < 0 ? numbers : throw _fields.Refuse(key, $"entry {bad} is not a finite number");
    }
}
