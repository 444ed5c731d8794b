using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Tests.Links;

/// <summary>The way to a gateway that is known only after the router has started.</summary>
internal sealed class LateGateway : IOrderGateway
{
    public IOrderGateway? Target { get; set; }

    public void Send(in ChildOrder order) => Target?.Send(order);

    public void Cancel(in CancelRequest request) => Target?.Cancel(request);

    public void RequestStatus(in StatusRequest request) => Target?.RequestStatus(request);
}
