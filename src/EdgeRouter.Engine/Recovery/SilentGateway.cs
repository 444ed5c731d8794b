using EdgeRouter.Core.Orders;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Where the orders of a replay go: nowhere. What the venues answered stands in the journal.</summary>
public sealed class SilentGateway : IOrderGateway
{
    /// <summary>Orders that would have left.</summary>
    public long OrderCount { get; private set; }

    /// <summary>Cancels that would have left.</summary>
    public long CancelCount { get; private set; }

    /// <summary>Questions that would have left.</summary>
    public long QuestionCount { get; private set; }

    /// <inheritdoc/>
    public void Send(in ChildOrder order) => OrderCount++;

    /// <inheritdoc/>
    public void Cancel(in CancelRequest request) => CancelCount++;

    /// <inheritdoc/>
    public void RequestStatus(in StatusRequest request) => QuestionCount++;
}
