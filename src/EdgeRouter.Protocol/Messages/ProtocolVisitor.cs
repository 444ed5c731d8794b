using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <summary>A visitor that ignores everything: override what is wanted.</summary>
public abstract class ProtocolVisitor : IProtocolVisitor
{
    /// <inheritdoc/>
    public virtual void OnSessionStart(in MessageEnvelope envelope, SessionHeader header)
    {
    }

    /// <inheritdoc/>
    public virtual void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary)
    {
    }

    /// <inheritdoc/>
    public virtual void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
    {
    }

    /// <inheritdoc/>
    public virtual void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
    {
    }

    /// <inheritdoc/>
    public virtual void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId)
    {
    }

    /// <inheritdoc/>
    public virtual void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
    {
    }

    /// <inheritdoc/>
    public virtual void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request)
    {
    }

    /// <inheritdoc/>
    public virtual void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
    }

    /// <inheritdoc/>
    public virtual void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut)
    {
    }

    /// <inheritdoc/>
    public virtual void OnDecision(in MessageEnvelope envelope, in DecisionView decision)
    {
    }

    /// <inheritdoc/>
    public virtual void OnScores(in MessageEnvelope envelope, in ScoresView scores)
    {
    }

    /// <inheritdoc/>
    public virtual void OnTimer(in MessageEnvelope envelope, long nowNs)
    {
    }

    /// <inheritdoc/>
    public virtual void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
    }

    /// <inheritdoc/>
    public virtual void OnAlert(in MessageEnvelope envelope, in EngineAlert alert)
    {
    }

    /// <inheritdoc/>
    public virtual void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace)
    {
    }

    /// <inheritdoc/>
    public virtual void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome)
    {
    }

    /// <inheritdoc/>
    public virtual void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt)
    {
    }

    /// <inheritdoc/>
    public virtual void OnConfiguration(in MessageEnvelope envelope, Orders.ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
    }

    /// <inheritdoc/>
    public virtual void OnPacket(in MessageEnvelope envelope, in Datagram packet)
    {
    }

    /// <inheritdoc/>
    public virtual void OnStatusRequest(in MessageEnvelope envelope, in StatusRequest request)
    {
    }

    /// <inheritdoc/>
    public virtual void OnLinkData(in MessageEnvelope envelope, ulong incarnation, long previousSequence, ReadOnlySpan<byte> message)
    {
    }

    /// <inheritdoc/>
    public virtual void OnLinkHello(in MessageEnvelope envelope, in LinkHello hello)
    {
    }

    /// <inheritdoc/>
    public virtual void OnLinkStatus(in MessageEnvelope envelope, in LinkStatus status)
    {
    }

    /// <inheritdoc/>
    public virtual void OnMarketAdvance(in MessageEnvelope envelope, in MarketAdvance advance)
    {
    }

    /// <inheritdoc/>
    public virtual void OnMarketAdvanced(in MessageEnvelope envelope, in MarketAdvanced advanced)
    {
    }

    /// <inheritdoc/>
    public virtual void OnLinkRefused(in MessageEnvelope envelope, in LinkRefused refused)
    {
    }
}
