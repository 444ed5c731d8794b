using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Checks the outputs and walk trees of a forest image and builds all tables of trees again.</summary>
internal sealed class TreeReader
{
    private const long MaxSum = 1L << 53;

    private readonly ForestView _view;
    private readonly TreeEnsemble[] _models;
    private readonly ForestFault _fault;
    private int _nextNode;
    private int _nextTree;

    /// <summary>Prepares to check.</summary>
    /// <param name="view">Header, directory and lanes are checked, the other tables are not.</param>
    /// <param name="models">The models of the forest.</param>
    /// <param name="fault">Makes the errors.</param>
    public TreeReader(ForestView view, TreeEnsemble[] models, ForestFault fault)
    {
        _view = view;
        _models = models;
        _fault = fault;
    }

    /// <summary>Checks the trees.</summary>
    /// <param name="tables">Takes their tables.</param>
    public void Rebuild(ForestTables tables)
    {
        int outputs = _models.Sum(static model => model.OutputCount);
        _fault.Check(_view.Outputs.Length == outputs, $"{_view.Outputs.Length} outputs, its models have {outputs}");
        _fault.Check(_view.WalkLeaves.Length == _view.WalkNodes.Length, $"{_view.WalkLeaves.Length} leaves for {_view.WalkNodes.Length} nodes");
        int next = 0;
        for (int m = 0; m < _models.Length; m++)
        {
            for (int k = 0; k < _models[m].OutputCount; k++)
            {
                _fault.Place = $"output {next}";
                tables.AddOutput(RebuildOutput(_view.Outputs.Span[next++], m, k, tables.Trees));
            }
        }

        _fault.Place = string.Empty;
        _fault.Check(_nextTree == _view.WalkTrees.Length && _nextNode == _view.WalkNodes.Length, "trees or nodes of no output");
    }

    // Everything but the base comes from the models and from the walk trees, so that the file's record must be the same.
    private OutputRecord RebuildOutput(in OutputRecord given, int modelIndex, int output, TreeTables tables)
    {
        TreeEnsemble model = _models[modelIndex];
        OutputRecord record = ForestCompiler.Describe(model, modelIndex, output);
        _fault.Check(given.ScaleBits == record.ScaleBits, $"scale of {given.ScaleBits} bits instead of {record.ScaleBits}");
        record.CompleteStart = tables.CompleteCount;
        record.CompactStart = tables.CompactCount;
        record.DeepStart = tables.DeepCount;
        record.WalkStart = tables.WalkCount;
        if (!model.IsLinear)
        {
            record.BaseRaw = given.BaseRaw;
            AddTrees(given, tables);
        }

        record.CompleteCount = tables.CompleteCount - record.CompleteStart;
        record.CompactCount = tables.CompactCount - record.CompactStart;
        record.DeepCount = tables.DeepCount - record.DeepStart;
        record.WalkCount = tables.WalkCount - record.WalkStart;
        return record;
    }

    private void AddTrees(in OutputRecord given, TreeTables tables)
    {
        long walkOnly = (long)given.WalkCount - given.CompleteCount - given.CompactCount - given.DeepCount;
        _fault.Check(given.WalkStart == _nextTree && given.WalkCount >= 0 && given.WalkCount <= _view.WalkTrees.Length - _nextTree, $"{given.WalkCount} trees from {given.WalkStart} on");
        _fault.Check(Math.Min(Math.Min(given.CompleteCount, given.CompactCount), Math.Min(given.DeepCount, walkOnly)) >= 0, "a negative number of trees");
        _fault.Check(_view.Limits.HasMasks ? walkOnly == 0 : (given.CompactCount | given.DeepCount) == 0, $"tall trees of a form that {_view.LaneCount} lanes do not allow");
        LaneLimits limits = _view.Limits;
        _fault.Check(given.BaseRaw is >= -MaxSum and <= MaxSum, $"a base of {given.BaseRaw}");
        long sum = Math.Abs(given.BaseRaw);
        sum += AddForm(given.CompleteCount, tree => tables.AddComplete(tree, limits), static (tree, _) => tree.Depth <= CompleteTree.Levels);
        sum += AddForm(given.CompactCount, tables.AddCompact, static (tree, _) => tree.LeafCount <= CompactTree.MaxLeaves);
        sum += AddForm(given.DeepCount, tables.AddDeep, static (tree, before) => tree.Depth > CompleteTree.Levels && tree.Depth >= before);
        sum += AddForm((int)walkOnly, tables.AddWalk, static (_, _) => true);
        _fault.Check(sum <= MaxSum, "its leaves can add up to more than 2^53");
    }

    // Returns what the trees can add at most.
    private long AddForm(int count, Action<CodedNode> add, Func<CodedNode, int, bool> hasForm)
    {
        long sum = 0;
        int depthBefore = 0;
        for (int i = 0; i < count; i++)
        {
            (CodedNode root, int largest) = ReadTree();
            _fault.Check(!root.IsLeaf && root.Depth <= ImportLimits.MaxTreeDepth && hasForm(root, depthBefore), $"tree {_nextTree - 1} has {root.LeafCount} leaves and {root.Depth} levels and is not of its form");
            add(root);
            depthBefore = root.Depth;
            sum += largest;
        }

        return sum;
    }

    // Breadth first with siblings side by side, as in the canonical form: so every walk ends.
    private (CodedNode Root, int Largest) ReadTree()
    {
        ReadOnlySpan<WalkNode> nodes = _view.WalkNodes.Span;
        int start = _nextNode;
        _fault.Check(_view.WalkTrees.Span[_nextTree++].Root == start, $"tree {_nextTree - 1} does not begin at node {start}");
        int next = start + 1;
        for (int i = start; i < next; i++)
        {
            _fault.Check(next <= nodes.Length, $"tree {_nextTree - 1} has more nodes than there are");
            if (nodes[i].Code == WalkNode.LeafCode)
            {
                continue;
            }

            _fault.Check(nodes[i].Code is >= 1 and <= ColumnRecord.HighestCode && nodes[i].Lane < _view.LaneCount, $"node {i} compares lane {nodes[i].Lane} with {nodes[i].Code}");
            next += 2;
        }

        _nextNode = next;
        return Link(start, next);
    }

    private (CodedNode Root, int Largest) Link(int start, int end)
    {
        ReadOnlySpan<WalkNode> nodes = _view.WalkNodes.Span[start..end];
        ReadOnlySpan<int> leaves = _view.WalkLeaves.Span[start..end];
        var linked = new CodedNode[nodes.Length];
        int largest = 0;
        int child = nodes.Length;
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            if (nodes[i].Code == WalkNode.LeafCode)
            {
                _fault.Check(leaves[i] is >= -FixedPoint.MaxLeaf and <= FixedPoint.MaxLeaf, $"leaf {start + i} is {leaves[i]}");
                largest = Math.Max(largest, Math.Abs(leaves[i]));
                linked[i] = CodedNode.OfLeaf(leaves[i]);
                continue;
            }

            child -= 2;
            linked[i] = CodedNode.OfSplit(nodes[i].Lane, nodes[i].Code, linked[child], linked[child + 1]);
        }

        return (linked[0], largest);
    }
}
