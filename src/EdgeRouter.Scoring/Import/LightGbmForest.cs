using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>The trees read so far, in canonical form.</summary>
internal sealed class LightGbmForest
{
    private readonly List<LinearLeaf> _linearLeaves = [];
    private readonly List<CategorySet> _sets = [];
    private readonly List<int> _starts = [0];
    private int _leafCount;

    /// <summary>All nodes.</summary>
    public List<TreeNode> Nodes { get; } = [];

    /// <summary>Trees that are complete.</summary>
    public int TreeCount => _starts.Count - 1;

    /// <summary>Adds the set of a categorical split, members of which go left.</summary>
    /// <param name="words">Its bits.</param>
    /// <returns>Its index.</returns>
    public int AddSet(ReadOnlySpan<uint> words)
    {
        _sets.Add(new CategorySet(words.ToArray(), membersGoRight: false));
        return _sets.Count - 1;
    }

    /// <summary>Adds a leaf. From the first linear one on every leaf has a linear entry, those before it too.</summary>
    /// <param name="value">Finite.</param>
    /// <param name="index">Index of the leaf in its tree.</param>
    /// <param name="linear">Its linear model, or null.</param>
    public void AddLeaf(double value, int index, LinearLeaf? linear)
    {
        if (linear is not null && _linearLeaves.Count < _leafCount)
        {
            GiveEveryLeafAnEntry();
        }

        bool hasEntry = linear is not null || _linearLeaves.Count > 0;
        Nodes.Add(TreeNode.LeafNode(value, index, hasEntry ? _leafCount : 0));
        _leafCount++;
        if (hasEntry)
        {
            _linearLeaves.Add(linear ?? Constant(value));
        }
    }

    /// <summary>Marks the end of a tree.</summary>
    public void EndTree() => _starts.Add(Nodes.Count);

    /// <summary>The ensemble of the trees so far.</summary>
    /// <param name="header">Of the same file.</param>
    public TreeEnsemble ToEnsemble(LightGbmHeader header)
    {
        var outputs = new int[TreeCount];
        for (int t = 0; t < outputs.Length; t++)
        {
            outputs[t] = t % header.OutputCount;
        }

        return new TreeEnsemble(new EnsembleContent
        {
            Library = ModelLibrary.LightGbm,
            Objective = header.Objective.Name,
            FeatureNames = header.FeatureNames,
            BaseMargins = new double[header.OutputCount],
            Link = header.Objective.Link,
            LinkScale = header.Objective.Scale,
            AverageOver = header.IsAveraged ? TreeCount / header.OutputCount : 1,
            TreeStarts = [.. _starts],
            TreeOutputs = outputs,
            Nodes = [.. Nodes],
            CategorySets = [.. _sets],
            LinearLeaves = [.. _linearLeaves],
        });
    }

    private static LinearLeaf Constant(double value) => new(value, [], []);

    private void GiveEveryLeafAnEntry()
    {
        for (int i = 0; i < Nodes.Count; i++)
        {
            TreeNode node = Nodes[i];
            if (node.IsLeaf)
            {
                Nodes[i] = TreeNode.LeafNode(node.Value, node.SourceNode, _linearLeaves.Count);
                _linearLeaves.Add(Constant(node.Value));
            }
        }
    }
}
