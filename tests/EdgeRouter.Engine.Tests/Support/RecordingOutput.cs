using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Engine.Tests.Support;

/// <summary>Writes down what the engine says, in order. Begin and release of inputs that say nothing more are left out of the log.</summary>
internal sealed class RecordingOutput : IEngineOutput
{
    private bool _isDirty;

    public List<string> Log { get; } = [];

    public List<ChildOrder> Orders { get; } = [];

    public List<CancelRequest> Cancels { get; } = [];

    public List<StatusRequest> Questions { get; } = [];

    public List<ParentReplaceOutcome> Replaced { get; } = [];

    public List<ParentOutcome> Outcomes { get; } = [];

    public List<WaterfallChild[]> Plans { get; } = [];

    public List<(int Index, long Remaining, byte PolicyId, ulong ModelId)> Decisions { get; } = [];

    public List<ulong> ReferenceVersions { get; } = [];

    public List<EngineAlert> Alerts { get; } = [];

    public List<MarkOut> Marks { get; } = [];

    public List<ExecutionReport> Reports { get; } = [];

    public List<long> InputTimes { get; } = [];

    public void BeginInput(long inputCount, long nowNs) => InputTimes.Add(nowNs);

    public void Release()
    {
        if (_isDirty)
        {
            Log.Add("release");
            _isDirty = false;
        }
    }

    public void OnParentAccepted(in ParentOrder order) => Say($"accept {order.Id.Value}");

    public void OnParentDone(in ParentOutcome outcome)
    {
        Outcomes.Add(outcome);
        Say($"done {outcome.ParentId.Value} {outcome.State} {outcome.RejectReason}");
    }

    public void OnParentRefused(in ParentOrder order, in ParentOutcome outcome)
    {
        Outcomes.Add(outcome);
        Say($"refuse {order.Id.Value} {outcome.RejectReason}");
    }

    public void OnParentCancel(ParentOrderId id, RejectReason reason) => Say($"cancel parent {id.Value}{Refused(reason)}");

    public void OnParentReplace(in ParentReplace replace, RejectReason reason) => Say($"replace {replace.ParentId.Value}/{replace.ReplaceId}{Refused(reason)}");

    public void OnParentReplaced(in ParentReplaceOutcome outcome, bool isRefused)
    {
        Replaced.Add(outcome);
        Say($"replaced {outcome.ParentId.Value}/{outcome.ReplaceId} {outcome.Quantity}@{outcome.LimitPrice.Nanos / Desk.Cent}{Why(outcome.RejectReason)}");
    }

    public void OnScores(DecisionRecord record, in Scoring scoring) => Say($"scores {record.ParentId.Value}/{record.DecisionIndex} {scoring.ScorerName}");

    public void OnDecision(DecisionRecord record)
    {
        Plans.Add(record.Children.ToArray());
        Decisions.Add((record.DecisionIndex, record.RemainingQuantity, record.PolicyId, record.ModelId));
        ReferenceVersions.Add(record.ReferenceVersion);
        Say($"decision {record.ParentId.Value}/{record.DecisionIndex}");
    }

    public void OnChildOrder(in ChildOrder order)
    {
        Orders.Add(order);
        Say($"child {order.Id.Value} {Desk.Text(order)}");
    }

    public void OnChildCancel(in CancelRequest request)
    {
        Cancels.Add(request);
        Say($"cancel child {request.ChildId.Value}");
    }

    public void OnChildDoubt(in ChildDoubt doubt, in StatusRequest request)
    {
        Questions.Add(request);
        Say($"doubt child {doubt.ChildId.Value}");
    }

    public void OnStatusRequest(in StatusRequest request)
    {
        Questions.Add(request);
        Say($"ask child {request.ChildId.Value}");
    }

    public void OnReport(in ExecutionReport report)
    {
        Reports.Add(report);
        Say($"report {report.ChildId.Value} {report.Type}");
    }

    public void OnMarkOut(in MarkOut markOut)
    {
        Marks.Add(markOut);
        Say($"mark {markOut.ChildId.Value}");
    }

    public void OnTimer(long nowNs) => Say("timer");

    public void OnControl(in ControlInput input) => Say($"control {input.Kind}");

    public void OnConfiguration(ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) => Say($"configuration {kind}");

    public void OnAlert(in EngineAlert alert)
    {
        Alerts.Add(alert);
        Say($"alert {alert.Kind} {alert.RejectReason}");
    }

    public IEnumerable<string> Children => Orders.Select(o => Desk.Text(o));

    private static string Refused(RejectReason reason) => reason == RejectReason.None ? string.Empty : " refused";

    private static string Why(RejectReason reason) => reason == RejectReason.None ? string.Empty : $" {reason}";

    private void Say(string text)
    {
        Log.Add(text);
        _isDirty = true;
    }
}
