using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;

namespace EdgeRouter.Lab.Live;

/// <summary>Stands before a journal and keeps how parents ended. Without a journal worth the name only what must leave goes on: orders, cancels, questions.</summary>
/// <param name="journal">Takes what goes on.</param>
/// <param name="keepsAll">Whether everything does.</param>
internal sealed class LiveOutput(JournalingOutput journal, bool keepsAll) : IEngineOutput
{
    private readonly List<ParentOutcome> _outcomes = new(1);

    /// <summary>How parents ended, in order.</summary>
    public IReadOnlyList<ParentOutcome> Outcomes => _outcomes;

    /// <summary>Told of every execution report; null = nobody listens.</summary>
    public Action<ExecutionReport>? Reported { get; init; }

    /// <summary>Told of every mark-out.</summary>
    public Action<MarkOut>? Marked { get; init; }

    /// <summary>Told of every child that leaves.</summary>
    public Action<ChildOrder>? Sent { get; init; }

    public void BeginInput(long inputCount, long nowNs) => journal.BeginInput(inputCount, nowNs);

    public void Release() => journal.Release();

    public void OnParentAccepted(in ParentOrder order)
    {
        if (keepsAll)
        {
            journal.OnParentAccepted(order);
        }
    }

    public void OnParentRefused(in ParentOrder order, in ParentOutcome outcome)
    {
        _outcomes.Add(outcome);
        if (keepsAll)
        {
            journal.OnParentRefused(order, outcome);
        }
    }

    public void OnParentDone(in ParentOutcome outcome)
    {
        _outcomes.Add(outcome);
        if (keepsAll)
        {
            journal.OnParentDone(outcome);
        }
    }

    public void OnParentCancel(ParentOrderId id, RejectReason reason)
    {
        if (keepsAll)
        {
            journal.OnParentCancel(id, reason);
        }
    }

    public void OnParentReplace(in ParentReplace replace, RejectReason reason)
    {
        if (keepsAll)
        {
            journal.OnParentReplace(replace, reason);
        }
    }

    public void OnParentReplaced(in ParentReplaceOutcome outcome, bool isRefused)
    {
        if (keepsAll)
        {
            journal.OnParentReplaced(outcome, isRefused);
        }
    }

    public void OnScores(DecisionRecord record, in Engine.Scoring scoring)
    {
        if (keepsAll)
        {
            journal.OnScores(record, scoring);
        }
    }

    public void OnDecision(DecisionRecord record)
    {
        if (keepsAll)
        {
            journal.OnDecision(record);
        }
    }

    public void OnChildOrder(in ChildOrder order)
    {
        Sent?.Invoke(order);
        journal.OnChildOrder(order);
    }

    public void OnChildCancel(in CancelRequest request) => journal.OnChildCancel(request);

    public void OnChildDoubt(in ChildDoubt doubt, in StatusRequest request) => journal.OnChildDoubt(doubt, request);

    public void OnStatusRequest(in StatusRequest request) => journal.OnStatusRequest(request);

    public void OnReport(in ExecutionReport report)
    {
        Reported?.Invoke(report);
        if (keepsAll)
        {
            journal.OnReport(report);
        }
    }

    public void OnMarkOut(in MarkOut markOut)
    {
        Marked?.Invoke(markOut);
        if (keepsAll)
        {
            journal.OnMarkOut(markOut);
        }
    }

    public void OnTimer(long nowNs)
    {
        if (keepsAll)
        {
            journal.OnTimer(nowNs);
        }
    }

    public void OnControl(in ControlInput input)
    {
        if (keepsAll)
        {
            journal.OnControl(input);
        }
    }

    public void OnConfiguration(ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        if (keepsAll)
        {
            journal.OnConfiguration(kind, version, content);
        }
    }

    public void OnAlert(in EngineAlert alert)
    {
        if (keepsAll)
        {
            journal.OnAlert(alert);
        }
    }
}
