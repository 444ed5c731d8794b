namespace EdgeRouter.Routing.States;

/// <summary>How a state machine took a report.</summary>
public enum TransitionKind : byte
{
    /// <summary>Expected here.</summary>
    Applied = 0,

    /// <summary>Seen before: nothing changed.</summary>
    Duplicate = 1,

    /// <summary>Overtaken by a later report. A fill in it still counts; the state does not go back.</summary>
    Late = 2,

    /// <summary>It cannot follow what was said before. Money and the end of an order are believed all the same; the rest is ignored.</summary>
    Contradictory = 3,
}
