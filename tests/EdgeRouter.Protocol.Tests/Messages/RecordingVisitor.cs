using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Protocol.Messages;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>Keeps what came last.</summary>
internal sealed class RecordingVisitor : IProtocolVisitor
{
    public int Count { get; private set; }

    public MessageEnvelope Envelope { get; private set; }

    public object? Value { get; private set; }

    public void OnSessionStart(in MessageEnvelope envelope, SessionHeader header) => Keep(envelope, header);

    public void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary) => Keep(envelope, summary);

    public void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order) => Keep(envelope, order);

    public void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome) => Keep(envelope, outcome);

    public void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId) => Keep(envelope, parentId);

    public void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) => Keep(envelope, order);

    public void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request) => Keep(envelope, request);

    public void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => Keep(envelope, report);

    public void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut) => Keep(envelope, markOut);

    public void OnDecision(in MessageEnvelope envelope, in DecisionView decision)
    {
        var record = new DecisionRecord(Math.Max(1, decision.RowCount), decision.FeatureCount, Math.Max(1, decision.ChildCount));
        Keep(envelope, decision.TryCopyTo(record) ? record : "decision without features");
    }

    public void OnScores(in MessageEnvelope envelope, in ScoresView scores)
    {
        var rows = new ScoreInput[scores.RowCount];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = scores.Row(i);
        Keep(envelope, (scores.ParentId, scores.DecisionIndex, scores.ModelId, scores.LateCount, System.Text.Encoding.UTF8.GetString(scores.ScorerNameUtf8), string.Join(";", rows)));
    }

    public void OnTimer(in MessageEnvelope envelope, long nowNs) => Keep(envelope, nowNs);

    public void OnControl(in MessageEnvelope envelope, in ControlInput control) => Keep(envelope, control);

    public void OnAlert(in MessageEnvelope envelope, in EngineAlert alert) => Keep(envelope, alert);
    public void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace) => Keep(envelope, replace);

    public void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome) => Keep(envelope, outcome);

    public void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt) => Keep(envelope, doubt);

    public void OnConfiguration(in MessageEnvelope envelope, Orders.ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) =>
        Keep(envelope, ConfigurationSample.From(envelope, kind, version, content));

    public void OnPacket(in MessageEnvelope envelope, in Datagram packet) => Keep(envelope, PacketSample.From(packet));

    public void OnStatusRequest(in MessageEnvelope envelope, in StatusRequest request) => Keep(envelope, request);

    public void OnLinkData(in MessageEnvelope envelope, ulong incarnation, long previousSequence, ReadOnlySpan<byte> message) =>
        Keep(envelope, (incarnation, previousSequence, Convert.ToHexString(message)));

    public void OnLinkHello(in MessageEnvelope envelope, in LinkHello hello) => Keep(envelope, hello);

    public void OnLinkStatus(in MessageEnvelope envelope, in LinkStatus status) => Keep(envelope, status);

    public void OnMarketAdvance(in MessageEnvelope envelope, in MarketAdvance advance) => Keep(envelope, advance);

    public void OnMarketAdvanced(in MessageEnvelope envelope, in MarketAdvanced advanced) => Keep(envelope, advanced);

    public void OnLinkRefused(in MessageEnvelope envelope, in LinkRefused refused) => Keep(envelope, refused);

    private void Keep(in MessageEnvelope envelope, object value)
    {
        Count++;
        Envelope = envelope;
        Value = value;
    }
}
