using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>What one report did to a child order.</summary>
public readonly record struct ChildTransition
{
    /// <summary>How it was taken.</summary>
    public TransitionKind Kind { get; init; }

    /// <summary>State before.</summary>
    public ChildOrderState From { get; init; }

    /// <summary>State after.</summary>
    public ChildOrderState To { get; init; }

    /// <summary>Change of the executed quantity, shares; negative for a bust.</summary>
    public long FilledQuantity { get; init; }

    /// <summary>Change of the quantity that may still be executed, shares; usually negative.</summary>
    public long ReservedChange { get; init; }

    /// <summary>Whether more was executed than sent, by this report.</summary>
    public bool OverFilled { get; init; }

    /// <summary>Whether the venue speaks of fills that we have not been told of; they stay reserved.</summary>
    public bool FillsMissing { get; init; }

    /// <summary>Whether this report ended the order.</summary>
    public bool Ended => ChildOrderMachine.IsTerminal(To) && !ChildOrderMachine.IsTerminal(From);
}
