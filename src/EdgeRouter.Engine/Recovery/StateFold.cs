using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Engine.State;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Applies the records of a journal to a state, as the engine did when it wrote them. Needs no market data: records carry what they need of it.</summary>
/// <remarks>Where an input's records change the state in steps, a journal may end between them; the state is then the one behind its last record, and
/// <see cref="RouterEngine{TProbe}.Resume"/> does what the rest of the input would have done.</remarks>
/// <param name="state">Changed.</param>
public sealed class StateFold(RouterState state) : ProtocolVisitor
{
    /// <summary>Packets that the engine had taken before the latest record.</summary>
    public long InputCount { get; private set; }

    /// <summary>Records seen.</summary>
    public long RecordCount { get; private set; }

    /// <summary>Records that were lost for good while the journal could not be written, by the journal's own account: the state is not what it was.</summary>
    public long LostRecordCount { get; private set; }

    /// <inheritdoc/>
    public override void OnSessionStart(in MessageEnvelope envelope, SessionHeader header)
    {
        Begin(envelope);
        state.BeginSession();
    }

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
    public override void OnScores(in MessageEnvelope envelope, in ScoresView scores)
    {
        Begin(envelope);
        state.BeginDecision(scores.ParentId, scores.DecisionIndex);
    }

    /// <inheritdoc/>
    public override void OnTimer(in MessageEnvelope envelope, long nowNs)
    {
        Begin(envelope);
        _ = state.AdvanceReference();
    }

    /// <inheritdoc/>
    public override void OnAlert(in MessageEnvelope envelope, in EngineAlert alert) => Begin(envelope);

    /// <inheritdoc/>
    public override void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
        Begin(envelope);
        state.Control(control);
        LostRecordCount += control.Kind == ControlKind.StorageRestored ? control.Value : 0;
    }

    /// <inheritdoc/>
    public override void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        Begin(envelope);
        state.TryConfigure(kind, content, out _);
    }

    /// <inheritdoc/>
    public override void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary) => Begin(envelope);

    /// <inheritdoc/>
    public override void OnPacket(in MessageEnvelope envelope, in Datagram packet)
    {
        Begin(envelope);
        InputCount++;
    }

    /// <returns>Whether the record took effect: the engine had not refused it.</returns>
    private bool Begin(in MessageEnvelope envelope)
    {
        RecordCount++;
        InputCount = (long)envelope.InputCount;
        state.NowNs = Math.Max(state.NowNs, envelope.TimeNs);
        return (envelope.Flags & MessageEnvelope.RefusedFlag) == 0;
    }
}
