using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine;
using DecisionScoring = EdgeRouter.Engine.Scoring;

namespace EdgeRouter.Tools.Routing;

/// <summary>Listens to an engine that takes one decision: explains it in the moment after the waterfall was built and before its first child is counted.</summary>
internal sealed class ExplainingOutput : IEngineOutput
{
    private Action? _explain;

    /// <summary>Called with each child that leaves, before it is counted.</summary>
    public Action<ChildOrder>? Sending { get; set; }

    /// <summary>What was alerted.</summary>
    public List<EngineAlert> Alerts { get; } = [];

    /// <summary>Why the parent was refused, or how it ended; null while it lives.</summary>
    public ParentOutcome? Outcome { get; private set; }

    /// <summary>Says that a decision is about to be taken.</summary>
    /// <param name="explain">Explains it.</param>
    public void Arm(Action explain) => _explain = explain;

    /// <inheritdoc/>
    public void BeginInput(long inputCount, long nowNs)
    {
    }

    /// <inheritdoc/>
    public void Release() => Explain();

    /// <inheritdoc/>
    public void OnParentAccepted(in ParentOrder order)
    {
    }

    /// <inheritdoc/>
    public void OnParentRefused(in ParentOrder order, in ParentOutcome outcome) => Outcome = outcome;

    /// <inheritdoc/>
    public void OnParentDone(in ParentOutcome outcome) => Outcome = outcome;

    /// <inheritdoc/>
    public void OnParentCancel(ParentOrderId id, RejectReason reason)
    {
    }

    /// <inheritdoc/>
    public void OnParentReplace(in ParentReplace replace, RejectReason reason)
    {
    }

    /// <inheritdoc/>
    public void OnParentReplaced(in ParentReplaceOutcome outcome, bool isRefused)
    {
    }

    /// <inheritdoc/>
    public void OnScores(DecisionRecord record, in DecisionScoring scoring) => Explain();

    /// <inheritdoc/>
    public void OnDecision(DecisionRecord record) => Explain();

    /// <inheritdoc/>
    public void OnChildOrder(in ChildOrder order)
    {
        Explain();
        Sending?.Invoke(order);
    }

    /// <inheritdoc/>
    public void OnChildCancel(in CancelRequest request)
    {
    }

    /// <inheritdoc/>
    public void OnChildDoubt(in ChildDoubt doubt, in StatusRequest request)
    {
    }

    /// <inheritdoc/>
    public void OnStatusRequest(in StatusRequest request)
    {
    }

    /// <inheritdoc/>
    public void OnReport(in ExecutionReport report)
    {
    }

    /// <inheritdoc/>
    public void OnMarkOut(in MarkOut markOut)
    {
    }

    /// <inheritdoc/>
    public void OnTimer(long nowNs)
    {
    }

    /// <inheritdoc/>
    public void OnControl(in ControlInput input)
    {
    }

    /// <inheritdoc/>
    public void OnConfiguration(ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
    }

    /// <inheritdoc/>
    public void OnAlert(in EngineAlert alert)
    {
        // Who scored is settled before the waterfall is built.
        if (alert.Kind is not (AlertKind.ScorerLate or AlertKind.ScorerFallback))
        {
            Explain();
        }

        Alerts.Add(alert);
    }

    private void Explain()
    {
        Action? explain = _explain;
        _explain = null;
        explain?.Invoke();
    }
}
