using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>A parent order and what its children did. A mutable struct for an <see cref="OrderTable{TRecord}"/>: use it by reference.</summary>
public struct ParentOrderRecord
{
    /// <summary>Starts the record of an order that just came.</summary>
    /// <param name="order">The order.</param>
    /// <param name="arrivalBid">National best bid now.</param>
    /// <param name="arrivalAsk">National best offer now.</param>
    public ParentOrderRecord(in ParentOrder order, Price arrivalBid, Price arrivalAsk)
    {
        Order = order;
        ArrivalBid = arrivalBid;
        ArrivalAsk = arrivalAsk;
    }

    /// <summary>What was asked for.</summary>
    public ParentOrder Order { get; private set; }

    /// <summary>Where it stands.</summary>
    public ParentOrderState State { get; internal set; }

    /// <summary>National best bid on arrival.</summary>
    public Price ArrivalBid { get; private set; }

    /// <summary>National best offer on arrival.</summary>
    public Price ArrivalAsk { get; private set; }

    /// <summary>Shares executed over all children.</summary>
    public long FilledQuantity { get; internal set; }

    /// <summary>Shares that children may still execute.</summary>
    public long ReservedQuantity { get; internal set; }

    /// <summary>Price nanos × shares over all fills.</summary>
    public Int128 FilledNotionalNanos { get; internal set; }

    /// <summary>Sum of fees, nanos of currency; negative = rebate.</summary>
    public long FeeNanos { get; internal set; }

    /// <summary>Children sent and not ended.</summary>
    public int OpenChildCount { get; internal set; }

    /// <summary>Children sent.</summary>
    public int ChildCount { get; internal set; }

    /// <summary>Decisions taken; the engine counts them.</summary>
    public int DecisionCount { get; set; }

    /// <summary>Why it was refused, if it was.</summary>
    public RejectReason RejectReason { get; internal set; }

    /// <summary>How often each venue and action was tried.</summary>
    public RowTries Tries;

    /// <summary>Shares that may be sent now: neither executed nor reserved; 0 or more.</summary>
    public readonly long AvailableQuantity => Math.Max(0, Order.Quantity - FilledQuantity - ReservedQuantity);

    /// <summary>Whether the order cannot come back.</summary>
    public readonly bool IsTerminal => ParentOrderMachine.IsTerminal(State);

    /// <summary>Whether more was executed than asked for.</summary>
    public readonly bool IsOverFilled => FilledQuantity > Order.Quantity;

    /// <summary>The end of the order as the store keeps it.</summary>
    /// <param name="endTimeNs">Engine time.</param>
    /// <param name="endBid">National best bid now.</param>
    /// <param name="endAsk">National best offer now.</param>
    public readonly ParentOutcome ToOutcome(long endTimeNs, Price endBid, Price endAsk) => new()
    {
        ParentId = Order.Id,
        InstrumentId = Order.InstrumentId,
        Side = Order.Side,
        State = State,
        Quantity = Order.Quantity,
        FilledQuantity = FilledQuantity,
        FilledNotionalNanos = FilledNotionalNanos,
        FeeNanos = FeeNanos,
        ArrivalTimeNs = Order.ArrivalTimeNs,
        EndTimeNs = endTimeNs,
        ArrivalBid = ArrivalBid,
        ArrivalAsk = ArrivalAsk,
        EndBid = endBid,
        EndAsk = endAsk,
        DecisionCount = DecisionCount,
        ChildCount = ChildCount,
        RejectReason = RejectReason,
    };
}
