using EdgeRouter.Core.Orders;

namespace EdgeRouter.Link.Gateways;

/// <summary>A child order, or the wish to cancel one, that waits for its commit.</summary>
internal struct PendingRequest
{
    public bool IsCancel;
    public long TimeNs;
    public ChildOrder Order;
    public CancelRequest Cancel;
}
