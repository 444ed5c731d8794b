using EdgeRouter.Core.Orders;
using Perfolizer.Horology;

namespace EdgeRouter.Benchmarks.Routing;

/// <summary>Notes when the last order arrived, and keeps what was sent.</summary>
public sealed class StampingGateway : IOrderGateway
{
    private readonly ChildOrder[] _orders = new ChildOrder[256];

    /// <summary>Time stamp of the last order.</summary>
    public long LastStamp { get; private set; }

    /// <summary>Orders since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<ChildOrder> Orders => _orders.AsSpan(0, OrderCount);

    /// <summary>How many.</summary>
    public int OrderCount { get; private set; }

    /// <inheritdoc/>
    public void Send(in ChildOrder order)
    {
        LastStamp = Chronometer.GetTimestamp();
        _orders[OrderCount++] = order;
    }

    /// <inheritdoc/>
    public void Cancel(in CancelRequest request)
    {
    }

    /// <inheritdoc/>
    public void RequestStatus(in StatusRequest request)
    {
    }

    /// <summary>Forgets the orders.</summary>
    public void Clear() => OrderCount = 0;
}
