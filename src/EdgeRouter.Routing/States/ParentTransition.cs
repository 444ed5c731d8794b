using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>What a child's report did to its parent.</summary>
public readonly record struct ParentTransition
{
    /// <summary>State before.</summary>
    public ParentOrderState From { get; init; }

    /// <summary>State after.</summary>
    public ParentOrderState To { get; init; }

    /// <summary>Whether more is executed than asked for, by this report.</summary>
    public bool OverFilled { get; init; }

    /// <summary>Whether quantity changed after the parent had ended.</summary>
    public bool AfterEnd { get; init; }

    /// <summary>Whether this report ended the order.</summary>
    public bool Ended => ParentOrderMachine.IsTerminal(To) && !ParentOrderMachine.IsTerminal(From);
}
