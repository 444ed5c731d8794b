namespace EdgeRouter.Core.Orders;

/// <summary>Where child orders leave the router: a gateway link, or a simulated market. Called after the order was journaled.</summary>
public interface IOrderGateway
{
    /// <summary>Sends a child order.</summary>
    /// <param name="order">The order.</param>
    void Send(in ChildOrder order);

    /// <summary>Sends a cancel.</summary>
    /// <param name="request">What to cancel.</param>
    void Cancel(in CancelRequest request);

    /// <summary>Asks what became of a child order. The answer comes as a report.</summary>
    /// <param name="request">Which.</param>
    void RequestStatus(in StatusRequest request);
}
