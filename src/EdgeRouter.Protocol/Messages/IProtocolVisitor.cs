using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <summary>Takes every message of the protocol as domain values. Views are valid during the call only.</summary>
public interface IProtocolVisitor
{
    /// <summary>What a journal is about; its first message.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="header">The session; allocated.</param>
    void OnSessionStart(in MessageEnvelope envelope, SessionHeader header);

    /// <summary>The journal was closed in order.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="summary">Counts.</param>
    void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary);

    /// <summary>A parent order.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="order">The order.</param>
    void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order);

    /// <summary>A parent order has ended.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="outcome">How.</param>
    void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome);

    /// <summary>The sender wants its parent cancelled.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="parentId">Which.</param>
    void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId);

    /// <summary>A child order.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="order">The order.</param>
    void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order);

    /// <summary>The router wants a child cancelled.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="request">Which.</param>
    void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request);

    /// <summary>What a venue says.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="report">The report.</param>
    void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report);

    /// <summary>The midpoint some time after a fill.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="markOut">The mark.</param>
    void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut);

    /// <summary>A routing decision.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="decision">View of the decision.</param>
    void OnDecision(in MessageEnvelope envelope, in DecisionView decision);

    /// <summary>Scores that the engine was given.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="scores">View of the scores.</param>
    void OnScores(in MessageEnvelope envelope, in ScoresView scores);

    /// <summary>Time passed.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="nowNs">Engine time.</param>
    void OnTimer(in MessageEnvelope envelope, long nowNs);

    /// <summary>A control input.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="control">The input.</param>
    void OnControl(in MessageEnvelope envelope, in ControlInput control);

    /// <summary>An alert.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="alert">The alert.</param>
    void OnAlert(in MessageEnvelope envelope, in EngineAlert alert);

    /// <summary>The sender wants its parent changed.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="replace">The change.</param>
    void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace);

    /// <summary>What became of a change of a parent.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="outcome">The answer.</param>
    void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome);

    /// <summary>A child fell into doubt.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="doubt">Which.</param>
    void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt);

    /// <summary>A configuration came in force.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="kind">What the content is; a newer sender may use a kind that this build does not know.</param>
    /// <param name="version">Version of the content; 0 = none.</param>
    /// <param name="content">In the form that belongs to the kind; valid during the call only.</param>
    void OnConfiguration(in MessageEnvelope envelope, Orders.ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content);

    /// <summary>A datagram of market data.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="packet">The datagram; its payload is valid during the call only.</param>
    void OnPacket(in MessageEnvelope envelope, in Datagram packet);

    /// <summary>The router asks what became of a child order. Never in a journal: ignored unless implemented.</summary>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="request">Which.</param>
    void OnStatusRequest(in MessageEnvelope envelope, in StatusRequest request)
    {
    }

    /// <summary>A message that crosses a link. Never in a journal: ignored unless implemented.</summary>
    /// <param name="envelope">Sequence = its number on the link, 0 = none; time, origin.</param>
    /// <param name="incarnation">The sender's run.</param>
    /// <param name="previousSequence">Number of the message before it; 0 = it is the first.</param>
    /// <param name="message">The message; valid during the call only.</param>
    void OnLinkData(in MessageEnvelope envelope, ulong incarnation, long previousSequence, ReadOnlySpan<byte> message)
    {
    }

    /// <summary>One end of a link says who it is. Never in a journal: ignored unless implemented.</summary>
    /// <param name="envelope">Time, origin.</param>
    /// <param name="hello">What it says.</param>
    void OnLinkHello(in MessageEnvelope envelope, in LinkHello hello)
    {
    }

    /// <summary>A link's heartbeat. Never in a journal: ignored unless implemented.</summary>
    /// <param name="envelope">Time, origin.</param>
    /// <param name="status">What it says.</param>
    void OnLinkStatus(in MessageEnvelope envelope, in LinkStatus status)
    {
    }

    /// <summary>A replay asks a market of another process to play on. Never in a journal: ignored unless implemented.</summary>
    /// <param name="envelope">Time, origin.</param>
    /// <param name="advance">How far.</param>
    void OnMarketAdvance(in MessageEnvelope envelope, in MarketAdvance advance)
    {
    }

    /// <summary>A market of another process has played on. Never in a journal: ignored unless implemented.</summary>
    /// <param name="envelope">Time, origin.</param>
    /// <param name="advanced">How far.</param>
    void OnMarketAdvanced(in MessageEnvelope envelope, in MarketAdvanced advanced)
    {
    }

    /// <summary>One end of a link cannot go on. Never in a journal: ignored unless implemented.</summary>
    /// <param name="envelope">Time, origin.</param>
    /// <param name="refused">Why.</param>
    void OnLinkRefused(in MessageEnvelope envelope, in LinkRefused refused)
    {
    }
}
