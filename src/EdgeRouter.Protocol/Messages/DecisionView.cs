using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Orders;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <summary>A decision in its message's bytes; every length is already checked.</summary>
public readonly ref struct DecisionView
{
    private readonly DecisionDecoder _decoder;
    private readonly DecisionDecoder.RowsGroup _rows;
    private readonly DecisionDecoder.StepsGroup _steps;

    private DecisionView(DecisionDecoder decoder, DecisionDecoder.RowsGroup rows, DecisionDecoder.StepsGroup steps, ReadOnlySpan<byte> featureBlock)
    {
        _decoder = decoder;
        _rows = rows;
        _steps = steps;
        FeatureBlock = featureBlock;
    }

    /// <summary>Whose decision.</summary>
    public ParentOrderId ParentId => new(_decoder.ParentId);

    /// <summary>0 for the parent's first.</summary>
    public int DecisionIndex => _decoder.DecisionIndex;

    /// <summary>What is traded.</summary>
    public InstrumentId InstrumentId => new(_decoder.InstrumentId);

    /// <summary>Parent's side.</summary>
    public Core.Domain.Side Side => (Core.Domain.Side)_decoder.Side;

    /// <summary>Engine time, ns.</summary>
    public long TimeNs => _decoder.TimeNs;

    /// <summary>Quantity left to route.</summary>
    public long RemainingQuantity => _decoder.RemainingQuantity;

    /// <summary>National best bid.</summary>
    public Price Bid => new(_decoder.Bid);

    /// <summary>National best offer.</summary>
    public Price Ask => new(_decoder.Ask);

    /// <summary>Policy that decided.</summary>
    public byte PolicyId => _decoder.PolicyId;

    /// <summary>Hash of the models; 0 = none.</summary>
    public ulong ModelId => _decoder.ModelId;

    /// <summary>Version of the reference data that it used; 0 = none was loaded.</summary>
    public ulong ReferenceVersion => _decoder.ReferenceVersion;

    /// <summary>Whether exploration chose the slate.</summary>
    public bool Explored => _decoder.Explored == Boolean.True;

    /// <summary>Probability of the slate.</summary>
    public double SlateProbability => _decoder.SlateProbability;

    /// <summary>Features a row.</summary>
    public int FeatureCount => _decoder.FeatureCount;

    /// <summary>Scored rows.</summary>
    public int RowCount => _rows.Count;

    /// <summary>Planned children.</summary>
    public int ChildCount => _steps.Count;

    /// <summary>Row-major little-endian float32, <see cref="RowCount"/> × <see cref="FeatureCount"/>; empty where the features were not written.</summary>
    public ReadOnlySpan<byte> FeatureBlock { get; }

    /// <summary>A scored row.</summary>
    /// <param name="index">0 to <see cref="RowCount"/> − 1.</param>
    public ScoredRow Row(int index)
    {
        DecisionDecoder.RowsEntry row = _rows[index];
        return new ScoredRow
        {
            VenueId = new VenueId(row.VenueId),
            Action = (Orders.RouteAction)row.Action,
            Chosen = row.Chosen == Boolean.True,
            FillRaw = row.FillRaw,
            CostRaw = row.CostRaw,
            CompletionRaw = row.CompletionRaw,
            ScoreMicroBps = row.ScoreMicroBps,
            CapacityQuantity = row.CapacityQuantity,
        };
    }

    /// <summary>A planned child.</summary>
    /// <param name="index">0 to <see cref="ChildCount"/> − 1.</param>
    public WaterfallChild Child(int index)
    {
        DecisionDecoder.StepsEntry step = _steps[index];
        return new WaterfallChild
        {
            StepIndex = step.StepIndex,
            VenueId = new VenueId(step.VenueId),
            Action = (Orders.RouteAction)step.Action,
            Type = (Orders.OrderType)step.OrderType,
            TimeInForce = (Orders.TimeInForce)step.TimeInForce,
            Quantity = step.Quantity,
            LimitPrice = new Price(step.LimitPrice),
            TimeoutNs = step.TimeoutNs,
            MinimumQuantity = step.MinimumQuantity,
            DelayNs = step.DelayNs,
            IsIntermarketSweep = step.IsIntermarketSweep == Boolean.True,
        };
    }

    /// <summary>Copies everything into a record; false when the record has no room or another number of features.</summary>
    /// <param name="record">Target.</param>
    public bool TryCopyTo(DecisionRecord record)
    {
        if (RowCount > record.RowCountMax || ChildCount > record.ChildCountMax || FeatureCount != record.FeatureCount
            || FeatureBlock.Length != RowCount * FeatureCount * sizeof(float))
        {
            return false;
        }

        record.ParentId = ParentId;
        record.DecisionIndex = DecisionIndex;
        record.InstrumentId = InstrumentId;
        record.Side = Side;
        record.TimeNs = TimeNs;
        record.RemainingQuantity = RemainingQuantity;
        record.Bid = Bid;
        record.Ask = Ask;
        record.PolicyId = PolicyId;
        record.ModelId = ModelId;
        record.ReferenceVersion = ReferenceVersion;
        record.Explored = Explored;
        record.SlateProbability = SlateProbability;
        record.RowCount = RowCount;
        record.ChildCount = ChildCount;
        for (int i = 0; i < RowCount; i++)
            record.Rows[i] = Row(i);
        for (int i = 0; i < ChildCount; i++)
            record.Children[i] = Child(i);
        FeatureBlock.CopyTo(SpanBytes.OfWritable(record.Features));
        return true;
    }

    /// <summary>Checks every length of a decision; false: malformed.</summary>
    /// <param name="decoder">The message.</param>
    /// <param name="view">The view.</param>
    internal static bool TryCreate(DecisionDecoder decoder, out DecisionView view)
    {
        DecisionDecoder.RowsGroup rows = decoder.Rows;
        ReadOnlySpan<byte> features = decoder.FeatureBlock;
        bool featuresFit = features.IsEmpty || features.Length == (long)rows.Count * decoder.FeatureCount * sizeof(float);
        view = new DecisionView(decoder, rows, decoder.Steps, features);
        return featuresFit;
    }
}
