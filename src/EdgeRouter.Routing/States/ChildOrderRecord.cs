using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.States;

/// <summary>A child order and what is known of it. A mutable struct for an <see cref="OrderTable{TRecord}"/>: use it by reference.</summary>
public struct ChildOrderRecord : IStateRecord<ChildOrderRecord>
{
    private readonly ChildOrder _order;
    internal ExecutionRing Executions;

    // Places in the list of the parent's open children, plus one; 0 = none.
    internal int NextLink;
    internal int PreviousLink;

    /// <summary>Starts the record of an order that is about to leave: pending, whole quantity standing.</summary>
    /// <param name="order">The order.</param>
    /// <param name="tickNanos">The instrument's price step, nanos, to know executions off the tick; 0 = do not look.</param>
    public ChildOrderRecord(in ChildOrder order, long tickNanos = 0)
    {
        _order = order;
        TickNanos = tickNanos;
        WorkingQuantity = order.Quantity;
    }

    /// <summary>What was sent.</summary>
    [UnscopedRef]
    public readonly ref readonly ChildOrder Order => ref _order;

    /// <summary>The instrument's price step when it left, nanos; 0 = executions are not held against it.</summary>
    public long TickNanos { get; private set; }

    /// <summary>Where it stands.</summary>
    public ChildOrderState State { get; internal set; }

    /// <summary>Shares executed, by the fills that we were told of.</summary>
    public long CumulativeQuantity { get; internal set; }

    /// <summary>Shares that the venue works in all, executed ones included: the order's quantity unless the venue restated it.</summary>
    public long WorkingQuantity { get; internal set; }

    /// <summary>Executed quantity by the venue's own count, as far as we heard of it; above <see cref="CumulativeQuantity"/> while fills are missing.</summary>
    public long VenueCumulativeQuantity { get; internal set; }

    /// <summary>Price nanos × shares over all fills.</summary>
    public Int128 FilledNotionalNanos { get; internal set; }

    /// <summary>Sum of fees, nanos of currency; negative = rebate.</summary>
    public long FeeNanos { get; internal set; }

    /// <summary>When the last report came, ns; 0 = none yet.</summary>
    public long LastReportTimeNs { get; internal set; }

    /// <summary>When the router asked to cancel, ns; 0 = it did not.</summary>
    public long CancelTimeNs { get; internal set; }

    /// <summary>Shares that the venue last invited a conditional order to firm up; 0 = it did not, or that is over.</summary>
    public long InvitedQuantity { get; internal set; }

    /// <summary>Shares that stand at the venue; zero once the order ended.</summary>
    public readonly long LeavesQuantity => IsTerminal ? 0 : Math.Max(0, WorkingQuantity - CumulativeQuantity);

    /// <summary>Shares of fills that the venue spoke of and did not report; 0 or more.</summary>
    public readonly long MissingQuantity => Math.Max(0, VenueCumulativeQuantity - CumulativeQuantity);

    /// <summary>Shares that may still be executed: what stands firm, or what is missing. The parent must not send them anywhere else.</summary>
    public readonly long ReservedQuantity => Order.IsConditional ? MissingQuantity : Math.Max(LeavesQuantity, MissingQuantity);

    /// <summary>Whether the order cannot come back.</summary>
    public readonly bool IsTerminal => ChildOrderMachine.IsTerminal(State);

    /// <summary>Slot of the next older open child of the same parent; −1 = none. See <see cref="ChildList"/>.</summary>
    public readonly int NextSibling => NextLink - 1;

    // The newest total that was heard, whether shares were left by it, its venue time, and that of the newest report that restated executions; 0 = none, or the venue gives no times.
    internal long NewestTotal { get; set; }

    internal bool NewestStands { get; set; }

    internal long TotalTimeNs { get; set; }

    internal long RestatedTimeNs { get; set; }

    /// <inheritdoc/>
    public readonly void Save(StateWriter writer)
    {
        OrderStates.Save(writer, Order);
        writer.Write(TickNanos);
        writer.Write((byte)State);
        writer.Write(CumulativeQuantity);
        writer.Write(WorkingQuantity);
        writer.Write(VenueCumulativeQuantity);
        writer.Write(FilledNotionalNanos);
        writer.Write(FeeNanos);
        writer.Write(LastReportTimeNs);
        writer.Write(CancelTimeNs);
        writer.Write(InvitedQuantity);
        writer.Write(NewestTotal);
        writer.Write(NewestStands);
        writer.Write(TotalTimeNs);
        writer.Write(RestatedTimeNs);
        writer.Write(NextLink);
        writer.Write(PreviousLink);
        Executions.Save(writer);
    }

    /// <inheritdoc/>
    public static ChildOrderRecord Load(ref StateReader reader) => new(OrderStates.LoadChild(ref reader), reader.ReadInt64())
    {
        State = (ChildOrderState)OrderStates.LoadState(ref reader, ChildOrderMachine.StateCount),
        CumulativeQuantity = reader.ReadInt64(),
        WorkingQuantity = reader.ReadInt64(),
        VenueCumulativeQuantity = reader.ReadInt64(),
        FilledNotionalNanos = reader.ReadInt128(),
        FeeNanos = reader.ReadInt64(),
        LastReportTimeNs = reader.ReadInt64(),
        CancelTimeNs = reader.ReadInt64(),
        InvitedQuantity = reader.ReadInt64(),
        NewestTotal = reader.ReadInt64(),
        NewestStands = reader.ReadBoolean(),
        TotalTimeNs = reader.ReadInt64(),
        RestatedTimeNs = reader.ReadInt64(),
        NextLink = reader.ReadInt32(),
        PreviousLink = reader.ReadInt32(),
        Executions = ExecutionRing.Load(ref reader),
    };
}
