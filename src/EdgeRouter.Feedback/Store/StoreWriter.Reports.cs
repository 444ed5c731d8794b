using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Store;

/// <content>Reports, marks, alerts.</content>
internal sealed partial class StoreWriter
{
    // A million million shares: far above any order, and small enough that sums over a run stay within 64 bits.
    private const long QuantityMax = 1_000_000_000_000;
    private long _found;

    /// <inheritdoc/>
    public void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
        (ReportQuarantine quarantine, long fill) = Judge(report);
        SqliteStatement s = _execution;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, report.ChildId.Value);
        s.Bind(4, report.ParentId.Value);
        s.Bind(5, report.VenueId.Value);
        s.Bind(6, unchecked((long)report.ExecutionId));
        s.Bind(7, (long)report.Type);
        s.Bind(8, (long)report.State);
        s.Bind(9, (long)report.Liquidity);
        s.Bind(10, (long)report.RejectReason);
        s.Bind(11, report.LastQuantity);
        s.Bind(12, report.LastPrice.Nanos);
        s.Bind(13, report.CumulativeQuantity);
        s.Bind(14, report.LeavesQuantity);
        s.Bind(15, report.FeeNanos);
        s.Bind(16, report.VenueTimeNs);
        s.Bind(17, report.ReceiveTimeNs);
        s.Bind(18, unchecked((long)report.ReferenceExecutionId));
        s.Bind(19, report.Bid.Nanos);
        s.Bind(20, report.Ask.Nanos);
        if (fill == 0)
            s.BindNull(21);
        else
            s.Bind(21, fill);
        s.Bind(22, (long)quarantine);
        s.Run();
        if (fill == _sequence)
            CountFill(report);
    }

    /// <inheritdoc/>
    public void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut)
    {
        SqliteStatement s = _markOut;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, markOut.ChildId.Value);
        s.Bind(4, markOut.ParentId.Value);
        s.Bind(5, markOut.VenueId.Value);
        s.Bind(6, markOut.InstrumentId.Value);
        s.Bind(7, (long)markOut.Side);
        s.Bind(8, markOut.HorizonNs);
        s.Bind(9, markOut.FillPrice.Nanos);
        s.Bind(10, markOut.FillQuantity);
        s.Bind(11, markOut.Midpoint.Nanos);
        s.Bind(12, markOut.TimeNs);
        s.Run();
    }

    /// <inheritdoc/>
    public void OnAlert(in MessageEnvelope envelope, in EngineAlert alert)
    {
        SqliteStatement s = _alert;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, (long)alert.Kind);
        s.Bind(4, alert.VenueId.Value);
        s.Bind(5, alert.InstrumentId.Value);
        s.Bind(6, alert.ParentId.Value);
        s.Bind(7, (long)alert.RejectReason);
        s.Bind(8, alert.Value);
        s.Bind(9, alert.TimeNs);
        s.Bind(10, alert.ClientId);
        s.Bind(11, alert.Limit);
        s.Run();
    }

    // The fill that a report makes (its own record), corrects or busts; 0 = none.
    private (ReportQuarantine Quarantine, long Fill) Judge(in ExecutionReport report)
    {
        if (!Finds(_isChild, report.ChildId.Value))
            return (ReportQuarantine.UnknownOrder, 0);
        bool isRestating = report.Type is ExecutionType.TradeCorrection or ExecutionType.TradeBust;
        if (report.Type != ExecutionType.Trade && !isRestating)
            return (ReportQuarantine.None, 0);
        if (report.ExecutionId != 0 && Finds(_isRepeated, report.ChildId.Value, unchecked((long)report.ExecutionId), (long)report.Type))
            return (ReportQuarantine.Repeated, 0);
        long least = report.Type == ExecutionType.Trade ? 1 : 0;
        if (report.Type != ExecutionType.TradeBust && (report.LastQuantity < least || report.LastQuantity > QuantityMax))
            return (ReportQuarantine.ImpossibleQuantity, 0);
        if (!isRestating)
            return (ReportQuarantine.None, _sequence);
        ulong named = report.ReferenceExecutionId != 0 ? report.ReferenceExecutionId : report.ExecutionId;
        return named != 0 && Finds(_fillOf, report.ChildId.Value, unchecked((long)named)) ? (ReportQuarantine.None, _found) : (ReportQuarantine.UnknownExecution, 0);
    }

    private void CountFill(in ExecutionReport report)
    {
        _fillCount++;
        if (report.ExecutionId == 0)
            return;
        _overtook.Bind(1, _sessionId);
        _overtook.Bind(2, report.ChildId.Value);
        _overtook.Bind(3, unchecked((long)report.ExecutionId));
        _overtook.Bind(4, _sequence);
        _overtook.Run();
    }

    private bool Finds(SqliteStatement select, long childId, params ReadOnlySpan<long> rest)
    {
        select.Bind(1, _sessionId);
        select.Bind(2, childId);
        for (int i = 0; i < rest.Length; i++)
            select.Bind(3 + i, rest[i]);
        bool isFound = select.Step();
        _found = isFound ? select.GetLong(0) : 0;
        select.Reset();
        return isFound;
    }
}
