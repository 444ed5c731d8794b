using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Tells which input a record is.</summary>
internal sealed class InputPeek : ProtocolVisitor
{
    public JournalInputKind Kind { get; set; }

    public MessageEnvelope Envelope { get; private set; }

    public override void OnSessionStart(in MessageEnvelope envelope, SessionHeader header) => Say(envelope, JournalInputKind.SessionStart);

    public override void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary) => Say(envelope, JournalInputKind.SessionEnd);

    public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order) => Say(envelope, JournalInputKind.Parent);

    public override void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId) => Say(envelope, JournalInputKind.ParentCancel);

    public override void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace) => Say(envelope, JournalInputKind.ParentReplace);

    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => Say(envelope, JournalInputKind.Report);

    public override void OnTimer(in MessageEnvelope envelope, long nowNs) => Say(envelope, JournalInputKind.Timer);

    public override void OnControl(in MessageEnvelope envelope, in ControlInput control) =>
        Say(envelope, control.Kind == ControlKind.StorageLost ? JournalInputKind.StorageLost : JournalInputKind.Control);

    public override void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) =>
        Say(envelope, kind == ConfigurationKind.Setup ? JournalInputKind.Setup : JournalInputKind.Configuration);

    public override void OnScores(in MessageEnvelope envelope, in ScoresView scores) => Say(envelope, JournalInputKind.Scores);

    public override void OnPacket(in MessageEnvelope envelope, in Datagram packet) => Say(envelope, JournalInputKind.Packet);

    private void Say(in MessageEnvelope envelope, JournalInputKind kind)
    {
        Kind = kind;
        Envelope = envelope;
    }
}
