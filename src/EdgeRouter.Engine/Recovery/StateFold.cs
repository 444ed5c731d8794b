using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.State;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Applies the records of a journal to a state, as the engine did when it wrote them. Needs no market data: records carry what they need of it.</summary>
/// <param name="state">Changed.</param>
public sealed class StateFold(RouterState state) : ProtocolVisitor
{
    /// <summary>Packets that the engine had taken before the latest record.</summary>
    public long InputCount { get; private set; }

    /// <summary>Records seen.</summary>
    public long RecordCount { get; private set; }

    /// <inheritdoc/>
    public override void OnSessionStart(in MessageEnvelope envelope, SessionHeader header) => Begin(envelope);

    /// <inheritdoc/>
    public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
    {
        if (Begin(envelope))
        {
            state.Accept(order);
        }
    }

    /// <inheritdoc/>
    public override void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
    {
        if (Begin(envelope))
        {
            state.Finish(outcome);
        }
    }

    /// <inheritdoc/>
    public override void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId)
    {
        if (Begin(envelope))
        {
            state.RequestCancel(parentId);
        }
    }

    /// <inheritdoc/>
    public override void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace)
    {
        if (Begin(envelope))
        {
            state.RequestReplace(replace, out _);
        }
    }

    /// <inheritdoc/>
    public override void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome)
    {
        if (Begin(envelope))
        {
            state.Replaced(outcome);
        }
    }

    /// <inheritdoc/>
    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
    {
        Begin(envelope);
        state.Send(order);
    }

    /// <inheritdoc/>
    public override void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request)
    {
        Begin(envelope);
        state.Cancel(request);
    }

    /// <inheritdoc/>
    public override void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt)
    {
        Begin(envelope);
        state.Doubt(doubt);
    }

    /// <inheritdoc/>
    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
        Begin(envelope);
        state.Report(report);
    }

    /// <inheritdoc/>
    public override void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut)
    {
        Begin(envelope);
        state.Mark(markOut);
    }

    /// <inheritdoc/>
    public override void OnDecision(in MessageEnvelope envelope, in DecisionView decision)
    {
        Begin(envelope);
        state.Decide(decision.ParentId, decision.DecisionIndex, decision.Explored);
    }

    /// <inheritdoc/>
    public override void OnScores(in MessageEnvelope envelope, in ScoresView scores) => Begin(envelope);

    /// <inheritdoc/>
    public override void OnTimer(in MessageEnvelope envelope, long nowNs) => Begin(envelope);

    /// <inheritdoc/>
    public override void OnAlert(in MessageEnvelope envelope, in EngineAlert alert) => Begin(envelope);

    /// <inheritdoc/>
    public override void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
        Begin(envelope);
        state.Control(control);
    }

    /// <inheritdoc/>
    public override void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        Begin(envelope);
        state.TryConfigure(kind, content, out _);
    }

    /// <returns>Whether the record took effect: the engine had not refused it.</returns>
    private bool Begin(in MessageEnvelope envelope)
    {
        RecordCount++;
        InputCount = (long)envelope.InputCount;
        state.NowNs = Math.Max(state.NowNs, envelope.TimeNs);
        _ = state.AdvanceReference();
        return (envelope.Flags & MessageEnvelope.RefusedFlag) == 0;
    }
}
