namespace EdgeRouter.Routing.States;

/// <summary>Counts how reports were taken. A mutable struct: keep it in a field, pass it by reference.</summary>
public struct TransitionCounters
{
    /// <summary>Starts from saved counts.</summary>
    /// <param name="appliedCount">See <see cref="AppliedCount"/>.</param>
    /// <param name="duplicateCount">See <see cref="DuplicateCount"/>.</param>
    /// <param name="lateCount">See <see cref="LateCount"/>.</param>
    /// <param name="contradictoryCount">See <see cref="ContradictoryCount"/>.</param>
    /// <param name="overFillCount">See <see cref="OverFillCount"/>.</param>
    public TransitionCounters(long appliedCount, long duplicateCount, long lateCount, long contradictoryCount, long overFillCount)
    {
        AppliedCount = appliedCount;
        DuplicateCount = duplicateCount;
        LateCount = lateCount;
        ContradictoryCount = contradictoryCount;
        OverFillCount = overFillCount;
    }

    /// <summary>Reports that were expected.</summary>
    public long AppliedCount { get; private set; }

    /// <summary>Reports seen before.</summary>
    public long DuplicateCount { get; private set; }

    /// <summary>Reports overtaken by later ones.</summary>
    public long LateCount { get; private set; }

    /// <summary>Reports that cannot follow what was said before.</summary>
    public long ContradictoryCount { get; private set; }

    /// <summary>Reports with which more was executed than sent.</summary>
    public long OverFillCount { get; private set; }

    /// <summary>Counts one transition.</summary>
    /// <param name="transition">From <see cref="ChildOrderMachine.Apply"/>.</param>
    public void Add(in ChildTransition transition)
    {
        switch (transition.Kind)
        {
            case TransitionKind.Applied:
                AppliedCount++;
                break;
            case TransitionKind.Duplicate:
                DuplicateCount++;
                break;
            case TransitionKind.Late:
                LateCount++;
                break;
            default:
                ContradictoryCount++;
                break;
        }

        OverFillCount += transition.OverFilled ? 1 : 0;
    }
}
