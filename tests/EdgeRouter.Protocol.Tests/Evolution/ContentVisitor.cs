using System.Text;
using System.Text.Json.Nodes;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Protocol.Messages;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>Keeps what the generated decoders read, by the schema's names.</summary>
internal sealed class ContentVisitor : IProtocolVisitor
{
    public JsonObject? Content { get; private set; }

    public void OnSessionStart(in MessageEnvelope envelope, SessionHeader header) => Content = MessageContent.Of(envelope, header);

    public void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary) => Content = MessageContent.Of(envelope, summary);

    public void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order) => Content = MessageContent.Of(envelope, order);

    public void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome) => Content = MessageContent.Of(envelope, outcome);

    public void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId) => Content = MessageContent.OfParentCancel(envelope, parentId);

    public void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) => Content = MessageContent.Of(envelope, order);

    public void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request) => Content = MessageContent.Of(envelope, request);

    public void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => Content = MessageContent.Of(envelope, report);

    public void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut) => Content = MessageContent.Of(envelope, markOut);

    public void OnDecision(in MessageEnvelope envelope, in DecisionView decision)
    {
        var record = new DecisionRecord(decision.RowCount, decision.FeatureCount, decision.ChildCount);
        Assert.That(decision.TryCopyTo(record), Is.True);
        Content = MessageContent.Of(envelope, record);
    }

    public void OnScores(in MessageEnvelope envelope, in ScoresView scores)
    {
        var rows = new ScoreInput[scores.RowCount];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = scores.Row(i);
        }

        string scorer = Encoding.UTF8.GetString(scores.ScorerNameUtf8);
        Content = MessageContent.OfScores(envelope, scores.ParentId, scores.DecisionIndex, scores.ModelId, scores.LateCount, rows, scorer);
    }

    public void OnTimer(in MessageEnvelope envelope, long nowNs) => Content = MessageContent.OfTimer(envelope, nowNs);

    public void OnControl(in MessageEnvelope envelope, in ControlInput control) => Content = MessageContent.Of(envelope, control);

    public void OnAlert(in MessageEnvelope envelope, in EngineAlert alert) => Content = MessageContent.Of(envelope, alert);

    public void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace) => Content = MessageContent.Of(envelope, replace);

    public void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome) => Content = MessageContent.Of(envelope, outcome);

    public void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt) => Content = MessageContent.Of(envelope, doubt);

    public void OnConfiguration(in MessageEnvelope envelope, Orders.ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) =>
        Content = MessageContent.OfConfiguration(envelope, kind, version, content);

    public void OnPacket(in MessageEnvelope envelope, in Datagram packet) => Content = MessageContent.OfPacket(envelope, packet);

    public void OnStatusRequest(in MessageEnvelope envelope, in StatusRequest request) => Content = MessageContent.Of(envelope, request);

    public void OnLinkData(in MessageEnvelope envelope, ulong incarnation, long previousSequence, ReadOnlySpan<byte> message) =>
        Content = MessageContent.OfLinkData(envelope, incarnation, previousSequence, message);

    public void OnLinkHello(in MessageEnvelope envelope, in LinkHello hello) => Content = MessageContent.Of(envelope, hello);

    public void OnLinkStatus(in MessageEnvelope envelope, in LinkStatus status) => Content = MessageContent.Of(envelope, status);

    public void OnMarketAdvance(in MessageEnvelope envelope, in MarketAdvance advance) => Content = MessageContent.Of(envelope, advance);

    public void OnMarketAdvanced(in MessageEnvelope envelope, in MarketAdvanced advanced) => Content = MessageContent.Of(envelope, advanced);

    public void OnLinkRefused(in MessageEnvelope envelope, in LinkRefused refused) => Content = MessageContent.Of(envelope, refused);
}
