using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>One routing decision with everything that led to it. Allocated once and reused; journaled whole.</summary>
public sealed class DecisionRecord
{
    private readonly ScoredRow[] _rows;
    private readonly WaterfallChild[] _children;
    private readonly float[] _features;

    /// <summary>Creates a record with room for the largest decision.</summary>
    /// <param name="rowCountMax">Venues × actions, 1 to 192.</param>
    /// <param name="featureCount">Features a row.</param>
    /// <param name="childCountMax">Planned children of one waterfall.</param>
    public DecisionRecord(int rowCountMax, int featureCount, int childCountMax)
    {
        _rows = new ScoredRow[rowCountMax];
        _children = new WaterfallChild[childCountMax];
        _features = new float[rowCountMax * featureCount];
        FeatureCount = featureCount;
    }

    /// <summary>Whose decision.</summary>
    public ParentOrderId ParentId { get; set; }

    /// <summary>0 for the first decision of the parent.</summary>
    public int DecisionIndex { get; set; }

    /// <summary>What is traded.</summary>
    public InstrumentId InstrumentId { get; set; }

    /// <summary>Parent's side.</summary>
    public Side Side { get; set; }

    /// <summary>Engine time.</summary>
    public long TimeNs { get; set; }

    /// <summary>Quantity that was left to route.</summary>
    public long RemainingQuantity { get; set; }

    /// <summary>National best bid.</summary>
    public Price Bid { get; set; }

    /// <summary>National best offer.</summary>
    public Price Ask { get; set; }

    /// <summary>Stable id of the policy that decided; names are in the session record.</summary>
    public byte PolicyId { get; set; }

    /// <summary>Hash of the models that scored; 0 where none did.</summary>
    public ulong ModelId { get; set; }

    /// <summary>Version of the reference data that it used; 0 = none was loaded.</summary>
    public ulong ReferenceVersion { get; set; }

    /// <summary>Whether exploration chose the slate.</summary>
    public bool Explored { get; set; }

    /// <summary>Probability with which this first step was chosen, 0 to 1.</summary>
    public double SlateProbability { get; set; }

    /// <summary>Features a row.</summary>
    public int FeatureCount { get; }

    /// <summary>Rows in use.</summary>
    public int RowCount { get; set; }

    /// <summary>Planned children in use.</summary>
    public int ChildCount { get; set; }

    /// <summary>Most rows.</summary>
    public int RowCountMax => _rows.Length;

    /// <summary>Most planned children.</summary>
    public int ChildCountMax => _children.Length;

    /// <summary>The rows in use.</summary>
    public Span<ScoredRow> Rows => _rows.AsSpan(0, RowCount);

    /// <summary>The planned children in use, in step order.</summary>
    public Span<WaterfallChild> Children => _children.AsSpan(0, ChildCount);

    /// <summary>Feature block: row-major, <see cref="RowCount"/> × <see cref="FeatureCount"/>; NaN = missing.</summary>
    public Span<float> Features => _features.AsSpan(0, RowCount * FeatureCount);

    /// <summary>Adds a planned child.</summary>
    /// <param name="child">The child.</param>
    /// <returns>False when the record is full; the child is not added.</returns>
    public bool TryAddChild(in WaterfallChild child)
    {
        if (ChildCount == _children.Length)
        {
            return false;
        }

        _children[ChildCount++] = child;
        return true;
    }
}
