using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>Counts the records that change a state.</summary>
internal sealed class RecordCounts : ProtocolVisitor
{
    private readonly SortedDictionary<string, int> _counts = [];

    public IEnumerable<string> Missing =>
        new[] { "parent", "done", "cancel", "replace", "replaced", "child", "child cancel", "doubt", "report", "mark", "decision", "scores", "timer", "control", "configuration", "refused" }.Except(_counts.Keys);

    public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order) => Count(envelope.Flags == 0 ? "parent" : "refused");

    public override void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome) => Count("done");

    public override void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId) => Count("cancel");

    public override void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace) => Count("replace");

    public override void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome) => Count("replaced");

    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) => Count("child");

    public override void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request) => Count("child cancel");

    public override void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt) => Count("doubt");

    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => Count("report");

    public override void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut) => Count("mark");

    public override void OnDecision(in MessageEnvelope envelope, in DecisionView decision) => Count("decision");

    public override void OnScores(in MessageEnvelope envelope, in ScoresView scores) => Count("scores");

    public override void OnTimer(in MessageEnvelope envelope, long nowNs) => Count("timer");

    public override void OnControl(in MessageEnvelope envelope, in ControlInput control) => Count("control");

    public override void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) => Count("configuration");

    public override string ToString() => string.Join(", ", _counts.Select(c => $"{c.Value} {c.Key}"));

    private void Count(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;
}
