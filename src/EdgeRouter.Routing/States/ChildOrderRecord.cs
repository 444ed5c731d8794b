using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>A child order and what is known of it. A mutable struct for an <see cref="OrderTable{TRecord}"/>: use it by reference.</summary>
public struct ChildOrderRecord
{
    /// <summary>Starts the record of an order that is about to leave: pending, whole quantity standing.</summary>
    /// <param name="order">The order.</param>
    public ChildOrderRecord(in ChildOrder order)
    {
        Order = order;
        LeavesQuantity = order.Quantity;
    }

    /// <summary>What was sent.</summary>
    public ChildOrder Order { get; private set; }

    /// <summary>Where it stands.</summary>
    public ChildOrderState State { get; internal set; }

    /// <summary>Shares executed, by the fills that we were told of.</summary>
    public long CumulativeQuantity { get; internal set; }

    /// <summary>Shares that stand at the venue; zero once the order ended.</summary>
    public long LeavesQuantity { get; internal set; }

    /// <summary>Highest executed quantity that the venue spoke of; above <see cref="CumulativeQuantity"/> while fills are missing.</summary>
    public long VenueCumulativeQuantity { get; internal set; }

    /// <summary>Price nanos × shares over all fills.</summary>
    public Int128 FilledNotionalNanos { get; internal set; }

    /// <summary>When the last report came, ns; 0 = none yet.</summary>
    public long LastReportTimeNs { get; internal set; }

    /// <summary>When the router asked to cancel, ns; 0 = it did not.</summary>
    public long CancelTimeNs { get; internal set; }

    /// <summary>Shares of fills that the venue spoke of and did not report; 0 or more.</summary>
    public readonly long MissingQuantity => Math.Max(0, VenueCumulativeQuantity - CumulativeQuantity);

    /// <summary>Shares that may still be executed: what stands, or what is missing. The parent must not send them anywhere else.</summary>
    public readonly long ReservedQuantity => Math.Max(LeavesQuantity, MissingQuantity);

    /// <summary>Whether the order cannot come back.</summary>
    public readonly bool IsTerminal => ChildOrderMachine.IsTerminal(State);

    internal ExecutionIdRing ExecutionIds;
}
