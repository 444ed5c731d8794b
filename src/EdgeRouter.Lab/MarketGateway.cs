using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation;

namespace EdgeRouter.Lab;

/// <summary>Sends child orders into a simulated market in the same process.</summary>
/// <param name="market">The market that answers.</param>
public sealed class MarketGateway(MarketSimulator market) : IOrderGateway
{
    /// <inheritdoc/>
    public void Send(in ChildOrder order) => market.Submit(order);

    /// <inheritdoc/>
    public void Cancel(in CancelRequest request) => market.Cancel(request);

    /// <inheritdoc/>
    public void RequestStatus(in StatusRequest request) => market.RequestStatus(request);
}
