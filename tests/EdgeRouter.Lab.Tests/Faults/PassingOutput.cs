using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine;

namespace EdgeRouter.Lab.Tests.Faults;

/// <summary>Hands everything on; a saboteur changes what it overrides.</summary>
internal abstract class PassingOutput(IEngineOutput inner) : IEngineOutput
{
    protected IEngineOutput Inner => inner;

    public void BeginInput(long inputCount, long nowNs) => inner.BeginInput(inputCount, nowNs);

    public void Release() => inner.Release();

    public virtual void OnParentAccepted(in ParentOrder order) => inner.OnParentAccepted(order);

    public virtual void OnParentRefused(in ParentOrder order, in ParentOutcome outcome) => inner.OnParentRefused(order, outcome);

    public virtual void OnParentDone(in ParentOutcome outcome) => inner.OnParentDone(outcome);

    public virtual void OnParentCancel(ParentOrderId id, RejectReason reason) => inner.OnParentCancel(id, reason);

    public virtual void OnParentReplace(in ParentReplace replace, RejectReason reason) => inner.OnParentReplace(replace, reason);

    public virtual void OnParentReplaced(in ParentReplaceOutcome outcome, bool isRefused) => inner.OnParentReplaced(outcome, isRefused);

    public virtual void OnScores(DecisionRecord record, in Engine.Scoring scoring) => inner.OnScores(record, scoring);

    public virtual void OnDecision(DecisionRecord record) => inner.OnDecision(record);

    public virtual void OnChildOrder(in ChildOrder order) => inner.OnChildOrder(order);

    public virtual void OnChildCancel(in CancelRequest request) => inner.OnChildCancel(request);

    public virtual void OnChildDoubt(in ChildDoubt doubt, in StatusRequest request) => inner.OnChildDoubt(doubt, request);

    public virtual void OnStatusRequest(in StatusRequest request) => inner.OnStatusRequest(request);

    public virtual void OnReport(in ExecutionReport report) => inner.OnReport(report);

    public virtual void OnMarkOut(in MarkOut markOut) => inner.OnMarkOut(markOut);

    public virtual void OnTimer(long nowNs) => inner.OnTimer(nowNs);

    public virtual void OnControl(in ControlInput input) => inner.OnControl(input);

    public virtual void OnConfiguration(ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) => inner.OnConfiguration(kind, version, content);

    public virtual void OnAlert(in EngineAlert alert) => inner.OnAlert(alert);
}
