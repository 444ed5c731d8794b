using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Decisions and scores.</content>
public static partial class ProtocolWriter
{
    private const int GroupHeaderBytes = 4;
    private const int BlobHeaderBytes = 4;
    private const int TextHeaderBytes = 2;

    /// <summary>Bytes of a decision's message.</summary>
    /// <param name="decision">The decision.</param>
    public static int SizeOf(DecisionRecord decision) => SizeOfDecision(decision.RowCount, decision.ChildCount, decision.FeatureCount);

    /// <summary>Bytes of a decision's message.</summary>
    /// <param name="rowCount">Rows.</param>
    /// <param name="childCount">Planned children.</param>
    /// <param name="featureCount">Features a row.</param>
    public static int SizeOfDecision(int rowCount, int childCount, int featureCount) =>
        SchemaInfo.HeaderLength + DecisionEncoder.BlockLength + GroupHeaderBytes + (rowCount * DecisionEncoder.RowsEncoder.BlockLength)
        + GroupHeaderBytes + (childCount * DecisionEncoder.StepsEncoder.BlockLength) + BlobHeaderBytes + (rowCount * featureCount * sizeof(float));

    /// <summary>Writes a decision with its rows, planned children and features.</summary>
    /// <param name="target">At least <see cref="SizeOf(DecisionRecord)"/> bytes.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="decision">The decision.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, DecisionRecord decision)
    {
        if (target.Length < SizeOf(decision) || !DecisionEncoder.TryWrapWithHeader(target, out DecisionEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ParentId = decision.ParentId.Value;
        e.TimeNs = decision.TimeNs;
        e.RemainingQuantity = decision.RemainingQuantity;
        e.Bid = decision.Bid.Nanos;
        e.Ask = decision.Ask.Nanos;
        e.ModelId = decision.ModelId;
        e.SlateProbability = decision.SlateProbability;
        e.DecisionIndex = decision.DecisionIndex;
        e.InstrumentId = decision.InstrumentId.Value;
        e.FeatureCount = (ushort)decision.FeatureCount;
        e.Side = (Side)decision.Side;
        e.PolicyId = decision.PolicyId;
        e.Explored = ToBoolean(decision.Explored);
        e.ReferenceVersion = decision.ReferenceVersion;
        WriteRows(ref e, decision.Rows);
        WriteChildren(ref e, decision.Children);
        e.PutFeatureBlock(SpanBytes.Of<float>(decision.Features));
        return e.EncodedLength;
    }

    /// <summary>Bytes of a scores message.</summary>
    /// <param name="rowCount">Rows.</param>
    /// <param name="scorerNameBytes">Length of the scorer's name.</param>
    public static int SizeOfScores(int rowCount, int scorerNameBytes) =>
        SchemaInfo.HeaderLength + ScoresEncoder.BlockLength + GroupHeaderBytes + (rowCount * ScoresEncoder.RowsEncoder.BlockLength)
        + TextHeaderBytes + scorerNameBytes;

    /// <summary>Writes scores that the engine is given.</summary>
    /// <param name="target">At least <see cref="SizeOfScores"/> bytes.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="parentId">Whose decision.</param>
    /// <param name="decisionIndex">0 for the parent's first.</param>
    /// <param name="modelId">Hash of the models; 0 = none.</param>
    /// <param name="lateCount">Scorers that were asked before and missed their deadline.</param>
    /// <param name="rows">In row order.</param>
    /// <param name="scorerNameUtf8">Name of the scorer.</param>
    public static int WriteScores(
        Span<byte> target,
        in MessageEnvelope envelope,
        ParentOrderId parentId,
        int decisionIndex,
        ulong modelId,
        byte lateCount,
        ReadOnlySpan<ScoreInput> rows,
        ReadOnlySpan<byte> scorerNameUtf8)
    {
        if (target.Length < SizeOfScores(rows.Length, scorerNameUtf8.Length) || !ScoresEncoder.TryWrapWithHeader(target, out ScoresEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ParentId = parentId.Value;
        e.DecisionIndex = decisionIndex;
        e.ModelId = modelId;
        e.LateCount = lateCount;
        ScoresEncoder.RowsEncoder group = e.BeginRows(rows.Length);
        foreach (ref readonly ScoreInput row in rows)
        {
            group.Next();
            group.FillRaw = row.FillRaw;
            group.CostRaw = row.CostRaw;
            group.CompletionRaw = row.CompletionRaw;
        }

        e.PutScorerName(scorerNameUtf8);
        return e.EncodedLength;
    }

    private static void WriteRows(ref DecisionEncoder e, ReadOnlySpan<ScoredRow> rows)
    {
        DecisionEncoder.RowsEncoder group = e.BeginRows(rows.Length);
        foreach (ref readonly ScoredRow row in rows)
        {
            group.Next();
            group.FillRaw = row.FillRaw;
            group.CostRaw = row.CostRaw;
            group.CompletionRaw = row.CompletionRaw;
            group.ScoreMicroBps = row.ScoreMicroBps;
            group.CapacityQuantity = row.CapacityQuantity;
            group.VenueId = row.VenueId.Value;
            group.Action = (RouteAction)row.Action;
            group.Chosen = ToBoolean(row.Chosen);
        }
    }

    private static void WriteChildren(ref DecisionEncoder e, ReadOnlySpan<WaterfallChild> children)
    {
        DecisionEncoder.StepsEncoder group = e.BeginSteps(children.Length);
        foreach (ref readonly WaterfallChild child in children)
        {
            group.Next();
            group.Quantity = child.Quantity;
            group.LimitPrice = child.LimitPrice.Nanos;
            group.TimeoutNs = child.TimeoutNs;
            group.StepIndex = child.StepIndex;
            group.VenueId = child.VenueId.Value;
            group.Action = (RouteAction)child.Action;
            group.OrderType = (OrderType)child.Type;
            group.TimeInForce = (TimeInForce)child.TimeInForce;
            group.MinimumQuantity = child.MinimumQuantity;
            group.DelayNs = child.DelayNs;
            group.IsIntermarketSweep = ToBoolean(child.IsIntermarketSweep);
        }
    }
}
