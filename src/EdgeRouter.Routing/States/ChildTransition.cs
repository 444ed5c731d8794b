using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>What one report did to a child order: all that parent, risk and cost analysis need to follow it.</summary>
public readonly record struct ChildTransition
{
    /// <summary>How it was taken.</summary>
    public TransitionKind Kind { get; init; }

    /// <summary>What is odd about it.</summary>
    public ReportAnomaly Anomaly { get; init; }

    /// <summary>State before.</summary>
    public ChildOrderState From { get; init; }

    /// <summary>State after.</summary>
    public ChildOrderState To { get; init; }

    /// <summary>Change of the executed quantity, shares; negative for a bust.</summary>
    public long FilledQuantity { get; init; }

    /// <summary>Change of price nanos × shares over all fills; not zero with an unchanged quantity where only a price was corrected.</summary>
    public Int128 NotionalChangeNanos { get; init; }

    /// <summary>Change of the sum of fees, nanos of currency.</summary>
    public long FeeChangeNanos { get; init; }

    /// <summary>Change of the quantity that may still be executed, shares; usually negative.</summary>
    public long ReservedChange { get; init; }

    /// <summary>Shares that the venue invites a conditional order to firm up; 0 unless the invitation holds.</summary>
    public long InvitedQuantity { get; init; }

    /// <summary>Whether the order is conditional.</summary>
    public bool IsConditional { get; init; }

    /// <summary>Whether more was executed than sent, by this report.</summary>
    public bool OverFilled { get; init; }

    /// <summary>Whether the venue speaks of fills that we have not been told of; they stay reserved.</summary>
    public bool FillsMissing { get; init; }

    /// <summary>Whether this report ended the order.</summary>
    public bool Ended => ChildOrderMachine.IsTerminal(To) && !ChildOrderMachine.IsTerminal(From);

    /// <summary>Whether executed quantity, notional or fees changed.</summary>
    public bool ChangesMoney => FilledQuantity != 0 || NotionalChangeNanos != 0 || FeeChangeNanos != 0;
}
