using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.States;

/// <summary>A parent order and what its children did. A mutable struct for an <see cref="OrderTable{TRecord}"/>: use it by reference.</summary>
public struct ParentOrderRecord : IStateRecord<ParentOrderRecord>
{
    /// <summary>How often each venue and action was tried.</summary>
    public RowTries Tries;

    // Place of the newest open child, plus one; 0 = none.
    internal int FirstLink;

    private ParentOrder _order;
    private ParentReplace _replace;

    /// <summary>Starts the record of an order that just came.</summary>
    /// <param name="order">The order.</param>
    /// <param name="arrivalBid">National best bid now.</param>
    /// <param name="arrivalAsk">National best offer now.</param>
    public ParentOrderRecord(in ParentOrder order, Price arrivalBid, Price arrivalAsk)
    {
        _order = order;
        ArrivalBid = arrivalBid;
        ArrivalAsk = arrivalAsk;
    }

    /// <summary>Starts the record of an order that just came, with the touch that it carries.</summary>
    /// <param name="order">The order.</param>
    public ParentOrderRecord(in ParentOrder order)
        : this(order, order.ArrivalBid, order.ArrivalAsk)
    {
    }

    /// <summary>What is asked for: as it came, or as it was last replaced.</summary>
    [UnscopedRef]
    public readonly ref readonly ParentOrder Order => ref _order;

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

    /// <summary>Conditional children sent and not ended.</summary>
    public int OpenConditionalCount { get; internal set; }

    /// <summary>Children sent and not ended, conditional ones included.</summary>
    public int OpenChildCount { get; internal set; }

    /// <summary>Children sent.</summary>
    public int ChildCount { get; internal set; }

    /// <summary>Decisions taken; the engine counts them.</summary>
    public int DecisionCount { get; set; }

    /// <summary>Why it was refused, if it was.</summary>
    public RejectReason RejectReason { get; internal set; }

    /// <summary>Whether a decision for it was explored; the engine sets it.</summary>
    public bool HasExplored { get; set; }

    /// <summary>Whether its latest decision was begun and is not on record yet; the engine sets it.</summary>
    public bool IsDecisionOpen { get; set; }

    /// <summary>Decisions in a row that led to no fill; the engine counts them.</summary>
    public int FruitlessCount { get; set; }

    /// <summary>Whether its end was announced; the engine sets it.</summary>
    public bool IsAnnounced { get; set; }

    /// <summary>Whether its sender waits for a change.</summary>
    public bool HasPendingReplace { get; private set; }

    /// <summary>The change that its sender waits for; only with <see cref="HasPendingReplace"/>.</summary>
    public readonly ParentReplace PendingReplace => _replace;

    /// <summary>Children sent, not ended and firm: while there are any, the waterfall's step is not over.</summary>
    public readonly int OpenFirmCount => OpenChildCount - OpenConditionalCount;

    /// <summary>Slot of the newest open child; −1 = none. See <see cref="ChildList"/>.</summary>
    public readonly int FirstOpenChild => FirstLink - 1;

    /// <summary>When its time is over, ns since the Unix epoch: the end of its horizon or its date, whichever is first; <see cref="long.MaxValue"/> = never.</summary>
    public readonly long DeadlineNs
    {
        get
        {
            bool hasHorizon = Order.HorizonNs > 0 && Order.ArrivalTimeNs <= long.MaxValue - Order.HorizonNs;
            long horizonNs = hasHorizon ? Order.ArrivalTimeNs + Order.HorizonNs : long.MaxValue;
            return Order.TimeInForce == TimeInForce.GoodTillDate ? Math.Min(horizonNs, Order.ExpireTimeNs) : horizonNs;
        }
    }

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

    /// <inheritdoc/>
    public readonly void Save(StateWriter writer)
    {
        OrderStates.Save(writer, Order);
        writer.Write(ArrivalBid.Nanos);
        writer.Write(ArrivalAsk.Nanos);
        writer.Write((byte)State);
        writer.Write(FilledQuantity);
        writer.Write(ReservedQuantity);
        writer.Write(FilledNotionalNanos);
        writer.Write(FeeNanos);
        writer.Write(OpenChildCount);
        writer.Write(OpenConditionalCount);
        writer.Write(ChildCount);
        writer.Write(DecisionCount);
        writer.Write((byte)RejectReason);
        writer.Write(HasExplored);
        writer.Write(IsDecisionOpen);
        writer.Write(FruitlessCount);
        writer.Write(IsAnnounced);
        writer.Write(FirstLink);
        writer.Write(HasPendingReplace);
        OrderStates.Save(writer, _replace);
        Tries.Save(writer);
    }

    /// <inheritdoc/>
    public static ParentOrderRecord Load(ref StateReader reader)
    {
        ParentOrder order = OrderStates.LoadParent(ref reader);
        var arrivalBid = new Price(reader.ReadInt64());
        return new ParentOrderRecord(order, arrivalBid, new Price(reader.ReadInt64()))
        {
            State = (ParentOrderState)OrderStates.LoadState(ref reader, ParentOrderMachine.StateCount),
            FilledQuantity = reader.ReadInt64(),
            ReservedQuantity = reader.ReadInt64(),
            FilledNotionalNanos = reader.ReadInt128(),
            FeeNanos = reader.ReadInt64(),
            OpenChildCount = reader.ReadInt32(),
            OpenConditionalCount = reader.ReadInt32(),
            ChildCount = reader.ReadInt32(),
            DecisionCount = reader.ReadInt32(),
            RejectReason = (RejectReason)reader.ReadByte(),
            HasExplored = reader.ReadBoolean(),
            IsDecisionOpen = reader.ReadBoolean(),
            FruitlessCount = reader.ReadInt32(),
            IsAnnounced = reader.ReadBoolean(),
            FirstLink = reader.ReadInt32(),
            HasPendingReplace = reader.ReadBoolean(),
            _replace = OrderStates.LoadReplace(ref reader),
            Tries = RowTries.Load(ref reader),
        };
    }

    internal void Change(in ParentOrder order) => _order = order;

    internal void Want(in ParentReplace replace)
    {
        _replace = replace;
        HasPendingReplace = true;
    }

    internal void ForgetReplace()
    {
        _replace = default;
        HasPendingReplace = false;
    }
}
