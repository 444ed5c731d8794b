using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Engine.Tests.Support;

/// <summary>Records, and sends orders and cancels on release, as an output with a gateway does.</summary>
internal sealed class Relay(RecordingOutput recording, IOrderGateway gateway) : IEngineOutput
{
    private int _orders;
    private int _cancels;

    public void BeginInput(long inputCount, long nowNs) => recording.BeginInput(inputCount, nowNs);

    public void Release()
    {
        recording.Release();
        while (_orders < recording.Orders.Count)
        {
            gateway.Send(recording.Orders[_orders++]);
        }

        while (_cancels < recording.Cancels.Count)
        {
            gateway.Cancel(recording.Cancels[_cancels++]);
        }
    }

    public void OnParentAccepted(in ParentOrder order) => recording.OnParentAccepted(order);

    public void OnParentDone(in ParentOutcome outcome) => recording.OnParentDone(outcome);

    public void OnParentRefused(in ParentOrder order, in ParentOutcome outcome) => recording.OnParentRefused(order, outcome);

    public void OnParentCancel(ParentOrderId id, RejectReason reason) => recording.OnParentCancel(id, reason);

    public void OnParentReplace(in ParentReplace replace, RejectReason reason) => recording.OnParentReplace(replace, reason);

    public void OnParentReplaced(in ParentReplaceOutcome outcome, bool isRefused) => recording.OnParentReplaced(outcome, isRefused);

    public void OnScores(DecisionRecord record, in Scoring scoring) => recording.OnScores(record, scoring);

    public void OnDecision(DecisionRecord record) => recording.OnDecision(record);

    public void OnChildOrder(in ChildOrder order) => recording.OnChildOrder(order);

    public void OnChildCancel(in CancelRequest request) => recording.OnChildCancel(request);

    public void OnChildDoubt(in ChildDoubt doubt, in StatusRequest request) => recording.OnChildDoubt(doubt, request);

    public void OnStatusRequest(in StatusRequest request) => recording.OnStatusRequest(request);

    public void OnConfiguration(ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) => recording.OnConfiguration(kind, version, content);

    public void OnReport(in ExecutionReport report) => recording.OnReport(report);

    public void OnMarkOut(in MarkOut markOut) => recording.OnMarkOut(markOut);

    public void OnTimer(long nowNs) => recording.OnTimer(nowNs);

    public void OnControl(in ControlInput input) => recording.OnControl(input);

    public void OnAlert(in EngineAlert alert) => recording.OnAlert(alert);
}
