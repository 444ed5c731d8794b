using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Store;

/// <content>Decisions and their waterfalls.</content>
internal sealed partial class StoreWriter
{
    /// <inheritdoc/>
    public void OnDecision(in MessageEnvelope envelope, in DecisionView decision)
    {
        _decisionCount++;
        SqliteStatement s = _decision;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, decision.ParentId.Value);
        s.Bind(4, decision.DecisionIndex);
        s.Bind(5, decision.InstrumentId.Value);
        s.Bind(6, (long)decision.Side);
        s.Bind(7, decision.TimeNs);
        s.Bind(8, decision.RemainingQuantity);
        s.Bind(9, decision.Bid.Nanos);
        s.Bind(10, decision.Ask.Nanos);
        s.Bind(11, (decision.Bid.Nanos / 2.0) + (decision.Ask.Nanos / 2.0));
        s.Bind(12, decision.PolicyId);
        s.Bind(13, unchecked((long)decision.ModelId));
        s.Bind(14, decision.Explored ? 1L : 0L);
        s.Bind(15, decision.SlateProbability);
        s.Bind(16, decision.RowCount);
        s.Bind(17, decision.FeatureCount);
        s.BindBlob(18, PackRows(decision));
        s.BindBlob(19, decision.FeatureBlock);
        s.Bind(20, unchecked((long)decision.ReferenceVersion));
        s.Run();
        if (_database.ChangedRows == 0)
            _duplicateCount++;
        else
            AddSteps(decision, _database.LastInsertRowId);
    }

    private ReadOnlySpan<byte> PackRows(in DecisionView decision)
    {
        int bytes = decision.RowCount * DecisionRows.RowBytes;
        if (_rowBlock.Length < bytes)
            _rowBlock = new byte[bytes];
        for (int i = 0; i < decision.RowCount; i++)
            DecisionRows.Write(_rowBlock.AsSpan(i * DecisionRows.RowBytes), decision.Row(i));
        return _rowBlock.AsSpan(0, bytes);
    }

    private void AddSteps(in DecisionView decision, long decisionId)
    {
        SqliteStatement s = _step;
        for (int i = 0; i < decision.ChildCount; i++)
        {
            WaterfallChild child = decision.Child(i);
            s.Bind(1, decisionId);
            s.Bind(2, i);
            s.Bind(3, child.StepIndex);
            s.Bind(4, child.VenueId.Value);
            s.Bind(5, (long)child.Action);
            s.Bind(6, (long)child.Type);
            s.Bind(7, (long)child.TimeInForce);
            s.Bind(8, child.Quantity);
            s.Bind(9, child.LimitPrice.Nanos);
            s.Bind(10, child.TimeoutNs);
            s.Bind(11, child.MinimumQuantity);
            s.Bind(12, child.DelayNs);
            s.Bind(13, child.IsIntermarketSweep ? 1L : 0L);
            s.Run();
        }
    }
}
