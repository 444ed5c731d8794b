using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The reference evaluator: plain scalar code, fixed-point sums. Every faster evaluator must give the same raw numbers.</summary>
/// <remarks>Raw scores are int64 sums of int32 leaves (see <see cref="FixedPoint"/>): the order of summation cannot change them.
/// Scoring allocates nothing and may run on many threads at once.</remarks>
public sealed unsafe class ScalarForest
{
    private readonly TreeEnsemble _ensemble;
    private readonly long _baseRaw;
    private readonly int[] _depths;

    // Pinned for their whole life, so that the pointers below stay valid as long as this object does.
    private readonly ForestNode[] _nodeStore;
    private readonly int[] _leafStore;
    private readonly ForestNode* _nodes;
    private readonly int* _leaves;

    /// <summary>Quantises and lays out an ensemble.</summary>
    /// <param name="ensemble">The model.</param>
    public ScalarForest(TreeEnsemble ensemble)
    {
        _ensemble = ensemble;
        ScaleBits = FixedPoint.ChooseScaleBits(ensemble.BaseMargins[0], LargestLeaves(ensemble));
        ErrorBound = FixedPoint.ErrorBound(ensemble.TreeCount, ScaleBits);
        _baseRaw = FixedPoint.Quantise(ensemble.BaseMargins[0], ScaleBits);
        _depths = new int[ensemble.TreeCount];
        for (int t = 0; t < _depths.Length; t++)
        {
            _depths[t] = ensemble.DepthOf(t);
        }

        _nodeStore = GC.AllocateArray<ForestNode>(ensemble.Nodes.Length + 1, pinned: true);
        _leafStore = GC.AllocateArray<int>(ensemble.Nodes.Length + 1, pinned: true);
        for (int i = 0; i < ensemble.Nodes.Length; i++)
        {
            Place(i, ensemble.Nodes[i]);
        }

        // SAFETY: the arrays are pinned at allocation and this object keeps them alive.
        _nodes = (ForestNode*)Unsafe.AsPointer(ref _nodeStore[0]);
        _leaves = (int*)Unsafe.AsPointer(ref _leafStore[0]);
    }

    /// <summary>The model.</summary>
    public TreeEnsemble Ensemble => _ensemble;

    /// <summary>Features of a row.</summary>
    public int FeatureCount => _ensemble.FeatureCount;

    /// <summary>Names of the features in row order.</summary>
    public ReadOnlySpan<string> FeatureNames => _ensemble.FeatureNames;

    /// <summary>A raw score is worth <c>raw * 2^-ScaleBits</c>; −100 to 52.</summary>
    public int ScaleBits { get; }

    /// <summary>Largest possible |fixed-point margin − exact sum of base margin and leaves|, in margin units: (trees + 1) / 2 steps of the scale.</summary>
    public double ErrorBound { get; }

    /// <summary>Stable 64-bit hash of the model's content.</summary>
    public ulong ContentHash => _ensemble.ContentHash;

    /// <summary><see cref="ContentHash"/> as 16 hexadecimal digits.</summary>
    public string ModelId => _ensemble.ModelId;

    /// <summary>Fixed-point margin of one row.</summary>
    /// <param name="row">Exactly <see cref="FeatureCount"/> floats; NaN = missing.</param>
    /// <exception cref="ArgumentException">The row has another length: a wiring error.</exception>
    public long ScoreRaw(ReadOnlySpan<float> row)
    {
        long raw = 0;
        ScoreRaw(row, 1, new Span<long>(ref raw));
        return raw;
    }

    /// <summary>Fixed-point margins of many rows.</summary>
    /// <param name="rows">Row-major, exactly <paramref name="rowCount"/> × <see cref="FeatureCount"/> floats; NaN = missing.</param>
    /// <param name="rowCount">0 or more.</param>
    /// <param name="raw">Out: at least <paramref name="rowCount"/> long.</param>
    /// <exception cref="ArgumentException">A span has the wrong length: a wiring error.</exception>
    public void ScoreRaw(ReadOnlySpan<float> rows, int rowCount, Span<long> raw)
    {
        CheckLengths(rows, rowCount, raw);
        Span<long> sums = raw[..rowCount];
        sums.Fill(_baseRaw);
        ReadOnlySpan<int> starts = _ensemble.TreeStarts;

        // SAFETY: rows holds rowCount * FeatureCount floats (checked above); every node index and feature was checked by the importer.
        fixed (float* first = rows)
        {
            for (int t = 0; t < _depths.Length; t++)
            {
                AddTree(starts[t], _depths[t], first, sums);
            }
        }
    }

    /// <summary>Exact value of a raw score, in margin units.</summary>
    /// <param name="raw">From <see cref="ScoreRaw(ReadOnlySpan{float})"/>.</param>
    public double ToMargin(long raw) => Core.Scoring.ScoreScales.ToValue(raw, ScaleBits);

    // Four rows walk side by side: one walk only waits for its own loads, and rows do not depend on one another.
    private void AddTree(int root, int depth, float* row, Span<long> sums)
    {
        int stride = FeatureCount;
        int r = 0;
        for (; r + 4 <= sums.Length; r += 4)
        {
            int a = root;
            int b = root;
            int c = root;
            int d = root;
            for (int step = 0; step < depth; step++)
            {
                a = Next(a, row);
                b = Next(b, row + stride);
                c = Next(c, row + (2 * stride));
                d = Next(d, row + (3 * stride));
            }

            sums[r] += _leaves[a];
            sums[r + 1] += _leaves[b];
            sums[r + 2] += _leaves[c];
            sums[r + 3] += _leaves[d];
            row += 4 * stride;
        }

        for (; r < sums.Length; r++)
        {
            int index = root;
            for (int step = 0; step < depth; step++)
            {
                index = Next(index, row);
            }

            sums[r] += _leaves[index];
            row += stride;
        }
    }

    // One step of a walk without a branch to mispredict. A leaf met before the tree's full depth holds the walk at itself.
    // NaN compares false both ways, so it goes right only where MissingRight says so.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next(int index, float* row)
    {
        ForestNode* node = _nodes + index;
        float x = row[node->Feature];
        bool reached = x >= node->Threshold;
        bool below = x < node->Threshold;
        return node->Left + (ToInt(reached) | (node->MissingRight & (ToInt(below) ^ 1)));
    }

    // A comparison as 0 or 1 without a jump: branches that depend on the data would be mispredicted.
    private static int ToInt(bool value) => *(byte*)&value;

    private void Place(int index, TreeNode node)
    {
        ref ForestNode target = ref _nodeStore[index];
        if (node.IsLeaf)
        {
            target.Threshold = float.NaN;
            target.Left = index;
            _leafStore[index] = (int)FixedPoint.Quantise(node.Value, ScaleBits);
            return;
        }

        target.Threshold = (float)node.Value;
        target.Feature = node.Feature;
        target.Left = node.Left;
        target.MissingRight = node.MissingGoesRight ? 1 : 0;
    }

    private static double[] LargestLeaves(TreeEnsemble ensemble)
    {
        var largest = new double[ensemble.TreeCount];
        for (int t = 0; t < largest.Length; t++)
        {
            foreach (TreeNode node in ensemble.Nodes[ensemble.TreeStarts[t]..ensemble.TreeStarts[t + 1]])
            {
                largest[t] = node.IsLeaf ? Math.Max(largest[t], Math.Abs(node.Value)) : largest[t];
            }
        }

        return largest;
    }

    private void CheckLengths(ReadOnlySpan<float> rows, int rowCount, Span<long> raw)
    {
        if (rowCount < 0 || rows.Length != (long)rowCount * FeatureCount)
        {
            throw new ArgumentException($"{rows.Length} values for {rowCount} rows of {FeatureCount} features.", nameof(rows));
        }

        if (raw.Length < rowCount)
        {
            throw new ArgumentException("Shorter than the number of rows.", nameof(raw));
        }
    }
}
